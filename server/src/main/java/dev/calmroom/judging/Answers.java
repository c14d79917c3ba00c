package dev.calmroom.judging;

import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import java.util.List;

/** Short forms of an answer. */
public final class Answers {
    private Answers() {}

    public static CriterionResult yes(String criterion, String reason, List<Evidence> evidence) {
        return new CriterionResult(criterion, Verdict.YES, reason, evidence, List.of());
    }

    static CriterionResult no(String criterion, String reason) {
        return new CriterionResult(criterion, Verdict.NO, reason, List.of(), List.of());
    }

    static CriterionResult unsure(String criterion, String reason) {
        return new CriterionResult(criterion, Verdict.UNSURE, reason, List.of(), List.of());
    }
}
