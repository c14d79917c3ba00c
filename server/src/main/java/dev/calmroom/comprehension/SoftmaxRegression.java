package dev.calmroom.comprehension;

import dev.calmroom.encoder.KeptNumbers;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Multinomial logistic regression on vectors of length one, stopped early (Yao, Rosasco and Caponnetto, 2007): a few full
 * passes with momentum, no chance in it. What was learned is kept by its examples.
 */
final class SoftmaxRegression {
    private static final float RATE = 0.5f;
    private static final float MOMENTUM = 0.9f;
    /** Cosines lie close together; so sharp are they told apart. */
    private static final float SHARPNESS = 12;

    /** By dimension of the vector, then by label. */
    private final float[][] weights;

    private final int labels;

    private SoftmaxRegression(float[][] weights, int labels) {
        this.weights = weights;
        this.labels = labels;
    }

    /**
     * @param examples not empty
     * @param labels of the examples, 0 to {@code count - 1}
     * @param passes after which it stops: the fewer, the nearer it stays to the labels' mean meanings
     */
    static SoftmaxRegression learn(List<float[]> examples, List<Integer> labels, int count, int passes) {
        int width = examples.getFirst().length;
        SoftmaxRegression learner = new SoftmaxRegression(new float[width][count], count);
        float[] kept = KeptNumbers.standard()
                .of("softmax-1", out -> writeOrigin(out, examples, labels, count, passes), () -> {
                    learner.train(examples, labels, passes);
                    return learner.flat();
                });
        for (int k = 0; k < width; k++) {
            System.arraycopy(kept, k * count, learner.weights[k], 0, count);
        }
        return learner;
    }

    private static void writeOrigin(
            DataOutputStream out, List<float[]> examples, List<Integer> labels, int count, int passes)
            throws IOException {
        out.writeInt(count);
        out.writeInt(passes);
        out.writeFloat(RATE);
        out.writeFloat(MOMENTUM);
        out.writeFloat(SHARPNESS);
        for (int i = 0; i < examples.size(); i++) {
            out.writeInt(labels.get(i));
            for (float value : examples.get(i)) {
                out.writeFloat(value);
            }
        }
    }

    private float[] flat() {
        float[] flat = new float[weights.length * labels];
        for (int k = 0; k < weights.length; k++) {
            System.arraycopy(weights[k], 0, flat, k * labels, labels);
        }
        return flat;
    }

    private void train(List<float[]> examples, List<Integer> of, int passes) {
        int width = weights.length;
        int count = labels;
        float[][] speed = new float[width][count];
        for (int pass = 0; pass < passes; pass++) {
            float[][] slope = new float[width][count];
            for (int i = 0; i < examples.size(); i++) {
                float[] error = likelihoods(examples.get(i));
                error[of.get(i)] -= 1;
                addProduct(examples.get(i), error, slope);
            }
            move(slope, speed, SHARPNESS / examples.size());
        }
    }

    double[] probabilities(float[] vector) {
        float[] likelihoods = likelihoods(vector);
        double[] probabilities = new double[labels];
        for (int c = 0; c < labels; c++) {
            probabilities[c] = likelihoods[c];
        }
        return probabilities;
    }

    private float[] likelihoods(float[] vector) {
        float[] scores = new float[labels];
        for (int k = 0; k < vector.length; k++) {
            float value = vector[k];
            float[] row = weights[k];
            for (int c = 0; c < labels; c++) {
                scores[c] += value * row[c];
            }
        }
        float highest = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            highest = Math.max(highest, score);
        }
        float sum = 0;
        for (int c = 0; c < labels; c++) {
            scores[c] = (float) StrictMath.exp(SHARPNESS * (scores[c] - highest));
            sum += scores[c];
        }
        for (int c = 0; c < labels; c++) {
            scores[c] /= sum;
        }
        return scores;
    }

    private static void addProduct(float[] vector, float[] error, float[][] slope) {
        for (int k = 0; k < vector.length; k++) {
            float value = vector[k];
            float[] row = slope[k];
            for (int c = 0; c < row.length; c++) {
                row[c] += value * error[c];
            }
        }
    }

    private void move(float[][] slope, float[][] speed, float size) {
        for (int k = 0; k < weights.length; k++) {
            for (int c = 0; c < labels; c++) {
                speed[k][c] = MOMENTUM * speed[k][c] - RATE * size * slope[k][c];
                weights[k][c] += speed[k][c];
            }
        }
    }
}
