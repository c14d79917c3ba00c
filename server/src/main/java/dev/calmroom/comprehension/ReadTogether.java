package dev.calmroom.comprehension;

import dev.calmroom.comprehension.ClauseAnswers.Answers;
import dev.calmroom.comprehension.KnownQuestions.Match;
import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Question;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a clause asks for where the network that reads it in its place is sure enough to say so; where it is not, it has no
 * opinion, and what there was before it decides.
 */
final class ReadTogether {
    private static final Fitted FITTED = FittedNumbers.read("read-together", Fitted.class);

    /**
     * How likely it has to be, by whether the clause has the form of a question.
     *
     * @param asked of a fact, where it has
     * @param unasked of a fact, where it has none
     * @param beside of what no fact of its own answers
     * @param nothing that a clause that has the form of a question asks nothing
     * @param unlikely below which a fact is not told that only resembles what is asked
     * @param along of a fact that is told along with another, as a share of that one's
     */
    private record Fitted(double asked, double unasked, double beside, double nothing, double unlikely, double along) {}

    private final ClauseAnswers answers;
    private final HearingCues cues;
    private final KnownQuestions known;
    private final EmbeddingModel model;
    private final Map<String, List<String>> besides;
    private final Map<String, List<String>> asksBack = new TreeMap<>();

    /** @param besides facts of the call itself that answer what is asked of it, by its kind */
    ReadTogether(
            ClauseAnswers answers,
            HearingCues cues,
            KnownQuestions known,
            EmbeddingModel model,
            Map<String, List<String>> besides,
            List<Question> questions) {
        this.answers = answers;
        this.cues = cues;
        this.known = known;
        this.model = model;
        this.besides = besides;
        for (Question question : questions) {
            if (question.kind() != null) {
                asksBack.put(question.kind(), question.facts());
            }
        }
    }

    /**
     * @param asked the question that is asked, empty where none is
     * @param beside what of the call itself is asked for
     * @param back the way in which it asks back about a claim
     * @param nothing whether it asks nothing, whatever its form
     * @param answers how likely each answer is
     */
    record Opinion(
            Optional<Match> asked,
            Optional<Likely<Sought>> beside,
            Optional<String> back,
            boolean nothing,
            Answers answers) {

        /** Whether what seemed to be asked for is no answer to it. */
        boolean isUnlikely(Match match) {
            return !match.question().refersBack()
                    && !match.question().facts().isEmpty()
                    && answers.of(match.question().facts()) < FITTED.unlikely();
        }
    }

    /**
     * @param said the persona's words before the turn
     * @param words as the scenario's own questions would put the clause
     * @param named ways out that it is about
     */
    Opinion of(String said, String turn, Clause clause, String words, Set<String> named) {
        ClauseLooks looks = ClauseLooks.of(turn, clause, cues);
        Answers likely = answers.of(said, turn, clause, looks);
        Optional<Likely<Sought>> beside = beside(likely);
        boolean nothing = looks.asks() && likely.nothing() >= FITTED.nothing();
        Optional<String> back = back(likely);
        double least = looks.asks() ? FITTED.asked() : FITTED.unasked();
        Optional<Match> asked = likely.facts().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(best -> best.getValue() >= least && beside.isEmpty() && back.isEmpty())
                .flatMap(best -> asked(best.getKey(), likely, words, named));
        return new Opinion(asked, beside, back, nothing, likely);
    }

    /** The nearest question for a fact, and for others beside it only where they are likely too. */
    private Optional<Match> asked(String fact, Answers likely, String words, Set<String> named) {
        double certainty = likely.of(List.of(fact));
        Embedding meaning = Meanings.of(model, words);
        Predicate<Question> eligible = question -> isFor(question, fact) && question.fits(named);
        return known.taken(
                        meaning,
                        certainty,
                        eligible.and(question -> question.facts().stream()
                                .allMatch(one -> likely.of(List.of(one)) >= certainty * FITTED.along())))
                .or(() -> known.taken(meaning, certainty, eligible));
    }

    private static boolean isFor(Question question, String fact) {
        return !question.refersBack()
                && !question.facts().isEmpty()
                && question.facts().getFirst().equals(fact);
    }

    /** «How do you know?» and «Why?», by the kinds that the scenario's questions have. */
    private Optional<String> back(Answers likely) {
        return asksBack.entrySet().stream()
                .max(Comparator.comparingDouble(kind -> likely.ofEither(kind.getKey(), kind.getValue())))
                .filter(kind -> likely.ofEither(kind.getKey(), kind.getValue()) >= FITTED.beside())
                .map(Map.Entry::getKey);
    }

    private Optional<Likely<Sought>> beside(Answers likely) {
        return besides.entrySet().stream()
                .flatMap(kind -> Sought.Beside.of(kind.getKey()).stream()
                        .map(what -> new Likely<Sought>(what, likely.ofEither(kind.getKey(), kind.getValue()))))
                .max(Comparator.<Likely<Sought>>comparingDouble(Likely::sureness)
                        .thenComparing(likeliest -> likeliest.what().id()))
                .filter(best -> best.sureness() >= FITTED.beside());
    }
}
