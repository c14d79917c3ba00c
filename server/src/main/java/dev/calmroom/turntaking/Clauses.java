package dev.calmroom.turntaking;

import java.util.List;

/** What little grammar turn-taking needs. */
final class Clauses {
    private Clauses() {}

    static boolean isVerb(TurnLexicon lexicon, String word) {
        return lexicon.has("verbs", word)
                || lexicon.has("auxiliaries", word)
                || (word.length() > 4 && lexicon.list("verb-endings").stream().anyMatch(word::endsWith));
    }

    /** Subjects with a verb behind them: a count of clauses, good enough to tell one from two. */
    static int finite(TurnLexicon lexicon, List<String> words) {
        int count = 0;
        for (int i = 0; i + 1 < words.size(); i++) {
            boolean statement = lexicon.has("question-subjects", words.get(i)) || lexicon.has("subjects", words.get(i));
            if (statement && isVerb(lexicon, words.get(i + 1))) {
                count++;
            } else if (words.get(i).matches("(i|we|you|they|he|she|it|that|there)'(m|re|s|ll|ve|d)")) {
                count++;
            }
        }
        return count;
    }
}
