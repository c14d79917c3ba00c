package dev.calmroom.recognition;

import dev.calmroom.transcript.Word;
import java.util.List;

/** Puts the scenario's terms right after recognition. */
final class VocabularyCorrector {
    VocabularyCorrector(Vocabulary vocabulary) {}

    List<Word> correct(List<Word> words) {
        return List.copyOf(words);
    }

    String correct(String partial) {
        return partial;
    }
}
