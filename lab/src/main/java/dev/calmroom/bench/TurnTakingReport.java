package dev.calmroom.bench;

import dev.calmroom.bench.TurnTakingBench.CutIn;
import dev.calmroom.bench.TurnTakingBench.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The curve of turn-taking: how soon the persona answers against how often it cuts in, beside a plain timer's. */
public record TurnTakingReport(long seed, Speech speech, TurnTakingBench bench) {
    private static final int SLOWEST = 15;

    public String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        report.put("turns", bench.turns()).put("hesitating", speech.hesitating());
        put(report.putObject("asBuilt"), bench.asBuilt());
        points(report.putArray("sooner-and-later"), bench.scaled());
        points(report.putArray("timer"), bench.timers());
        report.putObject("wordErrorRate")
                .put("live", bench.words().live().rate())
                .put("whole", bench.words().whole().rate());
        speech.voices().forEach(report.putArray("voices")::add);
        Machine.here(seed).into(report);
        return report.toString();
    }

    private static void points(ArrayNode array, List<Point> points) {
        points.forEach(point -> put(array.addObject(), point));
    }

    private static void put(ObjectNode node, Point point) {
        node.put("name", point.name()).put("cutInRate", Math.round(point.cutIns() * 10_000) / 10_000.0);
        node.put("murmuredRate", Math.round(point.murmured() * 10_000) / 10_000.0);
        point.sound().into(node.putObject("soundAfterMs"));
        point.word().into(node.putObject("decidedAfterMs"));
    }

    public String text(boolean explain) {
        StringBuilder out = new StringBuilder(Machine.here(seed).inWords()).append('\n');
        out.append("%d turns, %d of them hesitating, voices: %s%n%n"
                .formatted(bench.turns(), speech.hesitating(), String.join(", ", speech.voices())));
        out.append("""
                | decided by | cut in | murmured in a pause | first sound p50 | p95 | first word p50 | p95 |
                |---|---|---|---|---|---|---|
                """);
        row(out, bench.asBuilt(), "**as built**");
        bench.scaled().forEach(point -> row(out, point, "its patience " + point.name()));
        bench.timers().forEach(point -> row(out, point, "a timer of " + point.name()));
        out.append(String.format(
                Locale.ROOT,
                "%nWord errors: %.1f %% as a call hears them, only where there is a voice; %.1f %% recognised at a stretch.%n",
                bench.words().live().rate() * 100,
                bench.words().whole().rate() * 100));
        if (explain) {
            out.append("\nCut in:\n");
            bench.cutIns().forEach(it -> explain(out, it));
            out.append("\nWaited longest:\n");
            bench.slowest(SLOWEST).forEach(it -> explain(out, it));
        }
        return out.toString();
    }

    private static void row(StringBuilder out, Point point, String name) {
        out.append(String.format(
                Locale.ROOT,
                "| %s | %.1f %% | %.1f %% | %.0f ms | %.0f ms | %.0f ms | %.0f ms |%n",
                name,
                point.cutIns() * 100,
                point.murmured() * 100,
                point.sound().p50(),
                point.sound().p95(),
                point.word().p50(),
                point.word().p95()));
    }

    private static void explain(StringBuilder out, CutIn it) {
        out.append("- %s (%s)%n    heard \"%s\", silent %s ms, patience %d ms: %s%n"
                .formatted(
                        it.said().words(),
                        it.said().talker(),
                        it.pause().hearing().text(),
                        it.pause().length() == null ? "…" : it.pause().length().toMillis(),
                        it.pause().decision().patience().toMillis(),
                        it.pause().decision().reasons().stream()
                                .map(reason -> reason.strategy() + " (" + reason.because() + ", "
                                        + reason.patience().toMillis() + ")")
                                .collect(Collectors.joining("; "))));
    }

    /** @throws IOException when the picture cannot be written */
    public void draw(Path picture) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(480)
                .xAxisTitle("decided after the true end of speech, median, ms")
                .yAxisTitle("turns cut in on, %")
                .build();
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setYAxisMin(0.0);
        curve(chart, "a plain timer", bench.timers());
        curve(chart, "Calmroom, sooner and later", bench.scaled());
        curve(chart, "as built", List.of(bench.asBuilt()));
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", picture.toFile());
    }

    private static void curve(XYChart chart, String name, List<Point> points) {
        chart.addSeries(
                name,
                points.stream().mapToDouble(point -> point.word().p50()).toArray(),
                points.stream().mapToDouble(point -> point.cutIns() * 100).toArray());
    }
}
