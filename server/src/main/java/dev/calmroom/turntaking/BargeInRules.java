package dev.calmroom.turntaking;

import java.time.Duration;

/**
 * When a voice counts as cutting in. All durations are in time of the stream.
 *
 * @param voiceAt probability from which a window counts as voice, 0 to 1
 * @param lowerAfter voice before he speaks more softly
 * @param pauseAfter voice before he falls silent, keeping his place
 * @param stopAfter voice, without any words yet, after which it can be nothing but a turn
 * @param backchannelMost voice for which words that are backchannels alone may last; longer is a turn
 * @param raiseAfter silence after which it is known that nothing followed
 * @param deafFor how long after he begins a voice must be in words to count: echo cancellation is still settling
 */
public record BargeInRules(
        double voiceAt,
        Duration lowerAfter,
        Duration pauseAfter,
        Duration stopAfter,
        Duration backchannelMost,
        Duration raiseAfter,
        Duration deafFor) {

    /** Lower within 100 ms and silent within 200 ms of the start of her voice, with a window of 32 ms to spare. */
    public static final BargeInRules STANDARD = new BargeInRules(
            0.6,
            Duration.ofMillis(64),
            Duration.ofMillis(160),
            Duration.ofMillis(900),
            Duration.ofMillis(1_200),
            Duration.ofMillis(250),
            Duration.ofMillis(300));

    public BargeInRules {
        if (lowerAfter.compareTo(pauseAfter) > 0 || pauseAfter.compareTo(stopAfter) > 0) {
            throw new IllegalArgumentException("he is lowered before he pauses, and pauses before he stops");
        }
    }
}
