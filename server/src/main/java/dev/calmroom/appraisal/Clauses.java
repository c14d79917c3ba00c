package dev.calmroom.appraisal;

import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a turn into clauses: at punctuation where there is any, at pauses where times are known, and where the encoder,
 * which has learned it from lines whose punctuation was taken away, hears a new clause begin.
 */
final class Clauses {
    private static final Pattern PUNCTUATION = Pattern.compile("(?<=[.?!;:…—])\\s+|\\s+[–—-]\\s+|,\\s+");

    /** A breath between clauses; within a clause gaps are shorter. */
    private static final Duration PAUSE = Duration.ofMillis(450);

    private Clauses() {}

    /** @return in order, without gaps other than spaces; never empty for a text with words */
    static List<Stretch> of(Turn turn, EncodedText reading, int offset) {
        String text = turn.text();
        TreeSet<Integer> cuts = new TreeSet<>();
        Matcher marks = PUNCTUATION.matcher(text);
        while (marks.find()) {
            cuts.add(marks.end());
        }
        for (int t = 0; t < reading.begins().length; t++) {
            int at = reading.starts()[t] - offset;
            if (reading.begins()[t] > 0
                    && at > 0
                    && at < text.length()
                    && Character.isWhitespace(text.charAt(at - 1))) {
                cuts.add(at);
            }
        }
        cuts.addAll(pauses(turn));
        List<Stretch> clauses = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            // A connective or a filler by itself says nothing: it belongs to what follows.
            if (words(text, from, cut) > 1) {
                add(clauses, text, from, cut);
                from = cut;
            }
        }
        if (!clauses.isEmpty() && words(text, from, text.length()) < 2) {
            from = clauses.removeLast().start();
        }
        add(clauses, text, from, text.length());
        return clauses;
    }

    private static int words(String text, int from, int to) {
        String part = text.substring(from, to).strip();
        return part.isEmpty() ? 0 : part.split("\\s+").length;
    }

    private static void add(List<Stretch> clauses, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            clauses.add(Stretch.clause(start, end));
        }
    }

    /** Offsets of the words that follow a pause. */
    private static List<Integer> pauses(Turn turn) {
        List<Integer> offsets = new ArrayList<>();
        int at = 0;
        Word before = null;
        for (Word word : turn.words()) {
            int found = turn.text().indexOf(word.text(), at);
            if (found < 0) {
                // The words and the text have been edited apart: times can no longer be laid over it.
                return offsets;
            }
            if (before != null && word.start().minus(before.end()).compareTo(PAUSE) >= 0) {
                offsets.add(found);
            }
            at = found + word.text().length();
            before = word;
        }
        return offsets;
    }
}
