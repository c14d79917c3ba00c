package dev.calmroom.emotion;

import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.EmotionRules.Dimension;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is this persona's own on this night: how readily each dimension moves, how much relief there is left to be had,
 * and for how long nobody has asked anything. Immutable.
 *
 * <p>People differ in how strongly the same event moves them and in how fast they come down from it (Davidson, Affective
 * style and affective disorders, 1998); simulated callers that do not are known by it (PSI-Bench, arXiv 2604.25840).
 *
 * @param sensitivities factors by dimension
 * @param relief what is left of it, in ten-thousandths, by dimension; empty where it has no bound
 * @param since how long had been talked when it was counted
 * @param unasked how many turns in a row the leader has asked nothing
 */
record Temper(Map<String, Double> sensitivities, Map<String, Long> relief, Duration since, int unasked) {
    private static final long SALT = 0x74656D706572L;
    private static final double A_MINUTE = 60_000;

    Temper {
        sensitivities = Map.copyOf(sensitivities);
        relief = Map.copyOf(relief);
    }

    static Temper of(EmotionRules rules, long seed) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed ^ SALT).nextLong());
        Map<String, Double> factors = new HashMap<>();
        Map<String, Long> relief = new HashMap<>();
        for (Dimension dimension : rules.dimensions()) {
            double factor = 1 + (random.nextDouble() * 2 - 1) * rules.nature().temperament();
            factors.put(dimension.id(), factor);
            if (rules.course().relief() != null) {
                relief.put(
                        dimension.id(),
                        Amounts.inUnits(factor * rules.course().relief().most()));
            }
        }
        return new Temper(factors, relief, Duration.ZERO, 0);
    }

    Temper at(EmotionRules.@Nullable Relief bound, Duration now) {
        if (bound == null || now.compareTo(since) <= 0) {
            return this;
        }
        double minutes = now.minus(since).toMillis() / A_MINUTE;
        Map<String, Long> next = new HashMap<>();
        relief.forEach((id, left) -> {
            long more = Amounts.inUnits(sensitivity(id) * bound.perMinute() * minutes);
            next.put(id, Math.min(left + more, Amounts.inUnits(sensitivity(id) * bound.most())));
        });
        return new Temper(sensitivities, next, now, unasked);
    }

    Temper spent(Map<String, Long> left) {
        return new Temper(sensitivities, left, since, unasked);
    }

    Temper heard(boolean asks) {
        return new Temper(sensitivities, relief, since, asks ? 0 : unasked + 1);
    }

    double sensitivity(String dimension) {
        return sensitivities.getOrDefault(dimension, 1.0);
    }

    double listened(EmotionRules.@Nullable Monologue monologue) {
        return monologue == null || unasked < monologue.turns() ? 1 : monologue.keep();
    }
}
