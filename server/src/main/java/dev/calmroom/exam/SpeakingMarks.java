package dev.calmroom.exam;

import dev.calmroom.persona.Manner;
import java.util.Locale;
import java.util.Map;

/**
 * How a model spoke in its exam, beside the understudy on the same probes.
 *
 * @param turns of the persona's that were not authored anyway
 * @param worded of these, by the model
 * @param sentences that it offered
 * @param refused how many of them were not spoken, by kind: {@code role}, {@code foreign}, {@code repeated},
 *     {@code tooLong},
 *     {@code besideOrder}, {@code other}
 * @param asked probes that ask for something
 * @param answered of these, those to which the turn told a fact that answers them
 * @param understudyAnswered the same by the understudy
 */
public record SpeakingMarks(
        Manner manner,
        int turns,
        int worded,
        int sentences,
        Map<String, Integer> refused,
        int asked,
        int answered,
        int understudyAnswered) {
    static final String ROLE = "role";
    static final String FOREIGN = "foreign";
    static final String REPEATED = "repeated";
    static final String TOO_LONG = "tooLong";
    static final String BESIDE_ORDER = "besideOrder";
    static final String OTHER = "other";

    /** What a manner asks of a model. Freedom is for models that can carry it. */
    private record Needs(double worded, double refused, double role, double behindUnderstudy) {
        static Needs of(Manner manner) {
            return switch (manner) {
                case WORDED -> new Needs(0.75, 0.35, 0.10, 0.10);
                case FREE -> new Needs(0.90, 0.15, 0.02, 0);
            };
        }
    }

    public SpeakingMarks {
        refused = Map.copyOf(refused);
    }

    public int allRefused() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    public boolean passes() {
        Needs needs = Needs.of(manner);
        return turns > 0
                && share(worded, turns) >= needs.worded()
                && share(allRefused(), sentences) <= needs.refused()
                && share(refused.getOrDefault(ROLE, 0), sentences) <= needs.role()
                && share(answered, asked) >= share(understudyAnswered, asked) - needs.behindUnderstudy();
    }

    /** A line for people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d turns worded; of %d sentences %d refused (role %d, foreign figures and names %d, repeated %d,"
                        + " too long %d, beside the order %d, other %d); to the point %d of %d, the understudy %d: %s",
                manner.label(),
                worded,
                turns,
                sentences,
                allRefused(),
                refused.getOrDefault(ROLE, 0),
                refused.getOrDefault(FOREIGN, 0),
                refused.getOrDefault(REPEATED, 0),
                refused.getOrDefault(TOO_LONG, 0),
                refused.getOrDefault(BESIDE_ORDER, 0),
                refused.getOrDefault(OTHER, 0),
                answered,
                asked,
                understudyAnswered,
                passes() ? "passed" : "not passed");
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
