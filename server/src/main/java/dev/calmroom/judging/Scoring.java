package dev.calmroom.judging;

import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The score: arithmetic over verdicts, as the framework's file weighs them. */
public final class Scoring {
    private final Rubric rubric;

    public Scoring(Rubric rubric) {
        this.rubric = rubric;
    }

    /** @return 0 to 100, rounded half up once, at the end */
    public int score(List<CriterionResult> results) {
        return Math.max(0, balance(results));
    }

    /** What the verdicts give less what they cost, which may be below the least score. */
    public int balance(List<CriterionResult> results) {
        Map<String, CriterionResult> byId =
                results.stream().collect(Collectors.toMap(CriterionResult::id, Function.identity()));
        double points = 0;
        for (Criterion criterion : rubric.criteria()) {
            CriterionResult result = byId.get(criterion.id());
            if (result != null) {
                points += points(criterion, result);
            }
        }
        // Thirds do not add up exactly in binary: without this a full score could come out a point short.
        return (int) Math.floor(points + 0.5 + 1e-9);
    }

    /**
     * What a verdict gives; negative for what it costs. A good deed that is not sure but stands on words of the leader's
     * is worth half; a trap or an order that is not sure costs nothing.
     */
    public double points(Criterion criterion, CriterionResult result) {
        return switch (criterion.kind()) {
            case OBSERVED ->
                switch (result.verdict()) {
                    case YES -> worth(criterion);
                    case UNSURE -> result.evidence().isEmpty() ? 0 : worth(criterion) / 2;
                    case NO -> 0;
                };
            case TRAP -> result.verdict() == Verdict.YES ? -cost(turns(result).size()) : 0;
            case ORDER -> result.verdict() == Verdict.NO ? -rubric.scoring().failedOrder() : 0;
        };
    }

    /** The most that a criterion gives, or, negative, the most that it costs. */
    public double worth(Criterion criterion) {
        return switch (criterion.kind()) {
            case OBSERVED -> {
                double points = rubric.groups().stream()
                        .filter(g -> g.id().equals(criterion.group()))
                        .mapToDouble(Rubric.Group::points)
                        .sum();
                yield points / rubric.sharing(criterion.group()).size();
            }
            case TRAP -> -rubric.scoring().trap().atMost();
            case ORDER -> -rubric.scoring().failedOrder();
        };
    }

    /** The turns that a trap happened in. */
    public static List<Integer> turns(CriterionResult result) {
        return result.evidence().stream()
                .map(Evidence::turn)
                .distinct()
                .sorted()
                .toList();
    }

    private int cost(int turns) {
        Rubric.Trap trap = rubric.scoring().trap();
        // A trainer may have said yes without pointing at a turn: it happened at least once.
        int further = Math.max(0, turns - 1);
        return Math.min(trap.atMost(), trap.first() + further * trap.eachFurtherTurn());
    }
}
