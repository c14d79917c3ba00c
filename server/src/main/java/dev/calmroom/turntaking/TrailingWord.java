package dev.calmroom.turntaking;

import java.util.List;
import java.util.Optional;

/** Nobody ends a turn in «um» or «the»: words that hold the floor, or that must be followed. */
final class TrailingWord implements EndOfTurnStrategy {
    private static final List<String> LISTS = List.of("fillers", "articles");

    private final TurnLexicon lexicon;

    TrailingWord(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        List<String> words = TurnLexicon.words(hearing.text());
        return LISTS.stream()
                .flatMap(list -> lexicon.ending(list, words).stream())
                .findFirst()
                .map(word -> new Opinion.Evidence(
                        "trailing-word", "ends in '%s'".formatted(word), EndingSigns.FITTED.trailingWord()));
    }
}
