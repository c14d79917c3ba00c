package dev.calmroom.lab;

import dev.calmroom.judging.Agreement;
import dev.calmroom.judging.Agreement.Pair;
import dev.calmroom.judging.Grader;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.judging.Scoring;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.Verdict;
import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds a judge against labelled calls: how far it agrees with the labels, with itself, and where it fails. */
public final class JudgeBench {
    /** Points within which a score is near the label's. */
    private static final int NEAR = 12;
    /** Of the bootstrap. */
    private static final int DRAWS = 1000;
    /** Of sureness, from half of the hearings to all. */
    private static final int BINS = 5;

    private final Grader grader;
    private final Scoring scoring;

    public JudgeBench(Grader grader) {
        this.grader = grader;
        this.scoring = new Scoring(grader.rubric());
    }

    /**
     * One call: what the labels say, what the judge said with two seeds, and how it scored the call told otherwise.
     *
     * @param retold the scores of the call as it is and in every {@link Telling}; empty where that was not asked for
     */
    public record Graded(LabelledCall call, int labelScore, Scorecard first, Scorecard again, List<Integer> retold) {
        int off() {
            return Math.abs(labelScore - first.score());
        }

        int range() {
            return Collections.max(retold) - Collections.min(retold);
        }
    }

    /** A verdict that is not the label's. */
    public record Failure(String call, String split, String criterion, Verdict label, CriterionResult judged) {}

    /**
     * How near the scores come.
     *
     * @param meanOff mean distance of the scores, in points
     * @param near calls whose score lies within twelve points
     * @param exact calls whose score is the same to the point
     * @param accused calls in which a trap was found that the labels do not have
     * @param meanRange mean over the calls of the distance between the best and the worst score of the same call told
     *     otherwise; not a number where that was not asked for
     */
    public record Scores(double meanOff, long near, long exact, long accused, double meanRange) {}

    /**
     * Where judge and label both say yes: quotes that share words with one of the label's.
     *
     * @param given quotes of the judge in turns that the label quotes, or in none of them
     */
    public record Proof(int carrying, int given) {
        double share() {
            return given == 0 ? Double.NaN : (double) carrying / given;
        }
    }

    /**
     * How often answers of which a share of the hearings was sure were the label's.
     *
     * @param from least share of the hearings that agree with each other, to a tenth more
     */
    public record Sureness(double from, int right, int given) {}

    /**
     * How far the judge says what people say.
     *
     * @param all over all criteria
     * @param low lower end of the interval in which κ lies in 95 of 100 draws of as many calls (bootstrap over calls)
     * @param high its upper end
     * @param curve how right answers are by how sure, the least sure first
     * @param decided the same without the labels that are unsure: where people cannot tell either
     * @param unsure verdicts of the judge that are unsure
     * @param byCriterion in the framework's order
     * @param stability share of verdicts that a second run with another seed gave again
     */
    public record WithPeople(
            Agreement all,
            double low,
            double high,
            Agreement decided,
            long unsure,
            Map<String, Agreement> byCriterion,
            List<Sureness> curve,
            double stability) {}

    /** @param calls how many of the split were graded */
    public record Result(
            String judge,
            String split,
            int calls,
            WithPeople people,
            Scores scores,
            Proof proof,
            List<Failure> failures) {}

    /** @param done told of each call that is graded */
    public List<Graded> grade(List<LabelledCall> calls, Consumer<String> done) {
        return grade(calls, List.of(), done);
    }

    /**
     * @param tellings ways in which each call is told once more
     * @param done told of each call that is graded
     */
    public List<Graded> grade(List<LabelledCall> calls, List<Telling> tellings, Consumer<String> done) {
        List<Graded> graded = new ArrayList<>();
        for (LabelledCall call : calls) {
            Scorecard first = grader.grade(call.turns(), 1, "a benchmark", JudgeListener.NOBODY);
            Scorecard again = grader.grade(call.turns(), 2, "a benchmark", JudgeListener.NOBODY);
            List<Integer> retold = tellings.stream()
                    .map(way -> grader.grade(way.of(call.turns()), 1, "a benchmark", JudgeListener.NOBODY)
                            .score())
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!retold.isEmpty()) {
                retold.add(first.score());
            }
            graded.add(new Graded(call, scoring.score(call.labels()), first, again, retold));
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
        for (Graded one : calls) {
            Map<String, CriterionResult> judged = byId(one.first());
            Map<String, CriterionResult> again = byId(one.again());
            for (CriterionResult label : one.call().labels()) {
                CriterionResult answer = Objects.requireNonNull(judged.get(label.id()), label.id());
                CriterionResult second = Objects.requireNonNull(again.get(label.id()), label.id());
                pairs.computeIfAbsent(label.id(), id -> new ArrayList<>())
                        .add(new Pair(label.verdict(), answer.verdict()));
                same += second.verdict() == answer.verdict() ? 1 : 0;
                if (answer.verdict() != label.verdict()) {
                    failures.add(new Failure(one.call().name(), split, label.id(), label.verdict(), answer));
                }
            }
        }
        List<Pair> all = pairs.values().stream().flatMap(List::stream).toList();
        Map<String, Agreement> byCriterion = new LinkedHashMap<>();
        pairs.forEach((id, list) -> byCriterion.put(id, Agreement.of(list)));
        double[] interval = interval(calls);
        WithPeople people = new WithPeople(
                Agreement.of(all),
                interval[0],
                interval[1],
                Agreement.of(
                        all.stream().filter(p -> p.label() != Verdict.UNSURE).toList()),
                all.stream().filter(p -> p.judge() == Verdict.UNSURE).count(),
                byCriterion,
                curve(calls),
                all.isEmpty() ? Double.NaN : (double) same / all.size());
        return new Result(grader.judge().name(), split, calls.size(), people, scores(calls), proof(calls), failures);
    }

    /** Draws calls with repetition: verdicts of one call hang together, so whole calls are drawn. */
    private static double[] interval(List<Graded> calls) {
        if (calls.isEmpty()) {
            return new double[] {Double.NaN, Double.NaN};
        }
        List<List<Pair>> byCall = calls.stream().map(JudgeBench::pairs).toList();
        Random random = new Random(DRAWS);
        double[] kappas = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Pair> drawn = new ArrayList<>();
            for (int i = 0; i < byCall.size(); i++) {
                drawn.addAll(byCall.get(random.nextInt(byCall.size())));
            }
            kappas[draw] = Agreement.of(drawn).kappa();
        }
        Arrays.sort(kappas);
        return new double[] {kappas[DRAWS / 40], kappas[DRAWS - 1 - DRAWS / 40]};
    }

    private static List<Pair> pairs(Graded graded) {
        Map<String, CriterionResult> judged = byId(graded.first());
        return graded.call().labels().stream()
                .map(label -> new Pair(
                        label.verdict(),
                        Objects.requireNonNull(judged.get(label.id())).verdict()))
                .toList();
    }

    private static List<Sureness> curve(List<Graded> calls) {
        int[] right = new int[BINS];
        int[] given = new int[BINS];
        for (Graded graded : calls) {
            Map<String, CriterionResult> judged = byId(graded.first());
            for (CriterionResult label : graded.call().labels()) {
                CriterionResult answer = Objects.requireNonNull(judged.get(label.id()));
                List<Verdict> votes = answer.votes();
                if (!votes.isEmpty()) {
                    int yes = Collections.frequency(votes, Verdict.YES);
                    double share = (double) Math.max(yes, votes.size() - yes) / votes.size();
                    int bin = Math.min(BINS - 1, (int) ((share - 0.5) * 2 * BINS));
                    given[bin]++;
                    right[bin] += answer.verdict() == label.verdict() ? 1 : 0;
                }
            }
        }
        List<Sureness> curve = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            if (given[i] > 0) {
                curve.add(new Sureness(0.5 + i / (2.0 * BINS), right[i], given[i]));
            }
        }
        return curve;
    }

    private Scores scores(List<Graded> calls) {
        return new Scores(
                calls.stream().mapToInt(Graded::off).average().orElse(Double.NaN),
                calls.stream().filter(g -> g.off() <= NEAR).count(),
                calls.stream().filter(g -> g.off() == 0).count(),
                calls.stream().filter(this::accuses).count(),
                calls.stream()
                        .filter(g -> !g.retold().isEmpty())
                        .mapToInt(Graded::range)
                        .average()
                        .orElse(Double.NaN));
    }

    private boolean accuses(Graded graded) {
        Map<String, CriterionResult> judged = byId(graded.first());
        return graded.call().labels().stream()
                .filter(label -> grader.rubric().criterion(label.id()).kind() == Kind.TRAP)
                .filter(label -> label.verdict() == Verdict.NO)
                .anyMatch(
                        label -> Objects.requireNonNull(judged.get(label.id())).verdict() == Verdict.YES);
    }

    private Proof proof(List<Graded> calls) {
        int carrying = 0;
        int given = 0;
        for (Graded graded : calls) {
            Map<String, CriterionResult> judged = byId(graded.first());
            for (CriterionResult label : graded.call().labels()) {
                CriterionResult answer = Objects.requireNonNull(judged.get(label.id()));
                boolean both = label.verdict() == Verdict.YES && answer.verdict() == Verdict.YES;
                if (both && grader.rubric().criterion(label.id()).kind() != Kind.ORDER) {
                    given += answer.evidence().size();
                    carrying += (int) answer.evidence().stream()
                            .filter(quote -> label.evidence().stream().anyMatch(other -> shareWords(quote, other)))
                            .count();
                }
            }
        }
        return new Proof(carrying, given);
    }

    private static boolean shareWords(Evidence one, Evidence other) {
        String first = PlainWords.bare(one.quote());
        String second = PlainWords.bare(other.quote());
        return one.turn() == other.turn() && (first.contains(second) || second.contains(first));
    }

    private static Map<String, CriterionResult> byId(Scorecard card) {
        return card.criteria().stream().collect(Collectors.toMap(CriterionResult::id, Function.identity()));
    }
}
