package dev.calmroom.turntaking;

import java.util.Optional;

/**
 * Turns voice probabilities into borders of speech, with hysteresis: a higher threshold to begin than to go on, and a
 * number of windows in a row for either. The two thresholds are those that Silero's authors use. Pure state, no clock.
 */
public final class SpeechSegmenter {
    private final double startAt;
    private final double endBelow;
    private final int risingFrames;
    private final int fallingFrames;

    private boolean speaking;
    private int run;
    private long border;

    /**
     * @param startAt probability at which speech begins, 0 to 1
     * @param endBelow probability under which it ends, not above {@code startAt}
     * @param risingFrames windows in a row that must be at {@code startAt} or above
     * @param fallingFrames windows in a row that must be below {@code endBelow}
     */
    public SpeechSegmenter(double startAt, double endBelow, int risingFrames, int fallingFrames) {
        if (!(startAt > 0 && startAt <= 1 && endBelow >= 0 && endBelow <= startAt)) {
            throw new IllegalArgumentException(
                    "thresholds are from 0 to 1, the lower not above the upper: %s, %s".formatted(startAt, endBelow));
        }
        if (risingFrames < 1 || fallingFrames < 1) {
            throw new IllegalArgumentException("a border takes at least one window");
        }
        this.startAt = startAt;
        this.endBelow = endBelow;
        this.risingFrames = risingFrames;
        this.fallingFrames = fallingFrames;
    }

    public static SpeechSegmenter standard() {
        return new SpeechSegmenter(0.5, 0.35, 2, 3);
    }

    public boolean speaking() {
        return speaking;
    }

    /**
     * How far it is certain that nobody speaks, while nobody does: up to the last window, or up to where a voice may
     * just be beginning.
     *
     * @param heard stream position after the last window
     */
    public long silentUpTo(long heard) {
        return run > 0 ? border : heard;
    }

    public int fallingFrames() {
        return fallingFrames;
    }

    /** @return a border, if this window made one certain; it lies where the run of windows began */
    public Optional<VoiceActivity> accept(VoiceFrame frame) {
        boolean other = speaking ? frame.voice() < endBelow : frame.voice() >= startAt;
        if (!other) {
            run = 0;
            return Optional.empty();
        }
        if (run++ == 0) {
            border = frame.end() - VoiceFrame.SAMPLES;
        }
        if (run < (speaking ? fallingFrames : risingFrames)) {
            return Optional.empty();
        }
        run = 0;
        speaking = !speaking;
        return Optional.of(speaking ? new VoiceActivity.Started(border) : new VoiceActivity.Ended(border));
    }

    public void reset() {
        speaking = false;
        run = 0;
    }
}
