package dev.calmroom.appraisal;

/**
 * Some neighbouring clauses of a turn: one, two, or all of it.
 *
 * @param start offset of its first character
 * @param end offset behind its last character
 * @param clauses how many it spans
 */
public record Stretch(int start, int end, int clauses) {
    public Stretch {
        if (start < 0 || end < start || clauses < 1) {
            throw new IllegalArgumentException("no stretch of %d clauses from %d to %d".formatted(clauses, start, end));
        }
    }

    static Stretch clause(int start, int end) {
        return new Stretch(start, end, 1);
    }

    Stretch upTo(Stretch later, int spans) {
        return new Stretch(start, later.end, spans);
    }

    /** Its words in the text that it is a stretch of. */
    public String of(String text) {
        return text.substring(start, end);
    }

    Stretch movedBy(int offset) {
        return new Stretch(start + offset, end + offset, clauses);
    }
}
