package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import java.time.Duration;
import java.util.TreeMap;

/**
 * Leads from the engine's time, which counts only the sound that it was fed, back to the stream's, which also counts
 * the silence that was left out.
 */
final class StreamTimes {
    /** Fed samples before a stretch of sound → where that stretch stands in the stream. */
    private final TreeMap<Long, Long> stretches = new TreeMap<>();

    private long fed;
    private long next = -1;

    void fed(long position, int samples) {
        if (position != next) {
            stretches.put(fed, position);
        }
        fed += samples;
        next = position + samples;
    }

    /** @param seconds on the engine's clock: of sound fed since it was made */
    Duration streamTime(double seconds) {
        long sample = Math.clamp(Math.round(seconds * AudioClip.SPEECH_RATE), 0, fed);
        var stretch = stretches.floorEntry(sample);
        long position = stretch == null ? sample : stretch.getValue() + sample - stretch.getKey();
        return AudioClip.duration(position, AudioClip.SPEECH_RATE);
    }
}
