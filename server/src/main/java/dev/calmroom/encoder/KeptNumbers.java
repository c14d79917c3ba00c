package dev.calmroom.encoder;

import dev.calmroom.download.CacheFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers that take seconds to learn, kept in a file by a hash of all that they were learned from: whoever starts again
 * with the same examples need not learn again, and whoever changes one learns anew. A file that cannot be read is made
 * again; a folder that cannot be written to costs time and nothing else.
 */
public final class KeptNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(KeptNumbers.class);
    /** What was used longest ago goes, so that trying out examples does not fill a disk. */
    private static final int MOST_FILES = 200;

    private final Path folder;

    /** @param folder made when first needed; several processes may share it */
    public KeptNumbers(Path folder) {
        this.folder = folder;
    }

    /** {@code learned-numbers} in the {@link CacheFolder}. */
    public static KeptNumbers standard() {
        return new KeptNumbers(CacheFolder.in(System.getenv()).resolve("learned-numbers"));
    }

    /** Where the vectors of an encoder's examples are kept, beside what was learned from them. */
    public static Path vectors(String encoder) {
        return CacheFolder.in(System.getenv()).resolve("examples-" + encoder + ".vectors");
    }

    /** Writes all that the numbers depend on: examples, labels, settings of the learning. */
    @FunctionalInterface
    public interface Origin {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /**
     * @param kind a short name for what is learned, with a number that changes when the way of learning does
     * @param learning is asked only where nothing is kept of the same origin
     */
    public float[] of(String kind, Origin origin, Supplier<float[]> learning) {
        Path file = folder.resolve(kind + "-" + hash(origin) + ".f32");
        if (Files.isRegularFile(file)) {
            try {
                float[] kept = read(file);
                touch(file);
                return kept;
            } catch (IOException e) {
                LOG.info("{} cannot be read and is learned anew: {}", file, e.toString());
            }
        }
        float[] learned = learning.get();
        keep(file, learned);
        return learned;
    }

    private static String hash(Origin origin) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
                origin.writeTo(out);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            if (count < 0 || 4L * count + 4 != Files.size(file)) {
                throw new EOFException("it holds another number of values than it says");
            }
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = in.readFloat();
            }
            return values;
        }
    }

    private void keep(Path file, float[] values) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "numbers-", ".part");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                out.writeInt(values.length);
                for (float value : values) {
                    out.writeFloat(value);
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forgetOldest();
        } catch (IOException e) {
            LOG.warn("What was learned is learned again at the next start, because {} cannot be written.", file, e);
        }
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> newestFirst = files.filter(f -> f.toString().endsWith(".f32"))
                    .sorted(Comparator.comparing(KeptNumbers::used).reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(MOST_FILES, newestFirst.size()), newestFirst.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Another process has just forgotten it.
            return FileTime.fromMillis(0);
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // A folder that may only be read serves as well.
        }
    }
}
