package dev.calmroom.call;

/** A clause of a reply and where it stands in it, in samples (characters where the client speaks by itself). */
record Clause(String text, long start, long end) {
    Clause {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a clause runs forward, not from %d to %d".formatted(start, end));
        }
    }
}
