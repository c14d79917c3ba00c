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
import java.util.Map;
import java.util.Optional;
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

    private static final String FOLDER = "learned-numbers";

    private final Path folder;
    private final Optional<Path> shipped;

    /**
     * @param folder made when first needed; several processes may share it
     * @param shipped a folder of the same kind that is read only, where the build made one
     */
    public KeptNumbers(Path folder, Optional<Path> shipped) {
        this.folder = folder;
        this.shipped = shipped;
    }

    /** {@code learned-numbers} in the {@link CacheFolder}. */
    public static KeptNumbers standard() {
        Map<String, String> environment = System.getenv();
        return new KeptNumbers(
                CacheFolder.in(environment).resolve(FOLDER),
                CacheFolder.shippedIn(environment).map(learned -> learned.resolve(FOLDER)));
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
        String name = kind + "-" + hash(origin) + ".f32";
        Path file = folder.resolve(name);
        Optional<float[]> known = shipped.flatMap(made -> find(made.resolve(name)));
        if (known.isEmpty()) {
            known = find(file);
            known.ifPresent(kept -> touch(file));
        }
        return known.orElseGet(() -> {
            float[] learned = learning.get();
            keep(file, learned);
            return learned;
        });
    }

    private static Optional<float[]> find(Path file) {
        if (Files.isRegularFile(file)) {
            try {
                return Optional.of(read(file));
            } catch (IOException e) {
                LOG.info("{} cannot be read and is learned anew: {}", file, e.toString());
            }
        }
        return Optional.empty();
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
