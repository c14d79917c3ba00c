package dev.calmroom.appraisal;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was learned about each label: a direction in the encoder's space, and how far to believe it.
 *
 * @param decision how moves are chosen by these heads' confidence
 */
record Heads(Map<String, Head> byLabel, Decision decision) {
    Heads {
        byLabel = Collections.unmodifiableMap(new LinkedHashMap<>(byLabel));
    }

    /**
     * A linear classifier for one label.
     *
     * @param slope with {@code intercept} turns its log-odds into calibrated ones (Platt, 1999)
     * @param threshold log-odds, before calibration, from which on a criterion counts as met, and a new line is looked at as one that may
     *     carry the label
     */
    record Head(float[] weights, float bias, float slope, float intercept, float threshold) {

        /** Knows nothing yet, and says no. */
        static Head blank() {
            return new Head(new float[Encoder.WIDTH], -3, 1, 0, 0);
        }

        /** @param learned weights, and the bias behind them */
        Head movedTo(double[] learned) {
            float[] moved = new float[weights.length];
            for (int i = 0; i < moved.length; i++) {
                moved[i] = (float) learned[i];
            }
            return new Head(moved, (float) learned[moved.length], slope, intercept, threshold);
        }

        /** @param row holds weights and the bias behind them, from this index on */
        Head movedTo(float[] row, int from) {
            float[] moved = Arrays.copyOfRange(row, from, from + weights.length);
            return new Head(moved, row[from + weights.length], slope, intercept, threshold);
        }

        /** Log-odds that a stretch with this mean vector carries the label. */
        float logit(float[] vector) {
            float sum = bias;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * vector[i];
            }
            return sum;
        }

        double confidence(float logit) {
            return 1 / (1 + Math.exp(-(slope * logit + intercept)));
        }
    }
}
