package dev.calmroom.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of sound that is no call's yet: in the data folder, for its owner only. Whoever asks for one deletes it; what a
 * server that was killed has left there goes by its age.
 */
public final class IncomingSounds {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingSounds.class);
    /** Longer than anything is on its way, listened to or waiting. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(6);

    private final Path folder;

    /** @param folder made with the first file */
    public IncomingSounds(Path folder) {
        this.folder = folder;
    }

    /** A new file, empty and for its owner only. */
    public Path fresh(String ending) throws IOException {
        OwnersOnly.make(folder);
        return Files.createTempFile(folder, "sound", ending);
    }

    /** What cannot be deleted now is when it is old. */
    public void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted now, and is later", file, e);
        }
    }

    /** Takes away what nobody can be waiting for any more. */
    public void tend(Instant now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> AudioArchive.isOlder(file, now.minus(LEFT_BEHIND)))
                    .forEach(this::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be listed", folder, e);
        }
    }
}
