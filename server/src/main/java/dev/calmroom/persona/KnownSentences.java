package dev.calmroom.persona;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Base64;

/** Sentences by meaning, in the few directions in which sentences differ most, a byte a number: thousands in little room. */
final class KnownSentences {
    private static final double SCALE = 127;

    /** A basis of rows, and the vector that stands in its middle. */
    record Directions(float[] mean, float[][] basis) {
        /** @param mean four bytes a number, in base 64 */
        static Directions of(String mean, String basis) {
            float[] middle = floats(mean);
            float[] all = floats(basis);
            float[][] rows = new float[all.length / middle.length][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Arrays.copyOfRange(all, i * middle.length, (i + 1) * middle.length);
            }
            return new Directions(middle, rows);
        }

        private static float[] floats(String packed) {
            FloatBuffer buffer =
                    ByteBuffer.wrap(Base64.getDecoder().decode(packed)).asFloatBuffer();
            float[] numbers = new float[buffer.remaining()];
            buffer.get(numbers);
            return numbers;
        }

        /** The direction of a vector from the middle, rounded as those that are known. */
        int[] point(float[] vector) {
            double[] along = new double[basis.length];
            double square = 0;
            for (int i = 0; i < basis.length; i++) {
                for (int k = 0; k < vector.length; k++) {
                    along[i] += (double) basis[i][k] * ((double) vector[k] - mean[k]);
                }
                square += along[i] * along[i];
            }
            double length = Math.sqrt(square) + 1e-9;
            return Arrays.stream(along)
                    .mapToInt(part -> (int) Math.rint(part / length * SCALE))
                    .toArray();
        }
    }

    private final byte[] points;
    private final Directions directions;

    private KnownSentences(byte[] points, Directions directions) {
        this.points = points;
        this.directions = directions;
    }

    static KnownSentences of(String packed, Directions directions) {
        return new KnownSentences(Base64.getDecoder().decode(packed), directions);
    }

    /** @return products with the nearest of them, the nearest first; one is the same direction */
    double[] nearest(float[] vector, int count) {
        int[] point = directions.point(vector);
        int[] best = new int[count];
        Arrays.fill(best, Integer.MIN_VALUE);
        for (int at = 0; at < points.length; at += point.length) {
            int sum = 0;
            for (int i = 0; i < point.length; i++) {
                sum += points[at + i] * point[i];
            }
            for (int i = 0; i < count && sum > Integer.MIN_VALUE; i++) {
                if (sum > best[i]) {
                    int less = best[i];
                    best[i] = sum;
                    sum = less;
                }
            }
        }
        return Arrays.stream(best).mapToDouble(sum -> sum / (SCALE * SCALE)).toArray();
    }
}
