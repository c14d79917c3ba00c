package dev.calmroom.checks;

import dev.calmroom.checks.CheckResult.Miss;
import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds checks against calls. */
public final class Examiner {
    private final CallExaminer single;
    private final GroupExaminer group;

    /**
     * @param scenario by whose facts and lines it is told what is true, and what the persona's words are
     * @param units words that make a number before them a figure
     */
    public Examiner(Scenario scenario, Set<String> units, StatementJudge judge) {
        this.single = new CallExaminer(new Figures(scenario.plot(), units), judge);
        this.group = new GroupExaminer(new Refrains(scenario, units));
    }

    /** Every check, once for each variant and player that it is about, in the order of the checks. */
    public List<CheckResult> examine(List<Check> checks, List<ExaminedCall> calls) {
        List<CheckResult> results = new ArrayList<>();
        for (Check check : checks) {
            Map<List<String>, List<ExaminedCall>> groups = new LinkedHashMap<>();
            for (ExaminedCall call : calls) {
                if (check.scope().covers(call.place())) {
                    groups.computeIfAbsent(
                                    List.of(call.place().variant(), call.place().player()), k -> new ArrayList<>())
                            .add(call);
                }
            }
            if (groups.isEmpty()) {
                results.add(new CheckResult(
                        check, "", "", Outcome.UNKNOWN, "there is no call that it is about", List.of()));
            }
            groups.forEach((of, its) -> results.add(result(check, of.get(0), of.get(1), its)));
        }
        return results;
    }

    private CheckResult result(Check check, String variant, String player, List<ExaminedCall> calls) {
        try {
            return switch (check.statement()) {
                case Statement.OfAll all -> {
                    GroupExaminer.Found found = group.found(all, calls);
                    yield new CheckResult(
                            check,
                            variant,
                            player,
                            found.holds() ? Outcome.PASSED : Outcome.FAILED,
                            found.finding(),
                            found.misses());
                }
                case Statement.OfCall each -> ofEach(check, each, variant, player, calls);
            };
        } catch (IllegalStateException e) {
            return new CheckResult(check, variant, player, Outcome.UNKNOWN, String.valueOf(e.getMessage()), List.of());
        }
    }

    private CheckResult ofEach(
            Check check, Statement.OfCall statement, String variant, String player, List<ExaminedCall> calls) {
        List<Miss> misses = new ArrayList<>();
        for (ExaminedCall call : calls) {
            single.miss(statement, call).ifPresent(misses::add);
        }
        int held = calls.size() - misses.size();
        double share = (double) held / calls.size();
        boolean passed = check.share().map(b -> b.hold(share)).orElse(misses.isEmpty());
        String finding = "holds in %d of %d calls%s"
                .formatted(
                        held,
                        calls.size(),
                        check.share().isPresent() ? String.format(Locale.ROOT, " (%.0f %%)", share * 100) : "");
        return new CheckResult(check, variant, player, passed ? Outcome.PASSED : Outcome.FAILED, finding, misses);
    }
}
