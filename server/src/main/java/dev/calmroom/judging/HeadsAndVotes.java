package dev.calmroom.judging;

import dev.calmroom.judging.CallByHeads.Spot;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.judging.Votes.Heads;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The built-in judge of a framework that ships heads: beside the hearings by phrases, one that reads every stretch of a
 * turn behind what the persona had said. Where it hears a criterion clearly, in words that no rule speaks against, the
 * criterion is met, and where it clearly does not, few hearings do not make it so. It accuses nobody: it can only speak
 * against an accusation.
 */
final class HeadsAndVotes implements Judge {
    private static final String EITHER_WAY = "It can be heard that way, and otherwise.";

    private final Rubric rubric;
    private final Heads bars;
    private final Judge votes;
    private final BuiltInJudge rules;
    private final HeadReader heads;

    /** @param rules decides about times, parts, order and what is taken back in what the heads hear */
    HeadsAndVotes(Rubric rubric, Heads bars, Judge votes, BuiltInJudge rules, HeadReader heads) {
        this.rubric = rubric;
        this.bars = bars;
        this.votes = votes;
        this.rules = rules;
        this.heads = heads;
    }

    @Override
    public String name() {
        return votes.name();
    }

    @Override
    public int steps() {
        return votes.steps();
    }

    @Override
    public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
        List<CriterionResult> voted = votes.judge(call, seed, listener);
        CallByHeads read = heads.read(call);
        Map<String, List<Evidence>> heard = new HashMap<>();
        for (Criterion criterion : rubric.observable()) {
            if (criterion.kind() == Kind.OBSERVED) {
                heard.put(
                        criterion.id(),
                        read.spots(criterion.id()).stream()
                                .filter(spot -> spot.logit() >= bars.maybe())
                                .map(Spot::evidence)
                                .toList());
            }
        }
        Map<String, CriterionResult> ruled = rules.judge(call, heard, JudgeListener.NOBODY).stream()
                .collect(Collectors.toMap(CriterionResult::id, Function.identity()));
        return voted.stream()
                .map(result -> read.hears(result.id())
                        ? weighed(result, Objects.requireNonNull(ruled.get(result.id())), read.spots(result.id()))
                        : result)
                .toList();
    }

    private CriterionResult weighed(CriterionResult voted, CriterionResult ruled, List<Spot> spots) {
        double logit = spots.stream().mapToDouble(Spot::logit).max().orElseThrow();
        List<Verdict> all = new ArrayList<>(voted.votes());
        all.add(logit >= bars.clear() ? Verdict.YES : logit <= bars.deaf() ? Verdict.NO : Verdict.UNSURE);
        CriterionResult answer = rubric.criterion(voted.id()).kind() == Kind.TRAP
                ? trap(voted, logit, spots)
                : deed(voted, ruled, logit);
        return new CriterionResult(answer.id(), answer.verdict(), answer.reason(), answer.evidence(), all);
    }

    private CriterionResult deed(CriterionResult voted, CriterionResult ruled, double logit) {
        boolean stands = ruled.verdict() == Verdict.YES;
        if (voted.verdict() == Verdict.YES) {
            Double believed = bars.believed();
            if (believed != null && logit < believed) {
                return Answers.no(voted.id(), Answers.notHeard(rubric.criterion(voted.id())));
            }
            return share(voted) >= bars.outvoted() || logit >= 0 ? voted : doubted(voted, logit);
        }
        if (stands && logit >= bars.clear()) {
            return ruled;
        }
        if (voted.verdict() == Verdict.UNSURE) {
            return doubted(voted, logit);
        }
        return stands
                ? new CriterionResult(voted.id(), Verdict.UNSURE, EITHER_WAY, ruled.evidence(), List.of())
                : voted;
    }

    /** What only some hear is not met where the heads hear nothing of it, and else unsure. */
    private CriterionResult doubted(CriterionResult voted, double logit) {
        return logit <= bars.deaf()
                ? Answers.no(voted.id(), Answers.notHeard(rubric.criterion(voted.id())))
                : new CriterionResult(voted.id(), Verdict.UNSURE, EITHER_WAY, voted.evidence(), List.of());
    }

    /** Each turn that is accused has to be heard so by the heads as well. */
    private CriterionResult trap(CriterionResult voted, double logit, List<Spot> spots) {
        return switch (voted.verdict()) {
            case YES -> {
                List<Evidence> left = in(spots, bars.accuses(), voted.evidence());
                yield left.isEmpty()
                        ? new CriterionResult(voted.id(), Verdict.UNSURE, EITHER_WAY, voted.evidence(), List.of())
                        : Answers.yes(voted.id(), Answers.happened(left), left);
            }
            case UNSURE -> logit <= bars.deaf() ? Answers.no(voted.id(), Answers.NOT_HEARD) : voted;
            case NO -> voted;
        };
    }

    /** The proof that lies in turns which the heads hear at least so clearly, or have not read. */
    private static List<Evidence> in(List<Spot> spots, double least, List<Evidence> proof) {
        Set<Integer> otherwise = spots.stream()
                .filter(spot -> spot.logit() < least)
                .map(spot -> spot.evidence().turn())
                .collect(Collectors.toSet());
        return proof.stream().filter(e -> !otherwise.contains(e.turn())).toList();
    }

    private static double share(CriterionResult voted) {
        return voted.votes().isEmpty()
                ? 1
                : (double) Collections.frequency(voted.votes(), Verdict.YES)
                        / voted.votes().size();
    }
}
