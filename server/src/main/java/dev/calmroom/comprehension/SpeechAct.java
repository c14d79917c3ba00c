package dev.calmroom.comprehension;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What words do beside the framework's moves, whatever the framework is. */
public enum SpeechAct {
    APOLOGY,
    /** The leader withdraws own earlier words or an offer. */
    TAKES_BACK,
    THANKS,
    COMFORT,
    PRAISE,
    ENCOURAGEMENT,
    JOKE,
    SMALL_TALK,
    /** The leader tells of own fear, tears or weariness. */
    OWN_TROUBLE,
    /** The leader takes the fault. */
    OWN_GUILT,
    INSULT,
    THREAT,
    SARCASM,
    ASKS_TO_LIE,
    /** Something was promised, or is to be promised, that cannot be. */
    IMPOSSIBLE_PROMISE,
    OBJECTS,
    ORDER,
    PERMISSION,
    AGREES,
    DISAGREES,
    /** The leader sets right what the persona said. */
    CORRECTS,
    /** The leader tells of something done or heard elsewhere. */
    TELLS_NEWS,
    ASKS_BACK,
    SAY_AGAIN,
    GOODBYE,
    GREETING,
    HOLD_THE_LINE,
    THINKS_ALOUD,
    /** All that a framework wants, listed as if from a card. */
    RECITAL,
    /** Said to a machine behind the persona. */
    OFF_ROLE,
    UNCLEAR;

    /** As files and prompts write it: {@code own-guilt}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that is written so. */
    public static Optional<SpeechAct> of(String id) {
        return Arrays.stream(values()).filter(act -> act.id().equals(id)).findFirst();
    }
}
