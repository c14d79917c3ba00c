package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import java.time.Duration;

/**
 * Says when a sample of the microphone was spoken, in session time. Frames arrive in bursts and late, never early: the
 * least delay seen so far is taken as the line's own. A gap in arrival (the client was away, the tab asleep) or a drift
 * of the client's clock beyond a bound sets the anchor anew. Not thread-safe: one thread feeds a microphone.
 */
final class MicrophoneClock {
    private static final Duration TOLERANCE = Duration.ofMillis(1_000);

    private Duration anchor = Duration.ZERO;
    private boolean anchored;

    /**
     * @param end stream position after the last sample that has just arrived
     * @param now session time of its arrival
     */
    void arrived(long end, Duration now) {
        Duration candidate = now.minus(time(end));
        if (!anchored
                || candidate.compareTo(anchor) < 0
                || candidate.minus(anchor).compareTo(TOLERANCE) > 0) {
            anchor = candidate;
            anchored = true;
        }
    }

    /** @return when the sample at this stream position was spoken */
    Duration at(long position) {
        return anchor.plus(time(position));
    }

    private static Duration time(long position) {
        return AudioClip.duration(position, AudioClip.SPEECH_RATE);
    }
}
