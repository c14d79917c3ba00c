package dev.calmroom.report;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.judging.Alternatives;
import dev.calmroom.judging.Answers;
import dev.calmroom.judging.Order;
import dev.calmroom.judging.Quotes;
import dev.calmroom.judging.Rubric;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.judging.Scoring;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.report.Report.OneChange;
import dev.calmroom.report.Report.Standing;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one change that would have mattered most: every criterion that was missed, and every trap, is tried the
 * other way in the turn where it belongs, the call is played again with it, and what moves score and state the most is
 * it. An advice that the leader has followed already, somewhere in the call, is none. Score counts in hundredths, state as the mean over the dimensions towards their better ends.
 */
final class OneChangeSearch {
    /** Of candidates that are played again: a replay takes a while, and the rest move the score less. */
    private static final int MOST_PLAYED = 6;

    private final Rubric rubric;
    private final Alternatives alternatives;
    private final Set<String> highIsGood;
    private final SaidAlready said;
    private final Set<String> heard;

    /** @param highIsGood ids of the feelings whose upper end is the better one */
    OneChangeSearch(Rubric rubric, Alternatives alternatives, Set<String> highIsGood, SaidAlready said) {
        this(rubric, alternatives, highIsGood, said, Set.of());
    }

    private OneChangeSearch(
            Rubric rubric, Alternatives alternatives, Set<String> highIsGood, SaidAlready said, Set<String> heard) {
        this.rubric = rubric;
        this.alternatives = alternatives;
        this.highIsGood = highIsGood;
        this.said = said;
        this.heard = heard;
    }

    /** The same, which advises none of these criteria: they were heard in the call, whatever the verdict. */
    OneChangeSearch except(Set<String> criteria) {
        return new OneChangeSearch(rubric, alternatives, highIsGood, said, criteria);
    }

    private record Candidate(
            Criterion criterion,
            Turn turn,
            String instead,
            String say,
            List<Turn> call,
            int balance,
            double moved,
            Counterfactual.@Nullable Outcome outcome) {}

    /** @param encore plays a call again; null where the scenario cannot be played any more */
    Optional<OneChange> find(
            List<Turn> call, List<CriterionResult> results, int score, @Nullable Counterfactual encore) {
        Counterfactual.Outcome as = encore == null ? null : encore.play(call);
        int balance = new Scoring(rubric).balance(results);
        List<CriterionResult> anew = orders(observed(results), call);
        List<Candidate> candidates = new ArrayList<>();
        for (CriterionResult result : results) {
            Criterion criterion = rubric.criterion(result.id());
            if (criterion.kind() == Kind.ORDER || isMet(criterion, result) || heard.contains(criterion.id())) {
                continue;
            }
            candidate(criterion, result, call, results, anew).ifPresent(candidates::add);
        }
        SaidAlready.Memory memory = said.in(call);
        return candidates.stream()
                .filter(c -> c.balance() > balance)
                .sorted(Comparator.comparingInt(Candidate::balance).reversed())
                .filter(c -> !memory.has(
                        c.say(), c.instead().isEmpty() ? 0 : c.turn().number()))
                .limit(MOST_PLAYED)
                .map(c -> played(c, as, encore))
                .max(Comparator.comparingDouble(c -> (c.balance() - balance) / 100.0 + c.moved()))
                .map(c -> told(c, score, as));
    }

    private static boolean isMet(Criterion criterion, CriterionResult result) {
        return (criterion.kind() == Kind.TRAP) != (result.verdict() == Verdict.YES);
    }

    private Optional<Candidate> candidate(
            Criterion criterion,
            CriterionResult result,
            List<Turn> call,
            List<CriterionResult> results,
            List<CriterionResult> anew) {
        boolean trap = criterion.kind() == Kind.TRAP;
        Map<String, List<Evidence>> proof = new HashMap<>();
        results.forEach(r -> proof.put(r.id(), r.evidence()));
        Optional<Turn> where = trap && !result.evidence().isEmpty()
                ? call.stream()
                        .filter(t -> t.number() == result.evidence().getFirst().turn())
                        .findFirst()
                : alternatives.fitting(criterion.id(), call, proof);
        String instead = trap && !result.evidence().isEmpty()
                ? result.evidence().getFirst().quote()
                : "";
        return where.flatMap(turn -> alternatives
                .nearest(criterion.id(), trap ? instead : turn.text())
                .map(say -> {
                    List<Turn> changed = changed(call, turn, instead, say);
                    return new Candidate(
                            criterion,
                            turn,
                            instead,
                            say,
                            changed,
                            balance(turned(criterion, turn, instead, say, results), changed, results, anew),
                            0,
                            null);
                }));
    }

    private static List<Turn> changed(List<Turn> call, Turn turn, String instead, String say) {
        String text = instead.isEmpty() ? say + " " + turn.text() : turn.text().replace(instead, say);
        return call.stream()
                .map(t -> t.number() == turn.number() ? Turn.of(t.number(), Speaker.LEADER, text) : t)
                .toList();
    }

    /** The same verdicts with this one the other way round. */
    private List<CriterionResult> turned(
            Criterion criterion, Turn turn, String instead, String say, List<CriterionResult> results) {
        return observed(results).stream()
                .map(result -> {
                    if (!result.id().equals(criterion.id())) {
                        return result;
                    }
                    if (criterion.kind() != Kind.TRAP) {
                        return Answers.yes(result.id(), "", List.of(new Evidence(turn.number(), say)));
                    }
                    List<Evidence> left = result.evidence().stream()
                            .filter(e -> e.turn() != turn.number() || !e.quote().equals(instead))
                            .toList();
                    return new CriterionResult(
                            result.id(), left.isEmpty() ? Verdict.NO : Verdict.YES, "", left, List.of());
                })
                .toList();
    }

    private List<CriterionResult> observed(List<CriterionResult> results) {
        return results.stream()
                .filter(result -> rubric.criterion(result.id()).kind() != Kind.ORDER)
                .toList();
    }

    private List<CriterionResult> orders(List<CriterionResult> observed, List<Turn> call) {
        return new Order(rubric, new Quotes(call))
                .complete(observed).stream()
                        .filter(result -> rubric.criterion(result.id()).kind() == Kind.ORDER)
                        .toList();
    }

    /**
     * What the verdicts give with one the other way round. An order is looked at in what is shown of the proof, where it
     * can come out otherwise than it was scored: only what the change itself does to it counts.
     *
     * @param results as the call was scored
     * @param anew its orders, looked at in the same way as those of the changed call
     */
    private int balance(
            List<CriterionResult> turned,
            List<Turn> changed,
            List<CriterionResult> results,
            List<CriterionResult> anew) {
        Map<String, CriterionResult> scored = byId(results);
        Map<String, CriterionResult> before = byId(anew);
        List<CriterionResult> all = new ArrayList<>(turned);
        for (CriterionResult order : orders(turned, changed)) {
            CriterionResult was = before.get(order.id());
            boolean same = was != null && was.verdict() == order.verdict();
            all.add(same ? scored.getOrDefault(order.id(), order) : order);
        }
        return new Scoring(rubric).balance(all);
    }

    private static Map<String, CriterionResult> byId(List<CriterionResult> results) {
        return results.stream().collect(Collectors.toMap(CriterionResult::id, Function.identity()));
    }

    private Candidate played(Candidate c, Counterfactual.@Nullable Outcome as, @Nullable Counterfactual encore) {
        if (encore == null || as == null) {
            return c;
        }
        Counterfactual.Outcome outcome = encore.play(c.call());
        return new Candidate(
                c.criterion(),
                c.turn(),
                c.instead(),
                c.say(),
                c.call(),
                c.balance(),
                better(as.state(), outcome.state()),
                outcome);
    }

    private double better(EmotionalState before, EmotionalState after) {
        return before.dimensions().entrySet().stream()
                .mapToDouble(e -> {
                    double change = after.dimensions().getOrDefault(e.getKey(), e.getValue()) - e.getValue();
                    return highIsGood.contains(e.getKey()) ? change : -change;
                })
                .average()
                .orElse(0);
    }

    private OneChange told(Candidate c, int score, Counterfactual.@Nullable Outcome as) {
        String where = c.instead().isEmpty() ? "Said in turn %d" : "In turn %d, in place of what you said,";
        int after = Math.max(0, c.balance());
        String state = as == null || c.outcome() == null
                ? ""
                : improved(as.state(), c.outcome().state(), highIsGood);
        return new OneChange(
                c.criterion().id(),
                c.turn().number(),
                "%s %s the line below would %s%s."
                        .formatted(
                                c.criterion().coaching(),
                                where.formatted(c.turn().number()),
                                after > score
                                        ? "have been worth %d more %s"
                                                .formatted(after - score, after - score == 1 ? "point" : "points")
                                        : "not have moved the score by itself",
                                state.isEmpty()
                                        ? ""
                                        : (after > score ? ", with " : ", but there would have been ")
                                                + state
                                                + " at the end"),
                c.instead(),
                c.say(),
                standing(score, as),
                standing(after, c.outcome()));
    }

    private static Standing standing(int score, Counterfactual.@Nullable Outcome as) {
        return as == null ? new Standing(score, null, null) : new Standing(score, as.state(), as.ending());
    }

    /** What would have become better, at most two of it: a loss is never told as what a change is good for. */
    static String improved(EmotionalState before, EmotionalState after, Set<String> highIsGood) {
        return before.dimensions().entrySet().stream()
                .map(e -> Map.entry(
                        e.getKey(),
                        (after.dimensions().getOrDefault(e.getKey(), e.getValue()) - e.getValue())
                                * (highIsGood.contains(e.getKey()) ? 1 : -1)))
                .filter(e -> e.getValue() >= 0.02)
                .sorted(Comparator.comparingDouble(e -> -e.getValue()))
                .limit(2)
                .map(e -> (highIsGood.contains(e.getKey()) ? "more " : "less ") + e.getKey())
                .collect(Collectors.joining(" and "));
    }
}
