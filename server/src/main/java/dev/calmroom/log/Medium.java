package dev.calmroom.log;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a leader's words came in. */
public enum Medium {
    /** Heard by the recogniser, with times and confidences. */
    VOICE("voice"),
    TYPED("typed"),
    /** Read from a call that took place elsewhere, or was written for a rehearsal. */
    TRANSCRIPT("transcript");

    private final String word;

    Medium(String word) {
        this.word = word;
    }

    /** The word that stands for it in the log. */
    @JsonValue
    public String word() {
        return word;
    }
}
