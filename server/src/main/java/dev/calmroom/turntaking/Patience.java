package dev.calmroom.turntaking;

import java.time.Duration;

/**
 * How long to wait at which odds that the turn is over. What may well be over is answered at once; where more speaks
 * against it, longer than hesitations within a sentence last. There is little between the two: half a second is too
 * short for most hesitations and too long for an answer, so that waiting it gains nothing. The step stands where the
 * median answer still comes at once and the fewest pauses are cut in on, by lines of strangers with a pause put at a
 * place within them.
 */
final class Patience {
    /** Log-odds that a turn ends at any of its words: about one word in eight is the last. */
    static final double PRIOR = -1.95;

    private static final double[] LOG_ODDS = {-3.0, -2.1, -1.6, -1.05, 0.2};
    private static final double[] MILLIS = {1_500, 1_400, 1_000, 280, 200};

    private Patience() {}

    static Duration at(double logOdds) {
        return Duration.ofMillis(Math.round(millis(logOdds)));
    }

    private static double millis(double logOdds) {
        if (logOdds <= LOG_ODDS[0]) {
            return MILLIS[0];
        }
        for (int i = 1; i < LOG_ODDS.length; i++) {
            if (logOdds <= LOG_ODDS[i]) {
                double share = (logOdds - LOG_ODDS[i - 1]) / (LOG_ODDS[i] - LOG_ODDS[i - 1]);
                return MILLIS[i - 1] + share * (MILLIS[i] - MILLIS[i - 1]);
            }
        }
        return MILLIS[MILLIS.length - 1];
    }
}
