package dev.calmroom.conversation;

/** A clause of a reply and where it stands in it, in samples (characters where the client speaks by itself). */
public record SpokenClause(String text, long start, long end) {
    public SpokenClause {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a clause runs forward, not from %d to %d".formatted(start, end));
        }
    }
}
