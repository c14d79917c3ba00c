package dev.calmroom.turntaking;

import java.util.List;
import java.util.Optional;

/** Finds questions in words without punctuation: a question word and a verb, or a verb before its subject. */
final class Questions {
    /** Words between a question word and its verb, and one: «what kind of risk is». */
    private static final int FAR = 4;

    private Questions() {}

    /** @return the words from the head of the last question to the end */
    static Optional<List<String>> last(TurnLexicon lexicon, List<String> words) {
        for (int at = words.size() - 2; at >= 0; at--) {
            if (isHead(lexicon, words, at)) {
                return Optional.of(words.subList(head(lexicon, words, at), words.size()));
            }
        }
        return Optional.empty();
    }

    /** «which one would you»: the verb before its subject belongs to the question word a little before it. */
    private static int head(TurnLexicon lexicon, List<String> words, int verb) {
        for (int at = verb - 1; at >= Math.max(0, verb - FAR); at--) {
            if (lexicon.has("question-words", words.get(at))) {
                return at;
            }
        }
        return verb;
    }

    private static boolean isHead(TurnLexicon lexicon, List<String> words, int at) {
        return isWordHead(lexicon, words, at) || isVerbHead(lexicon, words, at);
    }

    private static boolean isWordHead(TurnLexicon lexicon, List<String> words, int at) {
        String word = words.get(at);
        String next = words.get(at + 1);
        if (lexicon.has("question-contractions", word)) {
            return true;
        }
        return lexicon.has("question-words", word)
                && (lexicon.has("question-verbs", next)
                        || (word.equals("how") && lexicon.has("question-degrees", next)));
    }

    /** «can we», «is the» — but not «we can we will», where the verb has its subject before it. */
    private static boolean isVerbHead(TurnLexicon lexicon, List<String> words, int at) {
        return lexicon.has("question-verbs", words.get(at))
                && lexicon.has("question-subjects", words.get(at + 1))
                && (at == 0 || !lexicon.has("question-subjects", words.get(at - 1)))
                && (at == 0 || !lexicon.has("auxiliaries", words.get(at - 1)));
    }
}
