package dev.calmroom.recognition;

import dev.calmroom.transcript.Word;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one utterance came to.
 *
 * @param words in the order spoken, times counted from sample 0 of the stream; empty when nothing was said
 */
public record Recognition(List<Word> words) {
    public static final Recognition NOTHING = new Recognition(List.of());

    public Recognition {
        words = List.copyOf(words);
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    public String text() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }
}
