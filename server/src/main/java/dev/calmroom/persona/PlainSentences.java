package dev.calmroom.persona;

import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.text.SpokenNumbers;
import dev.calmroom.transcript.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is plainly a part of the call, however odd the turn is that it answers. */
final class PlainSentences {
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    /** Letters; what is shorter stands anywhere. */
    private static final int LITTLE = 3;

    private final SpeechRules rules;
    private final SpokenNumbers numbers;
    private final Set<String> words = new HashSet<>();
    private final Set<Long> figures = new HashSet<>();
    private final Set<String> leaderNames = new HashSet<>();
    /** What the leader has just said, rightly or wrongly. */
    private final Set<Long> leaderFigures;

    /**
     * @param call the leader's words so far among it
     * @param ordinary whether a word, in small letters, is nobody's name: «it's over» introduces nobody
     */
    PlainSentences(
            SpeechRules rules, SpokenNumbers numbers, List<Turn> call, String leader, Predicate<String> ordinary) {
        this.rules = rules;
        this.numbers = numbers;
        leaderFigures = numbers.all(leader);
        Stream.concat(call.stream().filter(Turn::isLeader).map(Turn::text), Stream.of(leader))
                .flatMap(text -> rules.introduces().matcher(text).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .filter(ordinary.negate())
                .forEach(leaderNames::add);
    }

    /** @param statement of a fact that may be told in this turn */
    void mayTell(String statement) {
        words(statement).forEach(words::add);
        figures.addAll(numbers.all(statement));
    }

    /**
     * Whether a sentence gives figures of these facts or names a way out, and no longer word of it stands in none of them:
     * «So A's the fix, ninety minutes, sixty percent.» A figure of the leader's may stand beside one of them.
     */
    boolean tells(String sentence, SpokenChoice choice) {
        Set<Long> stated = numbers.stated(sentence);
        boolean about = stated.isEmpty() ? !choice.named(sentence).isEmpty() : isTold(stated);
        return about
                && words(choice.withoutWays(sentence))
                        .allMatch(word -> word.length() <= LITTLE || words.contains(word) || numbers.isPart(word));
    }

    private boolean isTold(Set<Long> stated) {
        return stated.stream().anyMatch(figures::contains)
                && stated.stream().allMatch(figure -> figures.contains(figure) || leaderFigures.contains(figure));
    }

    /** A few words with a plain yes or no to them, or nothing but the name that the leader has given. */
    boolean answers(String sentence) {
        Set<String> said = words(sentence).collect(Collectors.toSet());
        return rules.plainAnswer().matcher(sentence).matches() || (!said.isEmpty() && leaderNames.containsAll(said));
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group);
    }
}
