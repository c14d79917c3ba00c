package dev.calmroom.bench;

import dev.calmroom.bench.EchoBench.Row;
import dev.calmroom.call.EchoTrial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What open loudspeakers did. */
public record EchoReport(Machine machine, List<Row> rows) {

    public String text() {
        StringBuilder out = new StringBuilder(machine.inWords()).append("\n\n");
        out.append(
                "| the echo | replies | paused for itself | stopped itself | heard as the leader's | spoken into "
                        + "| paused for the leader | stopped for the leader | paused after p50 / p95 |\n|---|--:|--:|--:|--:|--:|--:|--:|---|\n");
        rows.forEach(row -> out.append(line(row.name(), row.alone(), row.both())));
        out.append(line(
                "**all**",
                rows.stream().flatMap(row -> row.alone().stream()).toList(),
                rows.stream().flatMap(row -> row.both().stream()).toList()));
        return out.toString();
    }

    private static String line(String name, List<Outcome> alone, List<Outcome> both) {
        Figures held = Figures.of(both.stream()
                .flatMap(it -> Stream.ofNullable(it.held()))
                .filter(it -> !it.isNegative())
                .map(Duration::toMillis)
                .map(Long::doubleValue)
                .toList());
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %d | %s | %s | %.0f / %.0f ms |%n",
                name,
                alone.size(),
                share(alone, it -> it.held() != null),
                share(alone, it -> it.stopped() != null),
                share(alone, it -> !it.heard().isEmpty()),
                both.size(),
                share(both, it -> isSince(it.held())),
                share(both, it -> isSince(it.stopped())),
                held.p50(),
                held.p95());
    }

    /** What happened before the leader spoke was not for the leader. */
    private static boolean isSince(@Nullable Duration after) {
        return after != null && !after.isNegative();
    }

    private static String share(List<Outcome> all, Function<Outcome, Boolean> wanted) {
        long count = all.stream().filter(wanted::apply).count();
        return String.format(Locale.ROOT, "%d (%.1f %%)", count, 100.0 * count / Math.max(1, all.size()));
    }
}
