package dev.calmroom.transcript;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two sides of the line. */
public enum Speaker {
    @JsonProperty("leader")
    LEADER,
    @JsonProperty("persona")
    PERSONA
}
