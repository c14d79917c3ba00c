package dev.calmroom.lab;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tells from a few figures of a clip to which class it belongs, having been taught by other clips: linear discriminant
 * analysis (Fisher, 1936), the spread within a class taken to be the same for all.
 */
final class BlindReader {
    /** Share of a figure's own variance that is added to it, so that few clips do not make it certain. */
    private static final double SHRINKAGE = 0.1;

    private final Map<String, double[]> means = new LinkedHashMap<>();
    private final double[][] spread;

    /** @param figures all of one length */
    record Example(String label, double[] figures) {}

    BlindReader(List<Example> taught) {
        int size = taught.getFirst().figures().length;
        taught.stream().map(Example::label).distinct().forEach(label -> means.put(label, mean(taught, label, size)));
        spread = new double[size][size];
        for (Example example : taught) {
            double[] mean = Objects.requireNonNull(means.get(example.label()));
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    spread[i][j] += (example.figures()[i] - mean[i]) * (example.figures()[j] - mean[j]) / taught.size();
                }
            }
        }
        for (int i = 0; i < size; i++) {
            spread[i][i] += SHRINKAGE * spread[i][i] + 1e-9;
        }
    }

    private static double[] mean(List<Example> taught, String label, int size) {
        double[] mean = new double[size];
        List<Example> own =
                taught.stream().filter(it -> it.label().equals(label)).toList();
        own.forEach(example -> Arrays.setAll(mean, i -> mean[i] + example.figures()[i] / own.size()));
        return mean;
    }

    /** @return the class whose mean is nearest in the taught spread */
    String read(double[] figures) {
        String nearest = "";
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, double[]> entry : means.entrySet()) {
            double[] mean = Objects.requireNonNull(entry.getValue());
            double[] away = new double[figures.length];
            Arrays.setAll(away, i -> figures[i] - mean[i]);
            double[] weighed = solve(away);
            double distance = 0;
            for (int i = 0; i < away.length; i++) {
                distance += away[i] * weighed[i];
            }
            if (distance < least) {
                least = distance;
                nearest = Objects.requireNonNull(entry.getKey());
            }
        }
        return nearest;
    }

    /** Solves {@code spread · x = right} by elimination; the spread is positive definite. */
    private double[] solve(double[] right) {
        int size = right.length;
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = Arrays.copyOf(spread[i], size + 1);
            rows[i][size] = right[i];
        }
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = rows[row][pivot] / rows[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    rows[row][column] -= factor * rows[pivot][column];
                }
            }
        }
        double[] solved = new double[size];
        for (int row = size - 1; row >= 0; row--) {
            double rest = rows[row][size];
            for (int column = row + 1; column < size; column++) {
                rest -= rows[row][column] * solved[column];
            }
            solved[row] = rest / rows[row][row];
        }
        return solved;
    }
}
