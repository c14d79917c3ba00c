package dev.calmroom.storage;

import dev.calmroom.call.CallRecording;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sound of calls: a folder a session with {@code leader.wav} and {@code persona.wav}, about 2 MB a minute and side.
 * Kept for so many days, or not at all.
 */
public final class AudioArchive implements CallRecording.Factory {
    private static final Logger LOG = LoggerFactory.getLogger(AudioArchive.class);

    private final Path folder;
    private final Duration keptFor;

    /** @param keptFor zero to keep none */
    public AudioArchive(Path folder, Duration keptFor) {
        this.folder = folder;
        this.keptFor = keptFor;
    }

    public boolean isKept() {
        return !keptFor.isZero();
    }

    @Override
    public CallRecording begin(String session) {
        return isKept() ? new Recorder(folderOf(session)) : CallRecording.NONE;
    }

    /** @return the side's WAV file, whole also after a crash; empty when nothing was kept */
    public Optional<Path> find(String session, Speaker side) {
        Path file = file(folderOf(session), side);
        try {
            if (!Files.isRegularFile(file) || WavTrack.isEmpty(file)) {
                return Optional.empty();
            }
            WavTrack.repair(file);
            return Optional.of(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            return Optional.empty();
        }
    }

    /** Removes a session's sound, if there is any. */
    public void delete(String session) {
        Path gone = folderOf(session);
        for (Speaker side : Speaker.values()) {
            try {
                Files.deleteIfExists(file(gone, side));
            } catch (IOException e) {
                LOG.error("{} could not be deleted; please delete it by hand", file(gone, side), e);
            }
        }
        try {
            Files.deleteIfExists(gone);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", gone, e);
        }
    }

    /** Removes what is older than it is kept for. */
    public void forget(Instant now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> sessions = Files.list(folder)) {
            List<Path> old = sessions.filter(session -> isOlder(session, now.minus(keptFor)))
                    .toList();
            old.forEach(session -> delete(session.getFileName().toString()));
        } catch (IOException e) {
            LOG.warn("{} cannot be listed", folder, e);
        }
    }

    private static boolean isOlder(Path session, Instant than) {
        try {
            return Files.getLastModifiedTime(session).toInstant().isBefore(than);
        } catch (IOException e) {
            return false;
        }
    }

    private Path folderOf(String session) {
        if (!session.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException("not the id of a session: " + session);
        }
        return folder.resolve(session);
    }

    private static Path file(Path session, Speaker side) {
        return session.resolve(side.name().toLowerCase(Locale.ROOT) + ".wav");
    }

    /** Opens a file with the first sound of its side; gives up on a full disk, and the call goes on. */
    private static final class Recorder implements CallRecording {
        private final Path session;
        private final Map<Speaker, WavTrack> tracks = new EnumMap<>(Speaker.class);
        private boolean over;

        Recorder(Path session) {
            this.session = session;
        }

        @Override
        public synchronized void write(Speaker side, Duration at, short[] samples, int sampleRate) {
            if (over) {
                return;
            }
            try {
                WavTrack track = tracks.get(side);
                if (track == null) {
                    Files.createDirectories(session);
                    track = new WavTrack(file(session, side), sampleRate);
                    tracks.put(side, track);
                }
                track.write(at, samples);
            } catch (IOException e) {
                LOG.warn("the sound of {} is kept no further: {}", session.getFileName(), e.getMessage());
                close();
            }
        }

        @Override
        public synchronized void cut(Speaker side, Duration at) {
            WavTrack track = tracks.get(side);
            if (track == null || over) {
                return;
            }
            try {
                track.cut(at);
            } catch (IOException e) {
                LOG.warn("the sound of {} could not be cut: {}", session.getFileName(), e.getMessage());
            }
        }

        @Override
        public synchronized void close() {
            if (over) {
                return;
            }
            over = true;
            tracks.values().forEach(track -> {
                try {
                    track.close();
                } catch (IOException e) {
                    LOG.warn("the sound of {} was not closed: {}", session.getFileName(), e.getMessage());
                }
            });
        }
    }
}
