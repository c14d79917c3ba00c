package dev.calmroom.transcript;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** The two sides of the line. */
public enum Speaker {
    @JsonProperty("leader")
    LEADER,
    @JsonProperty("persona")
    PERSONA;

    /** @return the side that goes by this name in JSON and in addresses, in lower case */
    public static Optional<Speaker> named(String name) {
        return switch (name) {
            case "leader" -> Optional.of(LEADER);
            case "persona" -> Optional.of(PERSONA);
            default -> Optional.empty();
        };
    }
}
