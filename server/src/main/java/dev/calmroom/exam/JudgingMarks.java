package dev.calmroom.exam;

import java.util.Locale;

/**
 * How a model judged in its exam, beside the built-in judge on the same labelled calls.
 *
 * @param calls how many
 * @param failed calls in which nothing that it answered could be read
 * @param kappa Cohen's kappa over all criteria against the labels
 * @param builtIn the built-in judge's
 */
public record JudgingMarks(int calls, int failed, double kappa, double builtIn) {
    /** So far behind the built-in judge it is as good. */
    private static final double AS_GOOD = 0.02;

    public boolean passes() {
        return calls > 0 && failed == 0 && kappa >= builtIn - AS_GOOD;
    }

    /** A line for people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "judging: κ %.2f against the built-in judge's %.2f on %d labelled calls, %d of them unanswered: %s",
                kappa,
                builtIn,
                calls,
                failed,
                passes() ? "passed" : "not passed");
    }
}
