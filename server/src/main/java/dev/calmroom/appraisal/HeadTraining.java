package dev.calmroom.appraisal;

import dev.calmroom.appraisal.Heads.Head;
import java.util.List;
import java.util.Set;

/**
 * Logistic regression that stays near what it knew: it starts from a head and is pulled back to it, so that a few new
 * lines move it only as far as they must. Full batches and Adam (Kingma and Ba, 2015); no chance in it.
 */
final class HeadTraining {
    private static final int STEPS = 150;
    private static final double RATE = 0.02;
    private static final double PULL = 0.0005;

    /** The rarer a label, the more each of its lines counts, up to this many times. */
    private static final double MOST_WEIGHT = 30;

    /** A line that the encoder was not taught counts for several: it was written to change something. */
    private static final double NEW_WEIGHT = 4;

    /** All that the outcome depends on beside the lines. */
    static final String SETTINGS = "%d %s %s %s %s".formatted(STEPS, RATE, PULL, MOST_WEIGHT, NEW_WEIGHT);

    private final List<Lesson> lessons;

    HeadTraining(List<Lesson> lessons) {
        this.lessons = lessons;
    }

    /** @param start what is known of the label; zero weights where nothing is */
    Head train(String label, Head start) {
        int width = Encoder.WIDTH;
        double[] weights = new double[width + 1];
        for (int i = 0; i < width; i++) {
            weights[i] = start.weights()[i];
        }
        weights[width] = start.bias();
        double[] origin = weights.clone();
        double[] momentum = new double[width + 1];
        double[] spread = new double[width + 1];
        double carried = lessons.stream().filter(l -> l.carries(label)).count();
        double rarity = Math.min(MOST_WEIGHT, Math.sqrt((lessons.size() - carried) / Math.max(1, carried)));
        for (int step = 1; step <= STEPS; step++) {
            double[] slope = slope(label, weights, rarity);
            for (int i = 0; i <= width; i++) {
                double pull = i < width ? PULL * (weights[i] - origin[i]) : 0;
                double g = slope[i] + pull;
                momentum[i] = 0.9 * momentum[i] + 0.1 * g;
                spread[i] = 0.999 * spread[i] + 0.001 * g * g;
                double mean = momentum[i] / (1 - Math.pow(0.9, step));
                double size = Math.sqrt(spread[i] / (1 - Math.pow(0.999, step)));
                weights[i] -= RATE * (1 - (step - 1.0) / STEPS) * mean / (size + 1e-8);
            }
        }
        return start.movedTo(weights);
    }

    private double[] slope(String label, double[] weights, double rarity) {
        int width = Encoder.WIDTH;
        double[] slope = new double[width + 1];
        double total = 0;
        for (Lesson lesson : lessons) {
            float[] vector = lesson.vector();
            double logit = weights[width];
            for (int i = 0; i < width; i++) {
                logit += weights[i] * vector[i];
            }
            boolean carries = lesson.carries(label);
            double weight = (carries ? rarity : 1) * (lesson.isNew() ? NEW_WEIGHT : 1);
            double error = weight * (1 / (1 + Math.exp(-logit)) - (carries ? 1 : 0));
            total += weight;
            for (int i = 0; i < width; i++) {
                slope[i] += error * vector[i];
            }
            slope[width] += error;
        }
        for (int i = 0; i <= width; i++) {
            slope[i] /= total;
        }
        return slope;
    }

    /** A line as the encoder reads it. */
    record Lesson(float[] vector, Set<String> labels, boolean isNew) {
        boolean carries(String label) {
            return labels.contains(label);
        }
    }
}
