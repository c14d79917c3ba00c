package dev.calmroom.transcript;

import java.time.Duration;

/**
 * One recognised word.
 *
 * @param text the word as written in the transcript, never blank
 * @param start when it began, in session time
 * @param end when it ended, in session time, not before {@code start}
 * @param confidence the recogniser's own belief in it, 0 to 1; 1 for typed words
 */
public record Word(String text, Duration start, Duration end, double confidence) {
    public Word {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a word has letters");
        }
        if (end.compareTo(start) < 0) {
            throw new IllegalArgumentException("word '%s' ends (%s) before it starts (%s)".formatted(text, end, start));
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is from 0 to 1, not " + confidence);
        }
    }
}
