package dev.calmroom.judging;

import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.text.PlacedWords;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A judge that hears each call in several ways, reworded without a change of meaning, and lets them vote (consistency
 * under paraphrase as a measure of sureness: Elazar et al., Measuring and Improving Consistency in Pretrained Language
 * Models, 2021). What only some of the ways hear is unsure, and never an accusation.
 */
final class SeveralHearings implements Judge {
    private final Rubric rubric;
    private final Votes bars;
    private final Judge judge;

    SeveralHearings(Rubric rubric, Votes bars, Judge judge) {
        this.rubric = rubric;
        this.bars = bars;
        this.judge = judge;
    }

    @Override
    public String name() {
        return judge.name();
    }

    @Override
    public int steps() {
        return judge.steps();
    }

    @Override
    public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
        List<Retelling> ways = Retelling.of(call);
        Map<String, List<CriterionResult>> answers = new LinkedHashMap<>();
        for (int way = 0; way < ways.size(); way++) {
            Retelling told = ways.get(way);
            for (CriterionResult result : judge.judge(told.turns(), seed, JudgeListener.NOBODY)) {
                answers.computeIfAbsent(result.id(), id -> new ArrayList<>()).add(told.original(result));
            }
            listener.onAnswers(steps() * (way + 1) / ways.size());
        }
        return rubric.observable().stream()
                .map(criterion -> count(criterion, Objects.requireNonNull(answers.get(criterion.id()))))
                .toList();
    }

    private CriterionResult count(Criterion criterion, List<CriterionResult> answers) {
        return criterion.kind() == Kind.TRAP ? trap(criterion, answers) : deed(criterion, answers);
    }

    private CriterionResult deed(Criterion criterion, List<CriterionResult> answers) {
        List<CriterionResult> met = saying(Verdict.YES, answers);
        double share = (double) met.size() / answers.size();
        List<Verdict> votes = votes(answers);
        if (share >= bars.met()) {
            return new CriterionResult(
                    criterion.id(), Verdict.YES, met.getFirst().reason(), shared(met), votes);
        }
        if (share >= bars.doubted()) {
            return new CriterionResult(
                    criterion.id(), Verdict.UNSURE, "It can be heard that way, and otherwise.", shared(met), votes);
        }
        CriterionResult no = saying(Verdict.NO, answers).getFirst();
        return new CriterionResult(criterion.id(), Verdict.NO, no.reason(), no.evidence(), votes);
    }

    private CriterionResult trap(Criterion criterion, List<CriterionResult> answers) {
        Map<Integer, Integer> accused = new HashMap<>();
        for (CriterionResult answer : saying(Verdict.YES, answers)) {
            Scoring.turns(answer).forEach(turn -> accused.merge(turn, 1, Integer::sum));
        }
        List<Verdict> votes = votes(answers);
        List<Evidence> sure = in(answers, turn -> share(accused, turn, answers) >= bars.trapped());
        if (!sure.isEmpty()) {
            return new CriterionResult(criterion.id(), Verdict.YES, Answers.happened(sure), sure, votes);
        }
        List<Evidence> maybe = in(answers, turn -> share(accused, turn, answers) >= bars.suspected());
        return maybe.isEmpty()
                ? new CriterionResult(criterion.id(), Verdict.NO, Answers.NOT_HEARD, List.of(), votes)
                : new CriterionResult(
                        criterion.id(), Verdict.UNSURE, "It can be heard that way, and otherwise.", maybe, votes);
    }

    private static double share(Map<Integer, Integer> accused, int turn, List<CriterionResult> answers) {
        return (double) accused.getOrDefault(turn, 0) / answers.size();
    }

    private static List<CriterionResult> saying(Verdict verdict, List<CriterionResult> answers) {
        return answers.stream().filter(a -> a.verdict() == verdict).toList();
    }

    private static List<Verdict> votes(List<CriterionResult> answers) {
        return answers.stream().map(CriterionResult::verdict).toList();
    }

    private static List<Evidence> in(List<CriterionResult> answers, Predicate<Integer> turn) {
        List<CriterionResult> within = saying(Verdict.YES, answers).stream()
                .map(a -> new CriterionResult(
                        a.id(),
                        a.verdict(),
                        a.reason(),
                        a.evidence().stream().filter(e -> turn.test(e.turn())).toList(),
                        List.of()))
                .toList();
        return shared(within);
    }

    /** Of the quotes of several answers those that at least half of the best-borne one's number point to. */
    private static List<Evidence> shared(List<CriterionResult> answers) {
        List<Evidence> all = answers.stream()
                .flatMap(answer -> answer.evidence().stream())
                .distinct()
                .toList();
        Map<Evidence, Long> bearing = new LinkedHashMap<>();
        all.forEach(e -> bearing.put(
                e,
                answers.stream()
                        .filter(answer -> answer.evidence().stream().anyMatch(other -> overlap(e, other)))
                        .count()));
        long most = bearing.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<Evidence> kept = new ArrayList<>();
        bearing.entrySet().stream()
                .filter(entry -> 2 * entry.getValue() >= most)
                .sorted(Comparator.comparingLong((Map.Entry<Evidence, Long> entry) -> -entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(e -> kept.stream().noneMatch(other -> overlap(e, other)))
                .forEach(kept::add);
        kept.sort(Comparator.comparingInt(Evidence::turn));
        return kept;
    }

    private static boolean overlap(Evidence one, Evidence other) {
        if (one.turn() != other.turn()) {
            return false;
        }
        return new PlacedWords(one.quote()).contains(other.quote())
                || new PlacedWords(other.quote()).contains(one.quote());
    }
}
