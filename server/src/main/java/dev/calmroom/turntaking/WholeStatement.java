package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A clause of some length with a verb in it may well be all; surer when its last word is one that often closes. */
final class WholeStatement implements EndOfTurnStrategy {
    private static final int ENOUGH_WORDS = 4;
    private static final int ENOUGH_CLOSED = 3;
    private static final Duration CLOSED = Duration.ofMillis(220);
    private static final Duration LIKELY = Duration.ofMillis(350);

    private final TurnLexicon lexicon;

    WholeStatement(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Opinion> judge(Hearing hearing) {
        List<String> words = TurnLexicon.words(hearing.text());
        if (words.size() < ENOUGH_CLOSED || !Clauses.hasVerb(lexicon, words)) {
            return Optional.empty();
        }
        String last = words.getLast();
        if (lexicon.has("closing-words", last)
                || lexicon.ending("whole-endings", words).isPresent()) {
            return Optional.of(new Opinion.Finished("whole-statement", "closes with '%s'".formatted(last), CLOSED));
        }
        return words.size() < ENOUGH_WORDS
                ? Optional.empty()
                : Optional.of(new Opinion.Finished("whole-statement", "a clause with its verb", LIKELY));
    }
}
