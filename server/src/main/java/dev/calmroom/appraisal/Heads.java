package dev.calmroom.appraisal;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was learned about each label: a direction in the encoder's space, and how far to believe it. */
record Heads(Map<String, Head> byLabel) {
    Heads {
        byLabel = new LinkedHashMap<>(byLabel);
    }

    Heads with(String label, Head head) {
        Map<String, Head> more = new LinkedHashMap<>(byLabel);
        more.put(label, head);
        return new Heads(more);
    }

    /**
     * A linear classifier for one label.
     *
     * @param slope with {@code intercept} turns its log-odds into calibrated ones (Platt, 1999)
     * @param threshold log-odds, before calibration, from which on the label is given
     */
    record Head(float[] weights, float bias, float slope, float intercept, float threshold) {

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
