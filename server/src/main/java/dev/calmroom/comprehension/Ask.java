package dev.calmroom.comprehension;

import java.util.List;

/**
 * A question or a request for an answer.
 *
 * @param quote verbatim from the turn
 * @param start offset of its first character in the turn
 * @param kind what sort of answer it wants
 * @param answers what it may ask for, likeliest first; never empty
 * @param together how many of the answers it wants told together: «worst case on each?» wants two; 1 or more
 */
public record Ask(String quote, int start, Kind kind, List<Likely<Sought>> answers, int together) {
    public Ask {
        answers = List.copyOf(answers);
        if (answers.isEmpty() || together < 1 || together > answers.size()) {
            throw new IllegalArgumentException(
                    "an ask wants some of its answers, not %d of %d".formatted(together, answers.size()));
        }
    }

    /** What it asks for most likely. */
    public Likely<Sought> best() {
        return answers.getFirst();
    }

    /** Ids of the facts that are wanted; empty where something beside the facts is asked for. */
    public List<String> facts() {
        return answers.stream()
                .limit(together)
                .map(Likely::what)
                .filter(Sought.Fact.class::isInstance)
                .map(Sought::id)
                .toList();
    }

    /** What sort of answer a question wants. */
    public enum Kind {
        WHAT,
        WHY,
        HOW,
        /** How the persona knows it. */
        HOW_KNOW,
        WHO,
        WHEN,
        WHICH,
        WHERE,
        HOW_LONG,
        HOW_MANY,
        YES_NO
    }
}
