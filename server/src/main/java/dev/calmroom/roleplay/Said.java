package dev.calmroom.roleplay;

import dev.calmroom.log.Medium;
import dev.calmroom.transcript.Word;
import java.util.List;

/**
 * Words of the leader that are a turn, or may be one.
 *
 * @param text as recognised (lower case, no punctuation) or typed
 * @param words the same with times and confidence; empty where they were not spoken
 */
public record Said(String text, List<Word> words, Medium source) {
    public Said {
        words = List.copyOf(words);
    }

    /** Words without a sound, as a transcript has them. */
    public static Said inTranscript(String text) {
        return new Said(text, List.of(), Medium.TRANSCRIPT);
    }
}
