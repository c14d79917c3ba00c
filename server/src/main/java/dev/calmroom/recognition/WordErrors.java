package dev.calmroom.recognition;

import dev.calmroom.text.PlainWords;

/**
 * Word errors of a recognition: substitutions, insertions and deletions against the words that were said.
 *
 * @param errors at least 0
 * @param words how many were said
 */
public record WordErrors(int errors, int words) {
    public static final WordErrors NONE = new WordErrors(0, 0);

    /** Case and punctuation do not count; words are what stands between spaces. */
    public static WordErrors between(String said, String heard) {
        String[] reference = words(said);
        String[] hypothesis = words(heard);
        int[] row = new int[hypothesis.length + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= reference.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substitution = diagonal + (reference[i - 1].equals(hypothesis[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return new WordErrors(row[hypothesis.length], reference.length);
    }

    public WordErrors plus(WordErrors other) {
        return new WordErrors(errors + other.errors, words + other.words);
    }

    /** @return 0 or more, 1 when as many are wrong as were said; 0 when nothing was said and nothing heard */
    public double rate() {
        return errors == 0 ? 0 : (double) errors / Math.max(1, words);
    }

    private static String[] words(String text) {
        String plain = PlainWords.only(text);
        return plain.isEmpty() ? new String[0] : plain.split(" ");
    }
}
