package dev.calmroom.bench;

import dev.calmroom.bench.MemoryBench.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much memory the service takes, for one call, for each further one, over many and over a long one.
 *
 * @param atOnce ready, one call, {@code most} calls
 * @param most calls at once
 */
public record MemoryReport(Machine machine, List<Reading> atOnce, int most, List<Reading> many, List<Reading> lasting) {

    /**
     * @param most calls at once, at least 2
     * @param calls one after the other, 0 for none
     * @param length of one call, zero for none
     */
    public static MemoryReport measure(
            Path prompts, Speech speech, int most, int calls, Duration length, long seed, Consumer<Integer> progress)
            throws IOException, InterruptedException {
        Machine machine = Machine.here(seed);
        MemoryBench bench = new MemoryBench(prompts, speech.utterances(), seed);
        try {
            List<Reading> atOnce = bench.atOnce(most);
            List<Reading> many = calls == 0 ? List.of() : bench.oneAfterTheOther(calls, progress);
            List<Reading> lasting = length.isZero() ? List.of() : bench.oneLong(length, progress);
            return new MemoryReport(machine, atOnce, most, many, lasting);
        } catch (ExecutionException e) {
            throw new IOException("a caller could not go on: " + e.getCause(), e);
        }
    }

    private double perFurtherCall() {
        return (atOnce.getLast().megabytes() - atOnce.get(1).megabytes()) / (most - 1);
    }

    /** How much more there is at the end than after the first fifth, when everything has been touched once. */
    private static double growth(List<Reading> readings) {
        return readings.getLast().megabytes()
                - readings.get(Math.min(1, readings.size() - 1)).megabytes();
    }

    private List<Reading> all() {
        List<Reading> all = new ArrayList<>(atOnce);
        all.addAll(many);
        all.addAll(lasting);
        return all;
    }

    public String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        report.put("oneCallMb", Math.round(atOnce.get(1).megabytes()));
        report.put("perFurtherCallMb", Math.round(perFurtherCall() * 10) / 10.0);
        if (!many.isEmpty()) {
            report.put("growthOverCallsMb", Math.round(growth(many) * 10) / 10.0);
        }
        if (!lasting.isEmpty()) {
            report.put("growthOverLongCallMb", Math.round(growth(lasting) * 10) / 10.0);
        }
        ArrayNode readings = report.putArray("readings");
        all().forEach(it ->
                readings.addObject().put("moment", it.moment()).put("residentMb", Math.round(it.megabytes())));
        machine.into(report);
        return report.toString();
    }

    public String text() {
        StringBuilder out = new StringBuilder(machine.inWords()).append("\n\n| moment | resident |\n|---|---|\n");
        all().forEach(it -> out.append(String.format(Locale.ROOT, "| %s | %.0f MB |%n", it.moment(), it.megabytes())));
        out.append(String.format(Locale.ROOT, "%n%.1f MB for each further call%n", perFurtherCall()));
        if (!many.isEmpty()) {
            out.append(String.format(Locale.ROOT, "%+.1f MB over the last four fifths of the calls%n", growth(many)));
        }
        if (!lasting.isEmpty()) {
            out.append(String.format(Locale.ROOT, "%+.1f MB over the rest of the long call%n", growth(lasting)));
        }
        return out.toString();
    }
}
