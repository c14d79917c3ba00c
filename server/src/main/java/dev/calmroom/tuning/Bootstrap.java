package dev.calmroom.tuning;

import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.tuning.VersionsCompared.Figure;
import dev.calmroom.tuning.VersionsCompared.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;

/** Intervals of mean differences by drawing pairs again and again (Efron, 1979): the percentile method, always the same draws. */
final class Bootstrap {
    private static final int SAMPLES = 2_000;
    private static final long SEED = 20_260_101;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private Bootstrap() {}

    static Figure figure(String name, List<Pair> pairs, ToDoubleFunction<ExaminedCall> measured) {
        double[] before = pairs.stream()
                .mapToDouble(p -> measured.applyAsDouble(p.before()))
                .toArray();
        double[] after = pairs.stream()
                .mapToDouble(p -> measured.applyAsDouble(p.after()))
                .toArray();
        double[] differences = new double[before.length];
        Arrays.setAll(differences, i -> after[i] - before[i]);
        double[] interval = interval(differences);
        return new Figure(name, Mean.of(before).getAsDouble(), Mean.of(after).getAsDouble(), interval[0], interval[1]);
    }

    /** @return the two ends of the interval of the mean that 95 of 100 samples fall into */
    static double[] interval(double[] values) {
        if (values.length == 1) {
            // Drawn again and again it is always the same, and would look certain.
            return new double[] {Math.min(0, values[0]), Math.max(0, values[0])};
        }
        SplittableRandom chance = new SplittableRandom(SEED);
        double[] means = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[chance.nextInt(values.length)];
            }
            means[sample] = sum / values.length;
        }
        return Quantile.withDefaults().evaluate(means, LOW, HIGH);
    }
}
