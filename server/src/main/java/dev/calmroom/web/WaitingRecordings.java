package dev.calmroom.web;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.OpusWriter;
import dev.calmroom.replay.RecordedVoices.Voice;
import dev.calmroom.storage.IncomingSounds;
import jakarta.annotation.PreDestroy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Recordings that have been heard and wait until somebody has said who is who: compressed, for an hour at most, and pushed
 * out by newer ones. Thread-safe.
 */
@Component
public final class WaitingRecordings {
    static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 6;

    private final IncomingSounds files;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    WaitingRecordings(IncomingSounds files) {
        this.files = files;
    }

    /**
     * What was heard of a recording.
     *
     * @param of who has brought it in, as {@link #of}
     */
    record Waiting(String of, Instant since, List<Voice> voices, List<Path> sounds) {}

    /** Whose a recording is: no session has it yet. */
    static String of(Caller caller) {
        return caller.owner() == null ? "import" : "import of " + caller.owner();
    }

    /** @return by which it is taken */
    String add(String of, List<Voice> voices) throws IOException {
        List<Path> sounds = new ArrayList<>();
        for (Voice voice : voices) {
            Path sound = files.fresh(".opus");
            sounds.add(sound);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(sound));
                    OpusWriter writer = new OpusWriter(out, AudioClip.SPEECH_RATE, Map.of())) {
                writer.write(voice.sound().samples());
            }
        }
        String token = UUID.randomUUID().toString();
        // Without the sound, which is in the files: an hour of it is 115 MB.
        List<Voice> words = voices.stream()
                .map(voice -> new Voice(
                        voice.channel(), AudioClip.silence(Duration.ZERO, AudioClip.SPEECH_RATE), voice.lines()))
                .toList();
        putBack(token, new Waiting(of, Instant.now(), words, List.copyOf(sounds)));
        return token;
    }

    synchronized void putBack(String token, Waiting recording) {
        waiting.put(token, recording);
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (waiting.size() > MOST && oldest.hasNext()) {
            forget(oldest.next());
            oldest.remove();
        }
    }

    synchronized Optional<Waiting> find(String of, String token) {
        return Optional.ofNullable(waiting.get(token))
                .filter(there -> there.of().equals(of));
    }

    /** All that somebody has here. */
    synchronized List<Waiting> all(String of) {
        return waiting.values().stream().filter(there -> there.of().equals(of)).toList();
    }

    /** @return whether it was still there; its files are for the caller to forget */
    synchronized boolean leaves(String token, Waiting recording) {
        return waiting.remove(token, recording);
    }

    void forget(Waiting gone) {
        gone.sounds().forEach(files::delete);
    }

    /** Takes away what has waited for long enough. */
    public synchronized void tend(Instant now) {
        waiting.values().removeIf(there -> {
            boolean old = there.since().isBefore(now.minus(KEPT));
            if (old) {
                forget(there);
            }
            return old;
        });
        files.tend(now);
    }

    @PreDestroy
    synchronized void close() {
        waiting.values().forEach(this::forget);
        waiting.clear();
    }
}
