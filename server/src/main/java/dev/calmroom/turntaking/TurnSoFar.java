package dev.calmroom.turntaking;

import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.List;

/**
 * What is known at the moment when the speaker's voice has fallen silent, or while it stays so.
 *
 * @param text the words of the turn so far (finals of earlier utterances and the newest partial), without punctuation
 *     where the recogniser gives none; empty when no word was recognised
 * @param words the same with how far the recogniser believes in each; empty where it has not told yet
 * @param stableFor for how long the partial has not changed, in time of the stream
 * @param pauses what this speaker's pauses have been like
 */
public record TurnSoFar(String text, List<Word> words, Duration stableFor, PauseStatistics pauses) {
    public TurnSoFar {
        words = List.copyOf(words);
    }

    TurnSoFar(String text, Duration stableFor, PauseStatistics pauses) {
        this(text, List.of(), stableFor, pauses);
    }

    /** @return lower-case words, each that the recogniser doubts with a question mark: «have you got a gun?» */
    public List<String> withDoubts() {
        return words.isEmpty()
                ? TurnLexicon.words(text)
                : words.stream()
                        .map(word -> PlainWords.of(word.text())
                                + (word.confidence() < EndingSigns.FITTED.doubtedBelow() ? "?" : ""))
                        .toList();
    }
}
