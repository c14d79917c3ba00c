package dev.calmroom.transcript;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said, as a file from elsewhere has it.
 *
 * @param number of the line in the file, from 1; in JSON the number of the entry
 * @param speaker what the file calls who said it; empty where it does not say
 * @param text the words without the label
 * @param whole the words with the label, for a label that turns out to be words
 * @param doubtful whether the label may as well be words before a colon
 * @param start when it began, from the file's own zero; null where the file does not say
 * @param end when it was over; null where the file does not say
 */
public record SpokenLine(
        int number,
        String speaker,
        String text,
        String whole,
        boolean doubtful,
        @Nullable Duration start,
        @Nullable Duration end) {

    static SpokenLine unlabelled(int number, String text, @Nullable Duration start, @Nullable Duration end) {
        return new SpokenLine(number, "", text, text, false, start, end);
    }

    static SpokenLine said(int number, String speaker, String text, @Nullable Duration start, @Nullable Duration end) {
        return new SpokenLine(number, speaker, text, text, false, start, end);
    }

    /** The same without a speaker: what stood before the colon was words. */
    SpokenLine asWords() {
        return new SpokenLine(number, "", whole, whole, false, start, end);
    }

    /** The same with these words behind the same label, however doubtful that is. */
    SpokenLine saying(String words) {
        String label = whole.endsWith(text) ? whole.substring(0, whole.length() - text.length()) : "";
        return new SpokenLine(number, speaker, words, (label + words).strip(), doubtful, start, end);
    }

    SpokenLine doubted() {
        return new SpokenLine(number, speaker, text, whole, true, start, end);
    }
}
