package dev.calmroom.turntaking;

import java.time.Duration;

/**
 * How long to wait at which odds that the turn is over. Three levels with slopes between them: what is surely over is
 * answered at once; what is surely not is given more than nearly every hesitation takes; and what could be either waits
 * as long as an answer may take at all, since hesitations within a sentence seldom last longer.
 */
final class Patience {
    /** Log-odds that a turn ends at any of its words: about one word in eight is the last. */
    static final double PRIOR = -1.95;

    private static final double[] LOG_ODDS = {-3.4, -2.9, -1.9, -0.9, 0.5};
    private static final double[] MILLIS = {1_300, 740, 600, 260, 200};

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
