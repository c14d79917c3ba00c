package dev.calmroom.bench;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Quantile;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sample of measurements in milliseconds.
 *
 * @param count how many; with none the rest is not a number
 */
public record Figures(int count, double p50, double p95, double max) {

    static Figures of(Collection<Double> sample) {
        double[] values = sample.stream().mapToDouble(Double::doubleValue).toArray();
        if (values.length == 0) {
            return new Figures(0, Double.NaN, Double.NaN, Double.NaN);
        }
        double[] at = Quantile.withDefaults().evaluate(values, 0.5, 0.95, 1);
        return new Figures(values.length, at[0], at[1], at[2]);
    }

    void into(ObjectNode node) {
        if (count > 0) {
            node.put("p50", Math.round(p50)).put("p95", Math.round(p95)).put("max", Math.round(max));
        } else {
            node.putNull("p50").putNull("p95").putNull("max");
        }
    }

    String row(String name) {
        return count == 0
                ? "%-22s none".formatted(name)
                : String.format(
                        Locale.ROOT, "%-22s p50 %6.0f   p95 %6.0f   max %6.0f ms   (%d)", name, p50, p95, max, count);
    }
}
