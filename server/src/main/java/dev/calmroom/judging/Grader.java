package dev.calmroom.judging;

import dev.calmroom.judging.Quotes.Place;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.Verdict;
import dev.calmroom.text.PlacedWords;
import dev.calmroom.transcript.Turn;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Grades a call: a judge answers, code holds every quote against the leader's turns, drops what stands on words that
 * were not heard surely, sees what was taken back, computes the orders, and counts.
 */
public final class Grader {
    private final Rubric rubric;
    private final String prompts;
    private final Judge judge;
    private final @Nullable Grader standIn;
    private final String note;
    private final @Nullable ClearestQuotes clearest;

    /** @param prompts SHA-256 of the framework's files, recorded with each result */
    public Grader(Rubric rubric, String prompts, Judge judge) {
        this(rubric, prompts, judge, null, "", null);
    }

    private Grader(
            Rubric rubric,
            String prompts,
            Judge judge,
            @Nullable Grader standIn,
            String note,
            @Nullable ClearestQuotes clearest) {
        this.rubric = rubric;
        this.prompts = prompts;
        this.judge = judge;
        this.standIn = standIn;
        this.note = note;
        this.clearest = clearest;
    }

    /** The same, which of several quotes for one criterion keeps the clearest. */
    Grader quoting(ClearestQuotes with) {
        return new Grader(rubric, prompts, judge, standIn, note, with);
    }

    /** The same, with one that grades where this one's judge cannot be had. */
    Grader withStandIn(Grader other) {
        return new Grader(rubric, prompts, judge, other, note, clearest);
    }

    /** The same, with a sentence that goes with every card it gives. */
    Grader noting(String sentence) {
        return new Grader(rubric, prompts, judge, standIn, sentence, clearest);
    }

    /** Who grades where this one's judge cannot be had; empty where that is nobody. */
    public Optional<Grader> standIn() {
        return Optional.ofNullable(standIn);
    }

    public Judge judge() {
        return judge;
    }

    public Rubric rubric() {
        return rubric;
    }

    /**
     * @param because why the call is graded now, in plain words
     * @throws JudgeFailedException when the judge cannot answer
     */
    public Scorecard grade(List<Turn> call, long seed, String because, JudgeListener listener) {
        Quotes quotes = new Quotes(call);
        List<CriterionResult> answers = judge.judge(call, seed, listener).stream()
                .map(result -> checked(result, quotes))
                .toList();
        List<CriterionResult> kept = answers.stream()
                .map(result -> unlessUndone(result, answers, quotes))
                .toList();
        List<CriterionResult> ordered = new Order(rubric, quotes).complete(kept);
        List<CriterionResult> all = clearest == null ? ordered : clearest.of(call, ordered);
        return new Scorecard(
                new Scoring(rubric).score(all),
                all,
                judge.name(),
                rubric.name(),
                prompts,
                seed,
                note.isEmpty() ? because : because + "; " + note);
    }

    private CriterionResult checked(CriterionResult result, Quotes quotes) {
        List<Evidence> stands = result.evidence().stream()
                .map(quotes::verbatim)
                .flatMap(Optional::stream)
                .distinct()
                .sorted(Comparator.comparing(quotes::place))
                .toList();
        List<Evidence> found =
                stands.stream().filter(e -> !isPartOfAnother(e, stands)).toList();
        boolean against = rubric.criterion(result.id()).kind() == Kind.TRAP;
        List<Evidence> sure =
                against ? found.stream().filter(e -> !quotes.isUnclear(e)).toList() : found;
        if (result.verdict() == Verdict.YES && sure.isEmpty()) {
            String reason = found.isEmpty()
                    ? "The words given as proof do not stand in the call."
                    : "It may have been misheard: the words were not recognised surely.";
            return new CriterionResult(result.id(), Verdict.UNSURE, reason, List.of(), result.votes());
        }
        return new CriterionResult(result.id(), result.verdict(), result.reason(), sure, result.votes());
    }

    private static boolean isPartOfAnother(Evidence evidence, List<Evidence> all) {
        return all.stream()
                .filter(other -> other.turn() == evidence.turn()
                        && other.quote().length() > evidence.quote().length())
                .anyMatch(other -> new PlacedWords(other.quote()).contains(evidence.quote()));
    }

    /** What was said and later taken back was not given. */
    private CriterionResult unlessUndone(CriterionResult result, List<CriterionResult> answers, Quotes quotes) {
        Criterion criterion = rubric.criterion(result.id());
        if (criterion.undoneBy().isEmpty() || result.verdict() != Verdict.YES) {
            return result;
        }
        Place said = quotes.place(result.evidence().getLast());
        Optional<Evidence> undoing = answers.stream()
                .filter(other -> other.verdict() == Verdict.YES)
                .filter(other -> undoes(rubric.criterion(other.id()), criterion))
                .flatMap(other -> other.evidence().stream())
                .filter(e -> quotes.place(e).compareTo(said) > 0)
                .findFirst();
        return undoing.map(e -> new CriterionResult(
                        result.id(),
                        Verdict.NO,
                        "Said, and taken back in turn %d: “%s”.".formatted(e.turn(), e.quote()),
                        List.of(),
                        result.votes()))
                .orElse(result);
    }

    private static boolean undoes(Criterion other, Criterion criterion) {
        return other.kind() == Kind.TRAP
                && other.moves().stream().collect(Collectors.toSet()).stream().anyMatch(criterion.undoneBy()::contains);
    }
}
