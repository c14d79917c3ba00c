package dev.calmroom.tuning;

import dev.calmroom.checks.CheckResult;
import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.tuning.Tuning.Findings;
import java.util.ArrayList;
import java.util.List;

/**
 * How two versions of the prompts stand before the same checks in the same calls.
 *
 * @param findings of both; the first variant is the version before
 */
public record Proof(Findings findings) {

    /** One check before and after. */
    public record Pair(CheckResult before, CheckResult after) {
        /** Whether it held and still does: nothing that anybody would have to read. */
        boolean holdsAsBefore() {
            return before.outcome() == Outcome.PASSED && after.outcome() == Outcome.PASSED;
        }

        /** Whether it held and does so no longer. */
        boolean isBroken() {
            return before.outcome() == Outcome.PASSED && after.outcome() == Outcome.FAILED;
        }
    }

    /** Checks that say something of both, in their order. */
    public List<Pair> pairs() {
        List<CheckResult> before = of(findings.played().variants().getFirst().name());
        List<CheckResult> after = of(findings.played().variants().getLast().name());
        List<Pair> pairs = new ArrayList<>();
        for (CheckResult first : before) {
            after.stream()
                    .filter(second -> second.check().equals(first.check())
                            && second.player().equals(first.player()))
                    .forEach(second -> pairs.add(new Pair(first, second)));
        }
        return pairs;
    }

    private List<CheckResult> of(String variant) {
        return findings.checks().stream()
                .filter(check -> check.variant().equals(variant))
                .toList();
    }

    /** Calls of which a check does not hold that should, summed over the checks: the less, the better. */
    int lossBefore() {
        return pairs().stream().mapToInt(pair -> loss(pair.before())).sum();
    }

    int lossAfter() {
        return pairs().stream().mapToInt(pair -> loss(pair.after())).sum();
    }

    private static int loss(CheckResult check) {
        // What is about all calls at once misses once.
        return check.outcome() == Outcome.FAILED ? Math.max(1, check.misses().size()) : 0;
    }

    boolean breaksSomething() {
        return pairs().stream().anyMatch(Pair::isBroken);
    }
}
