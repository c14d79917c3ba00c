package dev.calmroom.judging;

import dev.calmroom.text.PlacedWords;
import dev.calmroom.text.PlainWords;
import java.util.Arrays;
import java.util.Optional;

/** A turn said otherwise, which knows for each of its characters where in the turn it comes from. */
final class RewordedText {
    private static final int NOWHERE = -1;

    private final String original;
    private final String text;
    private final int[] from;
    private final int[] to;

    private RewordedText(Builder builder) {
        original = builder.original;
        text = builder.text.toString();
        from = Arrays.copyOf(builder.from, text.length());
        to = Arrays.copyOf(builder.to, text.length());
    }

    String text() {
        return text;
    }

    /** The turn that it rewords. */
    String original() {
        return original;
    }

    /** The turn's own words for words of this text; empty where they do not stand here or were only put in. */
    Optional<String> original(String quote) {
        PlacedWords normal = new PlacedWords(text);
        int at = normal.find(quote);
        if (at < 0) {
            return Optional.empty();
        }
        int length = PlainWords.bare(quote).length();
        int first = normal.origin(at);
        int last = normal.origin(at + length - 1);
        int begin = Integer.MAX_VALUE;
        int end = NOWHERE;
        for (int i = first; i <= last; i++) {
            if (from[i] != NOWHERE && Character.isLetterOrDigit(text.charAt(i))) {
                begin = Math.min(begin, from[i]);
                end = Math.max(end, to[i]);
            }
        }
        return end <= begin ? Optional.empty() : Optional.of(original.substring(begin, end));
    }

    /** This, said otherwise once more. */
    RewordedText and(RewordedText again) {
        Builder both = new Builder(original);
        for (int i = 0; i < again.text.length(); i++) {
            boolean inserted = again.from[i] == NOWHERE;
            int start = inserted ? NOWHERE : from[again.from[i]];
            both.add(again.text.charAt(i), start, inserted ? NOWHERE : to[again.to[i] - 1]);
        }
        return both.build();
    }

    /** Puts a text together out of pieces of a turn. */
    static final class Builder {
        private final String original;
        private final StringBuilder text = new StringBuilder();
        private int[] from = new int[64];
        private int[] to = new int[64];

        Builder(String original) {
            this.original = original;
        }

        /** Characters of the turn from one place to another, each for itself. */
        Builder keep(int start, int end) {
            for (int i = start; i < end; i++) {
                add(original.charAt(i), i, i + 1);
            }
            return this;
        }

        /** Other words for a stretch of the turn. */
        Builder instead(String words, int start, int end) {
            words.chars().forEach(c -> add((char) c, start, end));
            return this;
        }

        /** Words that the turn does not have. */
        Builder insert(String words) {
            words.chars().forEach(c -> add((char) c, NOWHERE, NOWHERE));
            return this;
        }

        RewordedText build() {
            return new RewordedText(this);
        }

        private void add(char c, int start, int end) {
            if (text.length() == from.length) {
                from = Arrays.copyOf(from, 2 * from.length);
                to = Arrays.copyOf(to, 2 * to.length);
            }
            from[text.length()] = start;
            to[text.length()] = end;
            text.append(c);
        }
    }
}
