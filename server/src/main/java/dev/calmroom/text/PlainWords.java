package dev.calmroom.text;

import java.util.Locale;

/** What somebody said, without what a keyboard and a recogniser do differently: capitals, apostrophes, marks. */
public final class PlainWords {
    private PlainWords() {}

    /** Lower case, every apostrophe straight; marks stay. */
    public static String of(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'');
    }

    /** The words alone: letters, figures and apostrophes, one space between two words; empty where there are none. */
    public static String only(String text) {
        return of(text).replaceAll("[^\\p{L}\\p{N}']+", " ").strip();
    }

    /** How many words stand in it, apart by blanks. */
    public static int count(String text) {
        String words = text.strip();
        return words.isEmpty() ? 0 : words.split("\\s+", -1).length;
    }

    /**
     * The words alone, without apostrophes as well: {@code you're} is {@code youre}, every other mark is a space, runs of
     * spaces are one. What is compared with words that nobody has punctuated is compared so.
     */
    public static String bare(String text) {
        return new PlacedWords(text).text();
    }
}
