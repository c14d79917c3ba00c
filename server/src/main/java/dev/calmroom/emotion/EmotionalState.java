package dev.calmroom.emotion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the persona feels at one moment: each dimension that the scenario names, from 0 to 1, in the scenario's order.
 */
public record EmotionalState(@JsonValue Map<String, Double> dimensions) {
    @JsonCreator
    public EmotionalState {
        dimensions.forEach((name, value) -> {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("%s is from 0 to 1, not %s".formatted(name, value));
            }
        });
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }

    /** @throws IllegalArgumentException when the scenario has no such dimension */
    public double get(String dimension) {
        Double value = dimensions.get(dimension);
        if (value == null) {
            throw new IllegalArgumentException(
                    "no dimension '%s'; this persona has %s".formatted(dimension, dimensions.keySet()));
        }
        return value;
    }
}
