package dev.calmroom.storage;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Peaks;
import dev.calmroom.call.CallRecording;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sound of calls: a folder a session with a {@link KeptSide} each for leader and persona, recorded as WAV (2 MB a
 * minute) and compressed to Opus when the call is over. Kept for so many days, or not at all.
 */
public final class AudioArchive implements CallRecording.Factory {
    private static final Logger LOG = LoggerFactory.getLogger(AudioArchive.class);

    /** A copy that somebody may be listening to, and a recording that another server may be going on with, stay so long. */
    private static final Duration SETTLED = Duration.ofHours(1);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final Path folder;
    private final Duration keptFor;
    private final Executor background;
    private final Set<String> recorded = ConcurrentHashMap.newKeySet();

    /**
     * @param folder whose parent is the data folder, made where there is none: with a database elsewhere nothing else would
     * @param keptFor zero to keep none
     * @param background where recordings are compressed; a thread of its own, because ten minutes take seconds
     */
    public AudioArchive(Path folder, Duration keptFor, Executor background) {
        this.folder = folder;
        this.keptFor = keptFor;
        this.background = background;
        try {
            OwnersOnly.make(folder.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            LOG.warn("the data folder around {} cannot be made", folder, e);
        }
    }

    public boolean isKept() {
        return !keptFor.isZero();
    }

    @Override
    public CallRecording begin(String session) {
        if (!isKept()) {
            return CallRecording.NONE;
        }
        recorded.add(session);
        return new Recorder(folderOf(session), () -> {
            recorded.remove(session);
            background.execute(() -> compress(session));
        });
    }

    /**
     * Keeps sound that is there already, whole: a call that was brought in.
     *
     * @throws IllegalStateException when none is kept
     * @throws IOException when it cannot be written; nothing of it stays
     */
    public void keep(String session, Speaker side, AudioClip sound) throws IOException {
        if (!isKept()) {
            throw new IllegalStateException("no sound is kept here");
        }
        OwnersOnly.make(folderOf(session));
        KeptSide kept = side(session, side);
        try (WavTrack track = new WavTrack(kept.wav(), sound.sampleRate(), "")) {
            track.write(Duration.ZERO, sound.samples());
        }
        try {
            // A person may have spoken it: it does not say that it is synthetic.
            kept.compress("");
        } finally {
            kept.forgetWav();
        }
    }

    /**
     * Keeps sound that was given out here or elsewhere, as it is.
     *
     * @param name of its file, which ends in {@code .opus} or {@code .wav}
     * @param begun when the call was: it is kept for its days from then on
     * @throws IOException when it is no such file or cannot be written; nothing of it stays
     */
    public void takeBack(String session, Speaker side, String name, InputStream sound, Instant begun)
            throws IOException {
        if (!isKept()) {
            throw new IllegalStateException("no sound is kept here");
        }
        OwnersOnly.make(folderOf(session));
        side(session, side).takeBack(name, sound, KeptSide.MOST_BYTES);
        Files.setLastModifiedTime(folderOf(session), FileTime.from(begun));
    }

    /** @return the side's sound as it is kept, whole also after a crash: Ogg Opus or WAV; empty when nothing was kept */
    public Optional<Path> find(String session, Speaker side) {
        KeptSide kept = side(session, side);
        return kept.isCompressed() ? Optional.of(kept.opus()) : wav(kept);
    }

    /** @return the side's sound as a WAV file, decoded where it is compressed; empty when nothing was kept */
    public Optional<Path> findWav(String session, Speaker side) {
        return wav(side(session, side));
    }

    private synchronized Optional<Path> wav(KeptSide kept) {
        try {
            if (!kept.hasWav()) {
                if (!kept.isCompressed()) {
                    return Optional.empty();
                }
                kept.restore();
            }
            WavTrack.repair(kept.wav());
            return Optional.of(kept.wav());
        } catch (IOException e) {
            LOG.warn("{} cannot be read", kept.wav(), e);
            return Optional.empty();
        }
    }

    /**
     * How loud a side is over its time, for drawing it.
     *
     * @param length of the sound, to 50 ms
     * @param peaks the loudest sample of each stretch of one length, 0 to 255
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Waveform(Duration length, int[] peaks) {}

    /** @param most how many peaks there are at most; none where nothing was kept */
    public Waveform waveform(String session, Speaker side, int most) {
        byte[] peaks = new byte[0];
        try {
            if (find(session, side).isPresent()) {
                peaks = side(session, side).peaks();
            }
        } catch (IOException e) {
            LOG.warn("the sound of {} cannot be read", session, e);
        }
        return new Waveform(Duration.ofMillis(peaks.length * 1_000L / Peaks.A_SECOND), Peaks.reduced(peaks, most));
    }

    private void compress(String session) {
        for (Speaker speaker : Speaker.values()) {
            KeptSide kept = side(session, speaker);
            try {
                if (!recorded.contains(session) && kept.hasWav() && !kept.isPacked()) {
                    WavTrack.repair(kept.wav());
                    kept.compress(kept.comment());
                }
            } catch (IOException e) {
                LOG.warn("the sound of {} stays uncompressed: {}", session, e.getMessage());
            }
        }
    }

    private KeptSide side(String session, Speaker side) {
        return new KeptSide(folderOf(session), side);
    }

    /**
     * Removes a session's sound, if there is any.
     *
     * @throws UncheckedIOException when some of it stays
     */
    public void delete(String session) {
        Path gone = folderOf(session);
        if (!Files.isDirectory(gone)) {
            return;
        }
        try (Stream<Path> files = Files.list(gone)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(gone);
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be deleted".formatted(gone), e);
        }
    }

    /** Removes what is older than it is kept for; compresses what was left uncompressed, and takes copies away. */
    public void tend(Instant now) {
        forget(now);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> sessions = Files.list(folder)) {
            for (Path session : sessions.filter(AudioArchive::isSession).toList()) {
                settle(session.getFileName().toString(), now.minus(SETTLED));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be listed", folder, e);
        }
    }

    private void settle(String session, Instant since) {
        for (Speaker speaker : Speaker.values()) {
            KeptSide kept = side(session, speaker);
            try {
                if (recorded.contains(session) || !kept.hasWav() || !kept.isRecordedBefore(since)) {
                    continue;
                }
                if (kept.isPacked()) {
                    kept.forgetWav();
                } else {
                    background.execute(() -> compress(session));
                }
            } catch (IOException e) {
                LOG.warn("the sound of {} cannot be tidied: {}", session, e.getMessage());
            }
        }
    }

    /** Removes what is older than it is kept for. */
    public void forget(Instant now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> sessions = Files.list(folder)) {
            List<Path> old = sessions.filter(AudioArchive::isSession)
                    .filter(session -> isOlder(session, now.minus(keptFor)))
                    .toList();
            old.forEach(session -> forgetOne(session.getFileName().toString()));
        } catch (IOException e) {
            LOG.warn("{} cannot be listed", folder, e);
        }
    }

    /** What cannot be deleted now keeps nothing else, and is tried again with the next look. */
    private void forgetOne(String session) {
        try {
            delete(session);
        } catch (UncheckedIOException e) {
            LOG.error("the sound of {} is older than it is kept for and cannot be deleted", session, e);
        }
    }

    static boolean isOlder(Path place, Instant than) {
        try {
            return Files.getLastModifiedTime(place).toInstant().isBefore(than);
        } catch (IOException e) {
            return false;
        }
    }

    /** Other programs leave things in any folder. */
    private static boolean isSession(Path folder) {
        return ID.matcher(folder.getFileName().toString()).matches() && Files.isDirectory(folder);
    }

    private Path folderOf(String session) {
        if (!ID.matcher(session).matches()) {
            throw new IllegalArgumentException("not the id of a session: " + session);
        }
        return folder.resolve(session);
    }

    /** Opens a file with the first sound of its side; gives up on a full disk, and the call goes on. */
    private static final class Recorder implements CallRecording {
        private final Path session;
        private final Runnable after;
        private final Map<Speaker, WavTrack> tracks = new EnumMap<>(Speaker.class);
        private boolean over;

        /** @param after run when the recording is over */
        Recorder(Path session, Runnable after) {
            this.session = session;
            this.after = after;
        }

        @Override
        public synchronized void write(Speaker side, Duration at, short[] samples, int sampleRate) {
            if (over) {
                return;
            }
            try {
                WavTrack track = tracks.get(side);
                if (track == null) {
                    OwnersOnly.make(session);
                    KeptSide kept = new KeptSide(session, side);
                    kept.reopen();
                    track = new WavTrack(kept.wav(), sampleRate, kept.comment());
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
            after.run();
        }
    }
}
