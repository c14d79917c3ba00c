package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait at which odds that the turn is over. What is very likely over is answered at once; what is likely
 * over after a breath; what may be over when most hesitations would have ended; and what is hardly an end only when
 * silence has outlasted them all. There is nothing between the steps: a wait that is longer than an answer should take
 * and shorter than a hesitation gains nothing.
 *
 * Who may have finished is not left in silence for so long: the listener murmurs, as people on the telephone do (Yngve,
 * «On getting a word in edgewise», 1970), at once where the speaker has likely finished, after a while where it is
 * possible. If the turn was over, the answer follows; if not, the listener has only listened.
 *
 * <p>With these steps, of 2,300 utterances of strangers ({@code training/turntaking/patience.py}), half of the answers
 * are heard to begin within a third of a second and nineteen of twenty within three quarters, and two turns of a
 * hundred are cut in on. The first word could come 80 ms sooner in the mean at three of a hundred; who pauses between
 * sentences would pay for it, and is cut in on more often than others as it is.
 */
final class Patience {
    private static final double[] LOG_ODDS = {-2.3, -2.05, 0.4, 0.5, 1.35, 1.4};
    private static final double[] MILLIS = {1_400, 1_250, 1_250, 900, 900, 230};
    private static final double MAY_BE_OVER = -4;
    private static final double LIKELY_OVER = LOG_ODDS[3];
    private static final double SURELY_OVER = LOG_ODDS[4];
    private static final Duration AT_ONCE = Duration.ofMillis(230);
    private static final Duration AFTER_A_WHILE = Duration.ofMillis(650);

    private Patience() {}

    static Duration at(double logOdds) {
        return Duration.ofMillis(Math.round(millis(logOdds)));
    }

    /** The silence after which the persona murmurs, where it may be over; none where it surely or hardly is. */
    static Optional<Duration> murmurAt(double logOdds) {
        if (logOdds < MAY_BE_OVER || logOdds > SURELY_OVER) {
            return Optional.empty();
        }
        return Optional.of(logOdds < LIKELY_OVER ? AFTER_A_WHILE : AT_ONCE);
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
