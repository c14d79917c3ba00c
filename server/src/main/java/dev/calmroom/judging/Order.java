package dev.calmroom.judging;

import dev.calmroom.judging.Quotes.Place;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Earlier;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the evidence by code: recitals and what they forfeit, and what came before what. Where nothing was
 * decided, an order counts as kept by what came: it was not broken, and the missing decision has its own criterion.
 */
public final class Order {
    private final Rubric rubric;
    private final Quotes quotes;

    public Order(Rubric rubric, Quotes quotes) {
        this.rubric = rubric;
        this.quotes = quotes;
    }

    /** All criteria of the framework in its order: those observed, less what a recital forfeits, and those computed. */
    public List<CriterionResult> complete(List<CriterionResult> observed) {
        Set<Integer> recitals = recitals(observed);
        Map<String, CriterionResult> kept = observed.stream()
                .map(result -> forfeit(result, recitals))
                .collect(Collectors.toMap(CriterionResult::id, Function.identity()));
        List<CriterionResult> all = new ArrayList<>();
        for (Criterion criterion : rubric.criteria()) {
            all.add(
                    criterion.kind() == Kind.ORDER
                            ? compute(criterion, kept, recitals)
                            : kept.getOrDefault(criterion.id(), Answers.no(criterion.id(), "Not observed.")));
        }
        return all;
    }

    /** Turns that bring everything at once, before anything was asked and answered. */
    Set<Integer> recitals(List<CriterionResult> observed) {
        Set<Integer> turns = new HashSet<>();
        Set<Integer> candidates = observed.stream()
                .flatMap(result -> Scoring.turns(result).stream())
                .collect(Collectors.toSet());
        for (int turn : candidates) {
            long groups = rubric.worthPoints().stream()
                    .filter(group -> observed.stream()
                            .anyMatch(result -> group(result).equals(group.id())
                                    && Scoring.turns(result).contains(turn)))
                    .count();
            boolean askedBefore = observed.stream()
                    .filter(result -> rubric.scoring().recital().forfeits().contains(group(result)))
                    .flatMap(result -> Scoring.turns(result).stream())
                    .anyMatch(earlier -> earlier < turn);
            if (groups >= rubric.scoring().recital().groupsInOneTurn() && !askedBefore) {
                turns.add(turn);
            }
        }
        return turns;
    }

    private CriterionResult forfeit(CriterionResult result, Set<Integer> recitals) {
        if (recitals.isEmpty() || !rubric.scoring().recital().forfeits().contains(group(result))) {
            return result;
        }
        List<Evidence> left = result.evidence().stream()
                .filter(e -> !recitals.contains(e.turn()))
                .toList();
        if (left.size() == result.evidence().size()) {
            return result;
        }
        return left.isEmpty()
                ? new CriterionResult(
                        result.id(),
                        Verdict.NO,
                        "Said in one breath with everything else, before anything was asked or answered.",
                        List.of(),
                        result.votes())
                : new CriterionResult(result.id(), result.verdict(), result.reason(), left, result.votes());
    }

    private CriterionResult compute(Criterion criterion, Map<String, CriterionResult> kept, Set<Integer> recitals) {
        Earlier wanted = java.util.Objects.requireNonNull(criterion.earlier());
        CriterionResult decision = kept.get(criterion.later());
        if (decision != null && decision.verdict() == Verdict.UNSURE) {
            return Answers.unsure(criterion.id(), "It is not sure whether anything was decided.");
        }
        // A no may have evidence too: something of the kind was said, late or by half, and it still has its place.
        List<Evidence> decisions = decision == null
                ? List.of()
                : sorted(decision.evidence()).stream()
                        .filter(e -> !recitals.contains(e.turn()))
                        .toList();
        Evidence decided = decisions.isEmpty() ? null : decisions.getFirst();
        List<Evidence> first = new ArrayList<>();
        boolean doubtful = false;
        for (String id : wanted.anyOf()) {
            CriterionResult result = kept.get(id);
            if (result == null) {
                continue;
            }
            List<Evidence> before = before(result, decided, wanted.answered(), recitals);
            if (result.verdict() == Verdict.UNSURE) {
                doubtful |= !before.isEmpty();
            } else {
                first.addAll(before);
            }
        }
        if (first.size() >= wanted.atLeast()) {
            return keptBy(criterion, sorted(first).subList(0, wanted.atLeast()), decided);
        }
        if (doubtful && first.size() + 1 >= wanted.atLeast()) {
            return Answers.unsure(criterion.id(), "It hangs on an answer that is not sure.");
        }
        return without(criterion, decided);
    }

    /** What was wanted before the decision is not there. */
    private CriterionResult without(Criterion criterion, @Nullable Evidence decided) {
        if (decided != null && quotes.isUnclear(decided)) {
            return Answers.unsure(
                    criterion.id(), "The decision in turn %d may have been misheard.".formatted(decided.turn()));
        }
        return Answers.no(
                criterion.id(),
                decided == null
                        ? "It did not come."
                        : "The decision in turn %d came without it.".formatted(decided.turn()));
    }

    /** The first proof of it before the decision, or at all where nothing was decided; at most one. */
    private List<Evidence> before(
            CriterionResult result, @Nullable Evidence decided, boolean answered, Set<Integer> recitals) {
        return sorted(result.evidence()).stream()
                .filter(e -> !recitals.contains(e.turn()))
                .filter(e -> decided == null || precedes(e, decided, answered))
                .limit(1)
                .toList();
    }

    private static CriterionResult keptBy(Criterion criterion, List<Evidence> first, @Nullable Evidence decided) {
        List<Evidence> proof = new ArrayList<>(first);
        if (decided != null) {
            proof.add(decided);
        }
        return new CriterionResult(
                criterion.id(),
                Verdict.YES,
                decided == null
                        ? "It came, and nothing was decided before it."
                        : "It came before the decision in turn %d.".formatted(decided.turn()),
                proof,
                List.of());
    }

    private boolean precedes(Evidence earlier, Evidence later, boolean answered) {
        Place one = quotes.place(earlier);
        Place other = quotes.place(later);
        return answered ? one.turn() < other.turn() : one.compareTo(other) < 0;
    }

    private List<Evidence> sorted(List<Evidence> evidence) {
        return evidence.stream().sorted(Comparator.comparing(quotes::place)).toList();
    }

    private String group(CriterionResult result) {
        return rubric.criterion(result.id()).group();
    }
}
