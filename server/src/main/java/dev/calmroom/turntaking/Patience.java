package dev.calmroom.turntaking;

import java.time.Duration;

/**
 * How long to wait at which odds that the turn is over. What is very likely over is answered at once, what may be over
 * after most hesitations would have ended, and what is hardly an end only when silence has outlasted them all. There is
 * nothing between the steps: a wait that is longer than an answer should take and shorter than a hesitation gains
 * nothing. The steps stand where, by 1,100 utterances of strangers ({@code training/turntaking/patience.py}), three
 * answers of five come at once, nineteen of twenty within eight tenths of a second, and the fewest pauses are cut in on.
 */
final class Patience {
    private static final double[] LOG_ODDS = {-2.3, -2.05, 1.25, 1.5};
    private static final double[] MILLIS = {1_400, 780, 760, 230};

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
