package dev.calmroom.lab;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.judging.Scoring;
import dev.calmroom.lab.Agreement.Pair;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a judge against labelled calls: how far it agrees with the labels, with itself, and where it fails. */
public final class JudgeBench {
    private final Grader grader;
    private final Scoring scoring;

    public JudgeBench(Grader grader) {
        this.grader = grader;
        this.scoring = new Scoring(grader.rubric());
    }

    /** One call: what the labels say, and what the judge said with two seeds. */
    public record Graded(LabelledCall call, int labelScore, Scorecard first, Scorecard again) {}

    /** A verdict that is not the label's. */
    public record Failure(String call, String split, String criterion, Verdict label, CriterionResult judged) {}

    /**
     * @param all over all criteria
     * @param decided the same without the labels that are unsure: where people cannot tell either
     * @param byCriterion in the framework's order
     * @param meanScoreDifference mean distance of the scores, in points
     * @param exactScores how many scores are the same to the point
     * @param stability share of verdicts that a second run with another seed gave again
     */
    public record Result(
            String judge,
            String split,
            int calls,
            Agreement all,
            Agreement decided,
            Map<String, Agreement> byCriterion,
            double meanScoreDifference,
            int exactScores,
            double stability,
            List<Failure> failures) {}

    /** @param done told of each call that is graded */
    public List<Graded> grade(List<LabelledCall> calls, Consumer<String> done) {
        List<Graded> graded = new ArrayList<>();
        for (LabelledCall call : calls) {
            Scorecard first = grader.grade(call.turns(), 1, "a benchmark", JudgeListener.NOBODY);
            Scorecard again = grader.grade(call.turns(), 2, "a benchmark", JudgeListener.NOBODY);
            graded.add(new Graded(call, scoring.score(call.labels()), first, again));
            done.accept(call.name());
        }
        return graded;
    }

    /** What came of the calls of one split. */
    public Result result(String split, List<Graded> graded) {
        List<Graded> calls =
                graded.stream().filter(g -> g.call().split().equals(split)).toList();
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        grader.rubric().criteria().forEach(c -> pairs.put(c.id(), new ArrayList<>()));
        List<Failure> failures = new ArrayList<>();
        long same = 0;
        for (Graded graded1 : calls) {
            Map<String, CriterionResult> judged = byId(graded1.first());
            Map<String, CriterionResult> again = byId(graded1.again());
            for (CriterionResult label : graded1.call().labels()) {
                CriterionResult answer = Objects.requireNonNull(judged.get(label.id()), label.id());
                CriterionResult second = Objects.requireNonNull(again.get(label.id()), label.id());
                pairs.computeIfAbsent(label.id(), id -> new ArrayList<>())
                        .add(new Pair(label.verdict(), answer.verdict()));
                same += second.verdict() == answer.verdict() ? 1 : 0;
                if (answer.verdict() != label.verdict()) {
                    failures.add(new Failure(graded1.call().name(), split, label.id(), label.verdict(), answer));
                }
            }
        }
        List<Pair> all = pairs.values().stream().flatMap(List::stream).toList();
        Map<String, Agreement> byCriterion = new LinkedHashMap<>();
        pairs.forEach((id, list) -> byCriterion.put(id, Agreement.of(list)));
        return new Result(
                grader.judge().name(),
                split,
                calls.size(),
                Agreement.of(all),
                Agreement.of(
                        all.stream().filter(p -> p.label() != Verdict.UNSURE).toList()),
                byCriterion,
                differences(calls).mapToInt(Integer::intValue).average().orElse(Double.NaN),
                (int) differences(calls).filter(d -> d == 0).count(),
                all.isEmpty() ? Double.NaN : (double) same / all.size(),
                failures);
    }

    private static Stream<Integer> differences(List<Graded> calls) {
        return calls.stream().map(g -> Math.abs(g.labelScore() - g.first().score()));
    }

    private static Map<String, CriterionResult> byId(Scorecard card) {
        return card.criteria().stream().collect(Collectors.toMap(CriterionResult::id, Function.identity()));
    }
}
