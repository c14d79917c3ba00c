package dev.calmroom.comprehension;

import dev.calmroom.comprehension.KnownQuestions.Match;
import dev.calmroom.scenario.HearingCues.References;
import dev.calmroom.scenario.Knowledge.Fact;
import dev.calmroom.scenario.Knowledge.Figures;
import dev.calmroom.scenario.Question;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.SpokenNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Questions about a claim: how it is known, and why it is so. Their words say little of what they are about; it is what they
 * name beside, a figure before them, or what was told last.
 */
final class AskingBack {
    /** How sure it is that words ask back in which nothing else asks. */
    private static final double SURE = 0.9;

    private static final Pattern END = Pattern.compile("[.?!…\\s]+$");

    private final References references;
    private final List<Question> questions;
    private final List<Fact> figured;

    AskingBack(References references, List<Question> questions, List<Fact> figured) {
        this.references = references;
        this.questions = questions.stream().filter(q -> q.kind() != null).toList();
        this.figured = figured;
    }

    /**
     * What a clause is about that may ask back.
     *
     * @param nearest what it asks for by its meaning, if anything
     * @param named facts of what it names
     * @param before what stands before it in the turn
     * @param subject facts that the persona told last
     */
    record About(Optional<Match> nearest, List<String> named, String before, List<String> subject) {}

    /** @return the facts that say how it is known, or why it is so, where a clause asks back in so many words */
    Optional<Found> find(String clause, About about) {
        return kind(clause).flatMap(kind -> find(kind, clause, about));
    }

    /** The same where a clause asks so, and nothing that is known: it is then about what was said. */
    Optional<Found> findElse(String clause, About about) {
        String kind = QuestionWords.kind(clause).name().toLowerCase(Locale.ROOT).replace('_', '-');
        return find(kind, clause, about);
    }

    /** Whether a clause is nothing but asking back, so that it needs no mark to be a question: «Says who.» */
    boolean isAll(String clause) {
        String plain = unmarked(clause);
        return references.asking().values().stream()
                .flatMap(List::stream)
                .anyMatch(says -> says.matcher(plain).matches());
    }

    /** The same where it is known in which way a clause asks back. */
    Optional<Found> find(String kind, String clause, About about) {
        return questions.stream()
                .filter(question -> kind.equals(question.kind()))
                .findFirst()
                .map(question -> new Found(new Match(question, 1, SURE, 0), subject(question, clause, about)));
    }

    /** Whether it ends with a mark tells nothing more of what it asks. */
    private static String unmarked(String clause) {
        return END.matcher(PlainWords.of(clause)).replaceFirst("");
    }

    private Optional<String> kind(String clause) {
        String plain = unmarked(clause);
        return references.asking().entrySet().stream()
                .filter(kind -> kind.getValue().stream()
                        .anyMatch(says -> says.matcher(plain).find()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** @param subject what the question is about, the last of it first in mind */
    record Found(Match match, List<String> subject) {}

    private List<String> subject(Question question, String clause, About about) {
        Map<String, List<String>> following = question.following();
        List<String> meant = Stream.of(
                        withFigure(clause).stream(),
                        about.nearest().filter(m -> !m.question().refersBack() && m.isMeant()).stream()
                                .flatMap(m -> m.question().facts().stream()),
                        withFigure(about.before()).stream(),
                        about.named().stream())
                .flatMap(facts -> facts)
                .filter(following::containsKey)
                .toList();
        if (meant.isEmpty()) {
            return about.subject();
        }
        List<String> all = new ArrayList<>(about.subject());
        all.add(meant.getFirst());
        return all;
    }

    /** The facts of which the words say a figure, whatever stands behind it, or what it counts. */
    private List<String> withFigure(String text) {
        List<String> said = figured(figures -> figures.are().stream().anyMatch(numbers(figures, text)::contains));
        List<String> words = List.of(PlainWords.only(text).split(" ", -1));
        return said.isEmpty()
                ? figured(figures ->
                        figures.of().stream().anyMatch(unit -> words.stream().anyMatch(word -> word.startsWith(unit))))
                : said;
    }

    private static Set<Long> numbers(Figures figures, String text) {
        return new SpokenNumbers(Set.copyOf(figures.of())).stated(text);
    }

    private List<String> figured(Predicate<Figures> having) {
        return figured.stream()
                .filter(fact -> fact.figures() != null && having.test(fact.figures()))
                .map(Fact::id)
                .toList();
    }
}
