package dev.calmroom.appraisal;

import dev.calmroom.scenario.Example;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The lines that the encoder was fine-tuned on, as it reads them now: so that a new line can be learned against all of
 * the old ones without reading those again, which would take half a minute.
 *
 * <p>File: number of lines; then for each the first eight bytes of SHA-256 of its words, those of its labels, a scale,
 * and {@link Encoder#WIDTH} signed bytes, which times the scale are its vector. Big-endian.
 */
final class TaughtLines {
    private final Map<Long, Line> lines;

    private TaughtLines(Map<Long, Line> lines) {
        this.lines = lines;
    }

    static TaughtLines load() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Encoder.resource("lines.bin")))) {
            int count = in.readInt();
            Map<Long, Line> lines = new HashMap<>(count * 2);
            for (int i = 0; i < count; i++) {
                long words = in.readLong();
                long labels = in.readLong();
                float scale = in.readFloat();
                lines.put(words, new Line(labels, scale, in.readNBytes(Encoder.WIDTH)));
            }
            return new TaughtLines(lines);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the lines that the appraiser was taught cannot be read: " + e.getMessage(), e);
        }
    }

    /** Tells one version of what was taught from another: the numbers change with every training. */
    long fingerprint() {
        long print = 0;
        for (Map.Entry<Long, Line> line : lines.entrySet()) {
            print += line.getKey() * 31
                    + Float.floatToIntBits(line.getValue().scale) * 17L
                    + Arrays.hashCode(line.getValue().numbers);
        }
        return print;
    }

    /** Whether the encoder was taught this line with these labels. */
    boolean knows(Example example) {
        Line line = lines.get(words(example));
        return line != null && line.labels == labels(example);
    }

    /** The vector of a line, whatever labels it was taught with. */
    Optional<float[]> vector(Example example) {
        return Optional.ofNullable(lines.get(words(example))).map(Line::vector);
    }

    private static long words(Example example) {
        return hash(example.after() + "\n" + example.text());
    }

    private static long labels(Example example) {
        return hash(String.join(" ", new TreeSet<>(example.labels())));
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Line(long labels, float scale, byte[] numbers) {
        float[] vector() {
            float[] vector = new float[numbers.length];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = numbers[i] * scale;
            }
            return vector;
        }
    }
}
