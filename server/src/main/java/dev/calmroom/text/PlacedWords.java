package dev.calmroom.text;

import java.util.Arrays;
import java.util.Locale;

/** The words of a text as {@link PlainWords#bare} has them, and the way back to how they stand in the text. */
public final class PlacedWords {
    private final String original;
    private final String text;
    private final int[] at;

    public PlacedWords(String original) {
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

    public String text() {
        return text;
    }

    /** Where in the original a letter of {@link #text()} stands. */
    public int origin(int index) {
        return at[index];
    }

    /** Where the quote's words begin in {@link #text()}, whole words only; -1 when they do not stand there in a row. */
    public int find(String quote) {
        return find(quote, 0);
    }

    /** The same, not before a place in {@link #text()}. */
    public int find(String quote, int from) {
        String wanted = PlainWords.bare(quote);
        return wanted.isEmpty() ? -1 : (" " + text + " ").indexOf(" " + wanted + " ", from);
    }

    public boolean contains(String quote) {
        return find(quote) >= 0;
    }

    /** The words as they stand in the original, for a range of {@link #text()} that begins and ends within words. */
    public String verbatim(int start, int end) {
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
    public String sentenceAround(int start, int end) {
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
