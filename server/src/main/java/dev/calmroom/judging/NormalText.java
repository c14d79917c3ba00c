package dev.calmroom.judging;

import java.util.Arrays;
import java.util.Locale;

/**
 * A turn's words without case and punctuation, and the way back to how they stand in the turn. Apostrophes vanish
 * ({@code you're} is {@code youre}), every other mark is a space, runs of spaces are one.
 */
public final class NormalText {
    private final String original;
    private final String text;
    private final int[] at;

    NormalText(String original) {
        this.original = original;
        StringBuilder normal = new StringBuilder(original.length());
        int[] positions = new int[original.length() + 1];
        for (int i = 0; i < original.length(); i++) {
            char c = original.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                positions[normal.length()] = i;
                normal.append(String.valueOf(c).toLowerCase(Locale.ROOT).charAt(0));
            } else if (c != '\'' && c != '’' && !normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
                positions[normal.length()] = i;
                normal.append(' ');
            }
        }
        this.text = normal.toString().stripTrailing();
        this.at = Arrays.copyOf(positions, text.length());
    }

    public static String of(String original) {
        return new NormalText(original).text;
    }

    String text() {
        return text;
    }

    /** Where in the turn a letter of {@link #text()} stands. */
    int origin(int index) {
        return at[index];
    }

    /** Where the quote's words begin in {@link #text()}, whole words only; -1 when they do not stand there in a row. */
    int find(String quote) {
        return find(quote, 0);
    }

    /** The same, not before a place in {@link #text()}. */
    int find(String quote, int from) {
        String wanted = of(quote);
        return wanted.isEmpty() ? -1 : (" " + text + " ").indexOf(" " + wanted + " ", from);
    }

    boolean contains(String quote) {
        return find(quote) >= 0;
    }

    /** The words as they stand in the turn, for a range of {@link #text()} that begins and ends within words. */
    String verbatim(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        return from == to ? "" : original.substring(at[from], at[to - 1] + 1);
    }

    /** The whole sentence around a range, so that a quote reads as one; the range itself where there are no sentences. */
    String sentenceAround(int start, int end) {
        int from = at[start];
        int to = at[end - 1] + 1;
        int begin = from;
        while (begin > 0 && !ends(begin - 1)) {
            begin--;
        }
        int finish = to;
        while (finish < original.length() && !ends(finish)) {
            finish++;
        }
        boolean punctuated = begin > 0 || finish < original.length();
        String sentence = punctuated || original.length() < 90 ? original.substring(begin, finish) : null;
        return (sentence == null || sentence.length() > 220 ? original.substring(from, to) : sentence).strip();
    }

    private boolean ends(int index) {
        char c = original.charAt(index);
        return c == '.' || c == '?' || c == '!' || c == ';' || c == '\n';
    }
}
