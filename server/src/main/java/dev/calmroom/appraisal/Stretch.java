package dev.calmroom.appraisal;

/** Some neighbouring characters of a turn: a clause, two clauses, or all of it. {@code end} is behind the last one. */
record Stretch(int start, int end) {
    Stretch {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no stretch from %d to %d".formatted(start, end));
        }
    }

    int length() {
        return end - start;
    }

    Stretch upTo(Stretch later) {
        return new Stretch(start, later.end);
    }
}
