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

    /** Of something that nobody heard. */
    static final String NOT_HEARD = "Not heard in this call.";

    /** That something was not heard, and what would have counted: in the words for a careful reader, or the criterion's own. */
    static String notHeard(Rubric.Criterion criterion) {
        String counts = criterion.reading() == null ? criterion.text() : criterion.reading();
        return criterion.kind() == Rubric.Kind.TRAP
                ? NOT_HEARD
                : NOT_HEARD + " What counts: " + counts.replaceFirst("\\.\\s*$", "") + ".";
    }

    /** That something was said, and not all of it. */
    static String onlyPart(List<Evidence> said) {
        return "Only part of it was said: “%s” in turn %d."
                .formatted(said.getFirst().quote(), said.getFirst().turn());
    }

    /** Where a good deed was done, as a reason. */
    static String said(List<Evidence> evidence) {
        return "Said in " + turns(evidence) + ".";
    }

    /** Where a trap happened, as a reason. */
    static String happened(List<Evidence> evidence) {
        return "It happened in " + turns(evidence) + ".";
    }

    /** «turn 3», «turns 3, 7». */
    static String turns(List<Evidence> evidence) {
        List<String> turns = evidence.stream()
                .map(Evidence::turn)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .toList();
        return (turns.size() == 1 ? "turn " : "turns ") + String.join(", ", turns);
    }

    static CriterionResult no(String criterion, String reason) {
        return new CriterionResult(criterion, Verdict.NO, reason, List.of(), List.of());
    }

    static CriterionResult unsure(String criterion, String reason) {
        return new CriterionResult(criterion, Verdict.UNSURE, reason, List.of(), List.of());
    }
}
