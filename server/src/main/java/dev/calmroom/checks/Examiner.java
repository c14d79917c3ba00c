package dev.calmroom.checks;

import dev.calmroom.checks.CheckResult.Miss;
import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.scenario.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.statistics.descriptive.Quantile;

/** Holds checks against calls. */
public final class Examiner {
    private final CallExaminer single;

    /** @param units words that make a number before them a figure */
    public Examiner(Plot plot, Set<String> units, StatementJudge judge) {
        this.single = new CallExaminer(new Figures(plot, units), judge);
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
            groups.forEach((group, its) -> results.add(result(check, group.get(0), group.get(1), its)));
        }
        return results;
    }

    private CheckResult result(Check check, String variant, String player, List<ExaminedCall> calls) {
        try {
            return switch (check.statement()) {
                case Statement.OfAll all -> ofAll(check, all, variant, player, calls);
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

    private static CheckResult ofAll(
            Check check, Statement.OfAll statement, String variant, String player, List<ExaminedCall> calls) {
        double figure;
        Bounds bounds;
        String what;
        switch (statement) {
            case Statement.Spread spread -> {
                double[] values = calls.stream()
                        .mapToDouble(call -> CallExaminer.value(spread.dimension(), spread.when(), call))
                        .sorted()
                        .toArray();
                figure = values[values.length - 1] - values[0];
                bounds = spread.bounds();
                what = "the spread is " + Bounds.number(figure);
            }
            case Statement.Latency latency -> {
                double[] millis = calls.stream()
                        .flatMap(call -> call.wordings().stream())
                        .mapToDouble(w -> w.took().toMillis())
                        .toArray();
                if (millis.length == 0) {
                    throw new IllegalStateException("nobody spoke");
                }
                figure = Quantile.withDefaults().evaluate(millis, latency.percentile() / 100.0);
                bounds = latency.millis();
                what = String.format(
                        Locale.ROOT, "p%d is %.0f ms over %d turns", latency.percentile(), figure, millis.length);
            }
        }
        return new CheckResult(
                check, variant, player, bounds.hold(figure) ? Outcome.PASSED : Outcome.FAILED, what, List.of());
    }
}
