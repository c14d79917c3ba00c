package dev.calmroom.turntaking;

import java.util.Optional;

/**
 * «Thank you», «hold on», «I think so»: short turns that are whole. Not «okay» and what else opens a turn as often as it
 * is one: what was learned knows better.
 */
final class WholePhrase implements EndOfTurnStrategy {
    private final TurnLexicon lexicon;

    WholePhrase(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        String phrase = String.join(" ", TurnLexicon.words(hearing.text()));
        return lexicon.has("whole-phrases", phrase)
                ? Optional.of(new Opinion.Evidence(
                        "whole-phrase", "'%s' is a turn".formatted(phrase), EndingSigns.FITTED.wholePhrase()))
                : Optional.empty();
    }
}
