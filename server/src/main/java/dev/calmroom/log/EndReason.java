package dev.calmroom.log;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a call ended. */
public enum EndReason {
    /** The leader did. */
    @JsonProperty("hung-up")
    HUNG_UP,
    @JsonProperty("persona-hung-up")
    PERSONA_HUNG_UP,
    /** As long as the scenario lets a call last. */
    @JsonProperty("time-up")
    TIME_UP,
    /** The leader's connection did not come back. */
    @JsonProperty("lost")
    LOST,
    /** There is no more of a call that is played from a text. */
    @JsonProperty("transcript-ended")
    TRANSCRIPT_ENDED
}
