package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A number at the end may grow, or what it counts may follow; a list that was announced is waited for. */
final class NumberOrList implements EndOfTurnStrategy {
    private static final Duration LIST = Duration.ofMillis(900);

    private final TurnLexicon lexicon;

    NumberOrList(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        List<String> words = TurnLexicon.words(hearing.text());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String last = words.getLast();
        boolean number = lexicon.has("numbers", last) || last.chars().allMatch(Character::isDigit);
        if (number && lexicon.ending("whole-numbers", words).isEmpty()) {
            return Optional.of(new Opinion.Evidence(
                    "number", "ends in the number '%s'".formatted(last), EndingSigns.FITTED.number()));
        }
        int announced = lexicon.lastIndexOf("list-announcements", words);
        if (announced >= 0
                && announced >= words.size() - 14
                && lexicon.lastIndexOf("list-endings", words) <= announced) {
            return Optional.of(new Opinion.AtLeast("list", "a list was announced and has not come to its end", LIST));
        }
        return Optional.empty();
    }
}
