package dev.calmroom.lab;

import dev.calmroom.lab.Examination.Bin;
import dev.calmroom.lab.Examination.Mistake;
import dev.calmroom.lab.Examination.MoveFigures;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.Framework.MoveKind;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.HeatMapStyler;

/** The measured part of a page about the appraiser, between two marks, and the pictures beside it. */
final class AppraisalPage {
    private static final int WORST = 10;
    private static final Font LABELS = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

    private final Framework framework;
    private final Examination typed;
    private final Examination recognised;
    private final String speed;

    AppraisalPage(Framework framework, Examination typed, Examination recognised, String speed) {
        this.framework = framework;
        this.typed = typed;
        this.recognised = recognised;
        this.speed = speed;
    }

    /** @throws IOException when the page cannot be read or written, or has no marks */
    void write(Path page) throws IOException {
        Path pictures = Files.createDirectories(page.toAbsolutePath().resolveSibling("images"));
        save(confusion(), pictures.resolve("appraisal-confusion.png"));
        save(calibration(), pictures.resolve("appraisal-calibration.png"));
        new MarkedPage(page).write("figures", figures());
    }

    private static void save(IChart chart, Path picture) throws IOException {
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", picture.toFile());
    }

    private String figures() {
        StringBuilder out = new StringBuilder();
        out.append("\n| held-out lines | macro-F1 | exactly right | trap and good confused |\n|---|---|---|---|\n");
        row(out, "typed", typed);
        row(out, "as a recogniser writes them", recognised);
        out.append("\n").append(speed).append(".\n\n");
        out.append("| move | lines | precision | recall | F1 | F1 recognised |\n|---|---|---|---|---|---|\n");
        for (int i = 0; i < typed.moves().size(); i++) {
            MoveFigures m = typed.moves().get(i);
            out.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %.2f | %.2f | %.2f | %.2f |%n",
                    m.move(),
                    m.said(),
                    m.precision(),
                    m.recall(),
                    m.f1(),
                    recognised.moves().get(i).f1()));
        }
        out.append("\nWhat was said (rows) and what was heard instead (columns), typed:\n\n");
        out.append("![Confusion matrix](images/appraisal-confusion.png)\n\n");
        out.append("How often a move was right that was given with this confidence:\n\n");
        out.append("![Calibration](images/appraisal-calibration.png)\n\n");
        out.append("The mistakes made with the most confidence:\n\n");
        List<Mistake> worst = typed.mistakes().stream()
                .sorted(Comparator.comparingDouble(Mistake::confidence).reversed())
                .limit(WORST)
                .toList();
        for (Mistake m : worst) {
            out.append(String.format(
                    Locale.ROOT,
                    "- \u201c%s\u201d is %s, heard as %s (%.2f)%n",
                    m.text(),
                    String.join(" and ", m.said()),
                    String.join(" and ", m.heard()),
                    m.confidence()));
        }
        return out.append("\n").toString();
    }

    private static void row(StringBuilder out, String name, Examination e) {
        out.append(String.format(
                Locale.ROOT,
                "| %d %s | %.3f | %.1f %% | %.1f %% |%n",
                e.lines(),
                name,
                e.macroF1(),
                e.exact() * 100,
                e.crossed() * 100));
    }

    private HeatMapChart confusion() {
        List<String> moves = framework.moves().stream().map(MoveKind::id).toList();
        List<Number[]> cells = new ArrayList<>();
        for (int said = 0; said < moves.size(); said++) {
            Map<String, Integer> row = typed.confusion().getOrDefault(moves.get(said), Map.of());
            for (int heard = 0; heard < moves.size(); heard++) {
                // The first row stands on top, as one reads.
                // Nothing is easier to see past than an empty cell.
                int lines = row.getOrDefault(moves.get(heard), 0);
                if (lines > 0) {
                    cells.add(new Number[] {heard, moves.size() - 1 - said, lines});
                }
            }
        }
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(1280)
                .height(1040)
                .xAxisTitle("heard")
                .yAxisTitle("said")
                .build();
        HeatMapStyler styler = chart.getStyler();
        styler.setShowValue(true);
        styler.setRangeColors(new Color[] {new Color(0xFF, 0xF4, 0xE0), new Color(0xF2, 0x8E, 0x2B)});
        styler.setLegendVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setAxisTickLabelsFont(LABELS);
        styler.setValueFont(LABELS);
        // Every move has its label: left to itself the chart leaves out each other one.
        styler.setXAxisMaxLabelCount(moves.size());
        styler.setXAxisTickMarkSpacingHint(1);
        styler.setYAxisTickMarkSpacingHint(1);
        styler.setXAxisLabelRotation(60);
        chart.addSeries("lines", moves, moves.reversed(), cells);
        return chart;
    }

    private XYChart calibration() {
        XYChart chart = new XYChartBuilder()
                .width(560)
                .height(420)
                .xAxisTitle("confidence")
                .yAxisTitle("share that was right")
                .build();
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(1.0);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(1.0);
        chart.addSeries("as it should be", new double[] {0, 1}, new double[] {0, 1});
        curve(chart, "typed", typed.bins());
        curve(chart, "recognised", recognised.bins());
        return chart;
    }

    private static void curve(XYChart chart, String name, List<Bin> bins) {
        chart.addSeries(
                name,
                bins.stream().mapToDouble(Bin::meanConfidence).toArray(),
                bins.stream().mapToDouble(b -> b.right() / (double) b.given()).toArray());
    }
}
