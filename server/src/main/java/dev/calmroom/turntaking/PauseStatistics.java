package dev.calmroom.turntaking;

import java.time.Duration;

/**
 * A running estimate of how long this speaker pauses within a turn: an exponentially weighted mean and mean deviation,
 * the way TCP estimates its round trip (Jacobson 1988). Immutable.
 *
 * @param mean of the pauses after which the speaker went on
 * @param deviation mean absolute distance from the mean
 * @param count how many pauses were seen
 */
public record PauseStatistics(Duration mean, Duration deviation, int count) {
    public static final PauseStatistics UNKNOWN =
            new PauseStatistics(Duration.ofMillis(350), Duration.ofMillis(150), 0);

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMillis(1_500);

    /** @param pause between two stretches of the speaker's voice within one turn; taken as 100 ms to 1.5 s at most */
    public PauseStatistics observe(Duration pause) {
        double seen = Math.clamp(pause.toMillis(), LEAST.toMillis(), MOST.toMillis());
        double error = seen - mean.toMillis();
        double newMean = mean.toMillis() + error / 8;
        double newDeviation = deviation.toMillis() + (Math.abs(error) - deviation.toMillis()) / 4;
        return new PauseStatistics(millis(newMean), millis(newDeviation), count + 1);
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
