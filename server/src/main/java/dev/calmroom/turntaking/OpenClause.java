package dev.calmroom.turntaking;

import java.util.List;
import java.util.Optional;

/**
 * The last word may stand at an end, but the clause is waiting: «I want you to take …», «if the fix fails …», «the
 * targeted …», «make sure …».
 */
final class OpenClause implements EndOfTurnStrategy {
    private static final double HANGING = -1;
    private static final double SUBORDINATE = -1.2;

    private final TurnLexicon lexicon;

    OpenClause(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Opinion> judge(Hearing hearing) {
        List<String> words = TurnLexicon.words(hearing.text());
        if (words.isEmpty()
                || lexicon.has("whole-phrases", String.join(" ", words))
                || lexicon.ending("whole-endings", words).isPresent()) {
            return Optional.empty();
        }
        boolean question = Questions.last(lexicon, words)
                .filter(asked -> asked.size() >= 4)
                .isPresent();
        Optional<String> waiting = lexicon.ending("waiting-phrases", words);
        if (waiting.isPresent() && !question) {
            return unfinished("'%s' is waiting for its content".formatted(waiting.get()), HANGING);
        }
        if (hangingVerb(words, question) || hangingAdjective(words)) {
            return unfinished("something must follow '%s'".formatted(words.getLast()), HANGING);
        }
        if (lonelySubordinate(words)) {
            return unfinished("a subordinate clause without its main one", SUBORDINATE);
        }
        if (Questions.last(lexicon, words).filter(asked -> asked.size() == 2).isPresent()) {
            return unfinished("a question without its content", HANGING);
        }
        return Optional.empty();
    }

    private boolean hangingVerb(List<String> words, boolean question) {
        if (words.size() < 2 || !lexicon.has("hanging-verbs", words.getLast())) {
            return false;
        }
        String before = words.get(words.size() - 2);
        // «what do you need», «which one would you pick»: the object stands at the head of the question.
        boolean objectAsked = question
                && lexicon.has(
                        "question-words",
                        Questions.last(lexicon, words).orElseThrow().getFirst());
        return lexicon.has("verb-heads", before) && !objectAsked;
    }

    private boolean hangingAdjective(List<String> words) {
        return words.size() >= 2
                && lexicon.has("hanging-adjectives", words.getLast())
                && lexicon.has("articles", words.get(words.size() - 2));
    }

    private boolean lonelySubordinate(List<String> words) {
        boolean opens = lexicon.has("subordinators", words.getFirst())
                || (words.size() > 1
                        && lexicon.has("connectives", words.getFirst())
                        && lexicon.has("subordinators", words.get(1)));
        boolean asks = Questions.last(lexicon, words)
                .filter(asked -> asked.size() >= 3)
                .isPresent();
        return opens && !asks && words.size() < 10 && Clauses.finite(lexicon, words) < 2;
    }

    private static Optional<Opinion> unfinished(String because, double logOdds) {
        return Optional.of(new Opinion.Evidence("open-clause", because, logOdds));
    }
}
