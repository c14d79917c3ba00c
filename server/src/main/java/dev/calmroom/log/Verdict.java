package dev.calmroom.log;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An answer to one criterion. */
public enum Verdict {
    @JsonProperty("yes")
    YES,
    @JsonProperty("no")
    NO,
    @JsonProperty("unsure")
    UNSURE
}
