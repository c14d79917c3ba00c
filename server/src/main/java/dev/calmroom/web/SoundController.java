package dev.calmroom.web;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The kept sound of a call, a file a side in session time: what there is with its waveform, and the files. */
@RestController
@RequestMapping("/api/sessions/{id}/audio")
final class SoundController {
    private final SessionIndex sessions;
    private final Leases leases;
    private final AudioArchive archive;

    SoundController(SessionIndex sessions, Leases leases, AudioArchive archive) {
        this.sessions = sessions;
        this.leases = leases;
        this.archive = archive;
    }

    /** What is kept of each side; null where nothing is, or the call is under way. */
    record Sounds(@Nullable KeptSound leader, @Nullable KeptSound persona) {}

    /**
     * @param file its name below this address; what it holds stays the same
     * @param bytes how long the file is
     * @param lengthMs how long the sound is
     * @param peaks the loudest sample of each stretch of the same length, 0 to 255; at most {@link #MOST_PEAKS}
     */
    record KeptSound(String file, long bytes, long lengthMs, int[] peaks) {
        private static final int MOST_PEAKS = 1_200;
    }

    @GetMapping
    Sounds sounds(@PathVariable String id) {
        existing(id);
        return leases.isLive(id)
                ? new Sounds(null, null)
                : new Sounds(kept(id, Speaker.LEADER), kept(id, Speaker.PERSONA));
    }

    private @Nullable KeptSound kept(String id, Speaker side) {
        Optional<Path> file = archive.find(id, side);
        if (file.isEmpty()) {
            return null;
        }
        AudioArchive.Waveform waveform = archive.waveform(id, side, KeptSound.MOST_PEAKS);
        try {
            return new KeptSound(
                    file.get().getFileName().toString(),
                    Files.size(file.get()),
                    waveform.length().toMillis(),
                    waveform.peaks());
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * A side's sound, parts of it by a Range header.
     *
     * @param name {@code leader} or {@code persona}, as it is kept; {@code .wav} behind it asks for WAV, decoded where
     *     it is compressed, {@code .opus} for Ogg Opus, which there is when the call has been over for some seconds
     */
    @GetMapping("/{name}")
    ResponseEntity<Resource> file(@PathVariable String id, @PathVariable String name) {
        int dot = name.indexOf('.');
        Speaker side = side(dot < 0 ? name : name.substring(0, dot));
        existing(id);
        if (leases.isLive(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is under way; its sound can be had when it is over.");
        }
        Path file = found(id, side, dot < 0 ? "" : name.substring(dot))
                .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "No sound was kept of that side of this call."));
        String type = file.toString().endsWith(".wav") ? "audio/wav" : "audio/ogg";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(new FileSystemResource(file));
    }

    private Optional<Path> found(String id, Speaker side, String ending) {
        return switch (ending) {
            case "" -> archive.find(id, side);
            case ".wav" -> archive.findWav(id, side);
            case ".opus" ->
                archive.find(id, side).filter(file -> file.toString().endsWith(ending));
            default ->
                throw Problems.of(
                        HttpStatus.NOT_FOUND, "Sound can be had as .wav or .opus, not as %s.".formatted(ending));
        };
    }

    private static Speaker side(String name) {
        return Speaker.named(name)
                .orElseThrow(() -> Problems.of(
                        HttpStatus.NOT_FOUND,
                        "A call has the sides leader and persona, no %s.".formatted(name.toLowerCase(Locale.ROOT))));
    }

    private void existing(String id) {
        if (sessions.find(id).isEmpty()) {
            throw Problems.noSession();
        }
    }
}
