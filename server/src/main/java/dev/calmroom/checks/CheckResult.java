package dev.calmroom.checks;

import java.util.List;

/**
 * What came of one check for one variant and one player.
 *
 * @param outcome whether it holds, does not, or could not be told
 * @param finding in a few words, with the figure
 * @param misses calls of which it does not hold, where it is about single calls
 */
public record CheckResult(
        Check check, String variant, String player, Outcome outcome, String finding, List<Miss> misses) {
    public CheckResult {
        misses = List.copyOf(misses);
    }

    /** Whether a check holds. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** There was no call to hold it against, or nobody to judge it. */
        UNKNOWN
    }

    /**
     * @param turn where; 0 where it is no turn of the call
     * @param because what was found instead
     */
    public record Miss(ExaminedCall.Place place, int turn, String because) {}
}
