package dev.calmroom.report;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays a conversation through a persona's inner life again, without sound and at once, to see what becomes of it. */
public final class Counterfactual {
    /** Time in which a turn is said, where the call was not spoken: the world's clock has to go on somehow. */
    private static final Duration A_TURN = Duration.ofSeconds(12);

    private final Supplier<Roleplay> ringing;
    private final EmotionalState start;
    private final Map<Integer, List<Tell>> tells;

    /**
     * @param ringing a new roleplay of the same scenario with the same seed, that has not been answered yet
     * @param start how the persona feels when the call begins
     */
    public Counterfactual(Supplier<Roleplay> ringing, EmotionalState start) {
        this(ringing, start, Map.of());
    }

    private Counterfactual(Supplier<Roleplay> ringing, EmotionalState start, Map<Integer, List<Tell>> tells) {
        this.ringing = ringing;
        this.start = start;
        this.tells = tells;
    }

    /** @param told what the persona told, asked and promised in the call, by turn */
    Counterfactual of(Map<Integer, List<Tell>> told) {
        return new Counterfactual(ringing, start, told);
    }

    /** @param ending the id of the ending that it came to */
    public record Outcome(EmotionalState state, @Nullable String ending) {}

    Outcome play(List<Turn> call) {
        Roleplay roleplay = ringing.get();
        EmotionalState state = start;
        Duration at = Duration.ZERO;
        Step opened = roleplay.open();
        roleplay = opened.next();
        boolean opening = opened.brief().isPresent();
        for (Turn turn : call) {
            at = at.plus(A_TURN);
            if (!turn.guest().isEmpty()) {
                // The persona waits, and hears none of it.
                continue;
            }
            if (turn.isLeader()) {
                if (opening) {
                    roleplay = said(roleplay, opened, "");
                    opening = false;
                }
                Step step = roleplay.hear(new Said(turn.text(), turn.words(), Medium.TRANSCRIPT), at);
                state = after(step, state);
                roleplay = step.next();
            } else {
                int number = roleplay.conversation().size() + 1;
                roleplay =
                        roleplay.spoken(number, turn.text(), turn.text(), tells.getOrDefault(turn.number(), List.of()));
                opening = false;
            }
        }
        Step end = roleplay.end(EndReason.TRANSCRIPT_ENDED, at);
        String ending = end.events().stream()
                .filter(SessionEnded.class::isInstance)
                .map(SessionEnded.class::cast)
                .map(SessionEnded::ending)
                .findFirst()
                .orElse(null);
        return new Outcome(after(end, state), ending);
    }

    private static Roleplay said(Roleplay roleplay, Step step, String text) {
        return step.brief()
                .map(b -> roleplay.spoken(b.turn(), text, text, List.of()))
                .orElse(roleplay);
    }

    private static EmotionalState after(Step step, EmotionalState before) {
        EmotionalState state = before;
        for (var event : step.events()) {
            if (event instanceof EmotionShifted shifted) {
                state = shifted.after();
            }
        }
        return state;
    }
}
