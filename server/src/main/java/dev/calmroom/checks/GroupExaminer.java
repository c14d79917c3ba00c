package dev.calmroom.checks;

import dev.calmroom.checks.CheckResult.Miss;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Quantile;

/** Holds one statement against all calls of a variant and a player together. */
final class GroupExaminer {
    private final Refrains refrains;

    GroupExaminer(Refrains refrains) {
        this.refrains = refrains;
    }

    /**
     * @param finding in a few words, with the figure
     * @param misses where it can be seen; empty where it holds, or where it is in no one call
     */
    record Found(boolean holds, String finding, List<Miss> misses) {}

    /** @throws IllegalStateException where there is nothing to tell it by */
    Found found(Statement.OfAll statement, List<ExaminedCall> calls) {
        return switch (statement) {
            case Statement.Spread spread -> spread(spread, calls);
            case Statement.Latency latency -> latency(latency, calls);
            case Statement.Refrain refrain -> refrain(refrain, calls);
            case Statement.AsWorded worded -> asWorded(worded, calls);
        };
    }

    private static Found spread(Statement.Spread spread, List<ExaminedCall> calls) {
        double[] values = calls.stream()
                .mapToDouble(call -> CallExaminer.value(spread.dimension(), spread.when(), call))
                .sorted()
                .toArray();
        double figure = values[values.length - 1] - values[0];
        return new Found(spread.bounds().hold(figure), "the spread is " + Bounds.number(figure), List.of());
    }

    private static Found latency(Statement.Latency latency, List<ExaminedCall> calls) {
        double[] millis = calls.stream()
                .flatMap(call -> call.wordings().stream())
                .mapToDouble(w -> w.took().toMillis())
                .toArray();
        if (millis.length == 0) {
            throw new IllegalStateException("nobody spoke");
        }
        double figure = Quantile.withDefaults().evaluate(millis, latency.percentile() / 100.0);
        String finding =
                String.format(Locale.ROOT, "p%d is %.0f ms over %d turns", latency.percentile(), figure, millis.length);
        return new Found(latency.millis().hold(figure), finding, List.of());
    }

    private Found refrain(Statement.Refrain wanted, List<ExaminedCall> calls) {
        Optional<Refrains.Refrain> most = refrains.most(wanted, calls);
        if (most.isEmpty()) {
            return new Found(true, "nothing comes back", List.of());
        }
        Refrains.Refrain refrain = most.get();
        boolean holds = new Bounds(Double.NEGATIVE_INFINITY, wanted.most()).hold(refrain.share());
        String finding = String.format(
                Locale.ROOT,
                "«%s» in %d of %d %s of %s's, %.0f %%",
                refrain.words(),
                refrain.times(),
                refrain.of(),
                wanted.of().name().toLowerCase(Locale.ROOT),
                refrain.speaker(),
                refrain.share() * 100);
        return new Found(holds, finding, holds ? List.of() : refrain.places());
    }

    /** A turn has a note where something of it was not spoken; who plays as the understudy never has one. */
    private static Found asWorded(Statement.AsWorded wanted, List<ExaminedCall> calls) {
        int turns = 0;
        List<Miss> noted = new ArrayList<>();
        for (ExaminedCall call : calls) {
            for (PersonaSpoke turn : call.personaTurns()) {
                turns++;
                if (!turn.note().isEmpty()) {
                    noted.add(new Miss(call.place(), turn.turn(), turn.note()));
                }
            }
        }
        if (turns == 0) {
            throw new IllegalStateException("nobody spoke");
        }
        boolean holds = wanted.bounds().hold((double) (turns - noted.size()) / turns);
        String finding = "in %d of %d turns%s".formatted(turns - noted.size(), turns, mostOften(noted));
        return new Found(holds, finding, holds ? List.of() : noted);
    }

    private static String mostOften(List<Miss> noted) {
        return noted.stream().collect(Collectors.groupingBy(Miss::because, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(most -> "; %d times %s".formatted(most.getValue(), most.getKey()))
                .orElse("");
    }
}
