package dev.calmroom.emotion;

import dev.calmroom.scenario.EmotionRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A figure for each dimension in whole ten-thousandths: exact to add, and the same on every machine. Immutable. */
final class Amounts {
    private static final double UNITS = 10_000;

    private final Map<String, Long> units;

    private Amounts(Map<String, Long> units) {
        this.units = units;
    }

    static Amounts of(EmotionRules rules, ToDoubleFunction<EmotionRules.Dimension> value) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (EmotionRules.Dimension dimension : rules.dimensions()) {
            units.put(dimension.id(), inUnits(Math.clamp(value.applyAsDouble(dimension), 0, 1)));
        }
        return new Amounts(units);
    }

    static long inUnits(double amount) {
        return Math.round(amount * UNITS);
    }

    static double fromUnits(long units) {
        return units / UNITS;
    }

    double get(String dimension) {
        return fromUnits(units(dimension));
    }

    long units(String dimension) {
        Long known = units.get(dimension);
        if (known == null) {
            throw new IllegalArgumentException(
                    "there is no dimension '%s'; there are %s".formatted(dimension, units.keySet()));
        }
        return known;
    }

    Amounts with(String dimension, long value) {
        Map<String, Long> next = new LinkedHashMap<>(units);
        next.put(dimension, value);
        return new Amounts(next);
    }

    /** @param part how much of the way, 0 to 1 */
    Amounts towards(Amounts goal, double part) {
        Map<String, Long> next = new LinkedHashMap<>();
        units.forEach((id, value) -> next.put(id, value + Math.round((goal.units(id) - value) * part)));
        return new Amounts(next);
    }

    EmotionalState toState() {
        Map<String, Double> dimensions = new LinkedHashMap<>();
        units.forEach((id, value) -> dimensions.put(id, fromUnits(value)));
        return new EmotionalState(dimensions);
    }
}
