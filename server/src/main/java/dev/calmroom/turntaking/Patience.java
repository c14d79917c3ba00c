package dev.calmroom.turntaking;

import dev.calmroom.encoder.FittedNumbers;
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
    private static final Steps STEPS = FittedNumbers.read("patience", Steps.class);
    private static final double LIKELY_OVER = STEPS.logOdds()[3];
    private static final double SURELY_OVER = STEPS.logOdds()[4];

    /**
     * @param logOdds where each step begins, ascending
     * @param millis to wait at each
     * @param mayBeOver log-odds from which on there is a murmur
     * @param murmurAtOnce ms of silence before one
     */
    record Steps(double[] logOdds, double[] millis, double mayBeOver, long murmurAtOnce, long murmurAfterAWhile) {}

    private Patience() {}

    static Duration at(double logOdds) {
        return Duration.ofMillis(Math.round(millis(logOdds)));
    }

    /** The silence after which the persona murmurs, where it may be over; none where it surely or hardly is. */
    static Optional<Duration> murmurAt(double logOdds) {
        if (logOdds < STEPS.mayBeOver() || logOdds > SURELY_OVER) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(logOdds < LIKELY_OVER ? STEPS.murmurAfterAWhile() : STEPS.murmurAtOnce()));
    }

    private static double millis(double logOdds) {
        double[] from = STEPS.logOdds();
        double[] wait = STEPS.millis();
        if (logOdds <= from[0]) {
            return wait[0];
        }
        for (int i = 1; i < from.length; i++) {
            if (logOdds <= from[i]) {
                double share = (logOdds - from[i - 1]) / (from[i] - from[i - 1]);
                return wait[i - 1] + share * (wait[i] - wait[i - 1]);
            }
        }
        return wait[wait.length - 1];
    }
}
