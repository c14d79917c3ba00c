package dev.calmroom.log;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a leader's words came in. */
public enum Medium {
    /** Heard by the recogniser, with times and confidences. */
    @JsonProperty("voice")
    VOICE,
    @JsonProperty("typed")
    TYPED,
    /** Read from a call that took place elsewhere, or was written for a rehearsal. */
    @JsonProperty("transcript")
    TRANSCRIPT;

    /** The word that stands for it in the log. */
    public String word() {
        return switch (this) {
            case VOICE -> "voice";
            case TYPED -> "typed";
            case TRANSCRIPT -> "transcript";
        };
    }
}
