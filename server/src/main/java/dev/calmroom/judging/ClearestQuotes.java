package dev.calmroom.judging;

import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of all the words that a judge gave as proof, those that carry a criterion most, as the framework's head for it reads
 * them. A trap keeps a quote for each turn that it happened in, and what rests on more than words keeps them all.
 */
final class ClearestQuotes {
    private final Rubric rubric;
    private final HeadReader heads;

    ClearestQuotes(Rubric rubric, HeadReader heads) {
        this.rubric = rubric;
        this.heads = heads;
    }

    /** @param results with orders computed already: what came first may not be what is clearest */
    List<CriterionResult> of(List<Turn> call, List<CriterionResult> results) {
        CallByHeads read = heads.read(call);
        return results.stream().map(result -> clearest(result, read)).toList();
    }

    private CriterionResult clearest(CriterionResult result, CallByHeads read) {
        Criterion criterion = rubric.criterion(result.id());
        if (result.evidence().size() < 2 || !read.hears(criterion.id()) || !criterion.restsOnWords()) {
            return result;
        }
        Map<Integer, Evidence> kept = new LinkedHashMap<>();
        for (Evidence evidence : result.evidence()) {
            int place = criterion.kind() == Kind.TRAP ? evidence.turn() : 0;
            kept.merge(
                    place,
                    evidence,
                    (one, other) -> clarity(criterion, other, read) > clarity(criterion, one, read) ? other : one);
        }
        List<Evidence> evidence = new ArrayList<>(kept.values());
        evidence.sort(Comparator.comparingInt(Evidence::turn));
        String said = Answers.said(result.evidence());
        String reason = result.reason().equals(said) ? Answers.said(evidence) : result.reason();
        return new CriterionResult(result.id(), result.verdict(), reason, evidence, result.votes());
    }

    private static double clarity(Criterion criterion, Evidence evidence, CallByHeads read) {
        return read.logit(criterion.id(), evidence).orElse(Double.NEGATIVE_INFINITY);
    }
}
