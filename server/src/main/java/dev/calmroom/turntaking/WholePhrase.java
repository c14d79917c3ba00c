package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.Optional;

/** «Okay», «thank you», «do it»: short turns that are whole. */
final class WholePhrase implements EndOfTurnStrategy {
    /** A little more than for a sentence: «okay» is as often the first word of one. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final TurnLexicon lexicon;

    WholePhrase(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Opinion> judge(Hearing hearing) {
        String phrase = String.join(" ", TurnLexicon.words(hearing.text()));
        return lexicon.has("whole-phrases", phrase) || lexicon.has("whole-endings", phrase)
                ? Optional.of(new Opinion.Finished("whole-phrase", "'%s' is a turn".formatted(phrase), PATIENCE))
                : Optional.empty();
    }
}
