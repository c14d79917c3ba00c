package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import java.time.Duration;

/**
 * Says when a sample of the microphone was spoken, in session time. Frames arrive in bursts and late, never early: the
 * least delay of the last seconds is taken as the line's own. Only of the last seconds, because the client's clock may
 * run slower or faster than ours, by some tenths of a percent: half a second too early after a few minutes would make
 * every pause of the speaker's look over. A gap in arrival (the client was away, the tab asleep) sets the anchor anew.
 * Not thread-safe: one thread feeds a microphone.
 */
final class MicrophoneClock {
    private static final Duration GAP = Duration.ofSeconds(1);
    /** The least delay is that of one to two of these. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** What was kept while the line was away comes faster than it was spoken, and lets the anchor fall with each frame. */
    private static final Duration FALLS = Duration.ofMillis(15);

    private static final Duration SETTLES = Duration.ofMillis(500);

    private Duration anchor = Duration.ZERO;
    private Duration movedAt = Duration.ZERO;
    private Duration leastBefore = Duration.ZERO;
    private Duration least = Duration.ZERO;
    private Duration periodEnds = Duration.ZERO;
    private boolean anchored;

    /**
     * @param end stream position after the last sample that has just arrived
     * @param now session time of its arrival
     */
    void arrived(long end, Duration now) {
        Duration candidate = now.minus(time(end));
        if (!anchored || candidate.minus(anchor).compareTo(GAP) > 0) {
            anchored = true;
            movedAt = now;
            leastBefore = candidate;
            least = candidate;
            periodEnds = now.plus(PERIOD);
        } else if (now.compareTo(periodEnds) >= 0) {
            leastBefore = least;
            least = candidate;
            periodEnds = now.plus(PERIOD);
        } else {
            least = min(least, candidate);
        }
        Duration found = min(least, leastBefore);
        if (anchor.minus(found).compareTo(FALLS) > 0) {
            movedAt = now;
        }
        anchor = found;
    }

    /** The microphone is off for a while, however short: what comes next sets the anchor anew. */
    void pause() {
        anchored = false;
    }

    /** Whether what has come by now is not about to be found to have been spoken earlier. */
    boolean isSettled(Duration now) {
        return anchored && now.minus(movedAt).compareTo(SETTLES) >= 0;
    }

    /** @return when the sample at this stream position was spoken */
    Duration at(long position) {
        return anchor.plus(time(position));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration time(long position) {
        return AudioClip.duration(position, AudioClip.SPEECH_RATE);
    }
}
