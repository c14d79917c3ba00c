package dev.calmroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of the persona's voice; {@code docs/protocol.md} says what a client does with each. */
public enum SpeakingState {
    STARTED,
    /** The last frame of the turn has been sent. */
    STOPPED,
    INTERRUPTED,
    /** The leader may be cutting in: play on, softer. */
    LOWERED,
    HELD,
    RAISED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
