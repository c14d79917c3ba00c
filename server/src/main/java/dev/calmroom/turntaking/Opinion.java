package dev.calmroom.turntaking;

import java.time.Duration;

/** A strategy's say; the detector weighs them by their kind. */
public sealed interface Opinion {
    String strategy();

    String because();

    /** How long to wait if nobody else had a say. */
    Duration patience();

    /**
     * A weight of evidence (Good 1950): what this makes of the odds that the turn is over. Weights add up.
     *
     * @param logOdds natural logarithm of the factor; above 0 speaks for an end, below 0 against one
     */
    record Evidence(String strategy, String because, double logOdds) implements Opinion {
        @Override
        public Duration patience() {
            return Patience.at(logOdds);
        }
    }

    /** Whatever the odds are, less than this is too soon. */
    record AtLeast(String strategy, String because, Duration patience) implements Opinion {}
}
