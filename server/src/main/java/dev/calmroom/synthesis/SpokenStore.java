package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clauses that a voice has made once, on disk: a file each, named by what was spoken and how fast. Bounded; what was not
 * used for longest goes first. A disk that is full or may not be written to costs nothing but the making. Thread-safe.
 */
final class SpokenStore {
    /** Says what the file is, and of which form. */
    private static final int MAGIC = 0x43_53_50_31;

    private static final int HEADER = 12;
    private static final String ENDING = ".spoken";

    private final Path folder;
    private final long most;
    /** Sizes by name, in the order of their last use. */
    private final LinkedHashMap<String, Long> kept = new LinkedHashMap<>(64, 0.75f, true);

    private long bytes;
    private boolean writable = true;

    /**
     * @param folder of one voice; made when first needed
     * @param most bytes on disk
     */
    SpokenStore(Path folder, long most) {
        this.folder = folder;
        this.most = most;
        for (Path file : files()) {
            long size = file.toFile().length();
            kept.put(file.getFileName().toString(), size);
            bytes += size;
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** @return the clause as it was made; nothing when it was not, or when its file is broken */
    Optional<AudioClip> find(String phonemes, double speed) {
        String name = name(phonemes, speed);
        synchronized (this) {
            if (kept.get(name) == null) {
                return Optional.empty();
            }
        }
        try {
            Path file = folder.resolve(name);
            ByteBuffer read = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            if (read.remaining() < HEADER || read.getInt() != MAGIC) {
                forget(name);
                return Optional.empty();
            }
            int rate = read.getInt();
            short[] samples = new short[read.getInt()];
            if (read.remaining() != 2 * samples.length) {
                forget(name);
                return Optional.empty();
            }
            read.asShortBuffer().get(samples);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(new AudioClip(samples, rate));
        } catch (IOException | IllegalArgumentException | NegativeArraySizeException e) {
            forget(name);
            return Optional.empty();
        }
    }

    boolean has(String phonemes, double speed) {
        synchronized (this) {
            return kept.containsKey(name(phonemes, speed));
        }
    }

    void keep(String phonemes, double speed, AudioClip clip) {
        long size = HEADER + 2L * clip.length();
        if (!writable || size > most / 4) {
            return;
        }
        String name = name(phonemes, speed);
        ByteBuffer written = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        written.putInt(MAGIC).putInt(clip.sampleRate()).putInt(clip.length());
        written.asShortBuffer().put(clip.samples());
        try {
            Files.createDirectories(folder);
            Path filling = Files.createTempFile(folder, "", ".filling");
            try {
                Files.write(filling, written.array());
                Files.move(filling, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(filling);
            }
        } catch (IOException e) {
            writable = false;
            return;
        }
        admit(name, size);
    }

    private synchronized void admit(String name, long size) {
        Long before = kept.put(name, size);
        bytes += size - (before == null ? 0 : before);
        var oldest = kept.entrySet().iterator();
        while (bytes > most && oldest.hasNext()) {
            var entry = oldest.next();
            oldest.remove();
            bytes -= entry.getValue();
            delete(entry.getKey());
        }
    }

    private synchronized void forget(String name) {
        Long size = kept.remove(name);
        bytes -= size == null ? 0 : size;
        delete(name);
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            // It stays until another start; the bound is for what this one made.
        }
    }

    /** @return share of the bound that is used, 0 to 1 */
    synchronized double filled() {
        return (double) bytes / most;
    }

    private static String name(String phonemes, double speed) {
        try {
            String what = "%s|%d".formatted(phonemes, Math.round(speed * 100));
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 16) + ENDING;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
