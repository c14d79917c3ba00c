package dev.calmroom.lab;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.bench.ResidentMemory;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.EmbeddingEar;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.comprehension.TurnReading.OffRole;
import dev.calmroom.encoder.ClauseEncoder;
import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How well, how fast and with how much memory the appraiser hears lines whose moves are known. */
@Command(
        name = "appraisal",
        description = "Measures the appraiser on lines whose moves are known, and writes docs/appraisal.md anew.",
        mixinStandardHelpOptions = true)
final class BenchAppraisal implements Callable<Integer> {
    private static final int WARM_UP = 200;

    @Option(names = "--framework", description = "The framework; without it that of the first scenario.")
    private @Nullable String framework;

    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios, frameworks and lines (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    @Option(
            names = "--lines",
            defaultValue = "training/appraisal/held-out",
            description = "Folder of lines with their moves, in the form of the examples (${DEFAULT-VALUE}).")
    private Path lines = Path.of("training/appraisal/held-out");

    @Option(names = "--write", description = "Page whose figures and pictures are written anew, docs/appraisal.md.")
    private Path page = Path.of("");

    @Option(
            names = "--heeded-in",
            description =
                    "A scenario whose persona hears the lines first: what is not said to the persona, or may not be, is no move.")
    private String scenario = "";

    @Option(names = "--mistakes", description = "List every line that was not heard exactly.")
    private boolean mistakes;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        FrameworkFiles files = new FrameworkFiles(prompts);
        Framework loaded = files.load(framework != null ? framework : new ScenarioFiles(prompts).firstFramework());
        List<Example> examples = FrameworkFiles.examplesIn(lines, loaded);
        if (examples.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there are no lines in " + lines);
        }
        long begun = System.nanoTime();
        LearnedAppraiser appraiser = LearnedAppraiser.learn(loaded, files.examples(loaded));
        double load = (System.nanoTime() - begun) / 1e6;
        Appraiser examined = scenario.isEmpty() ? appraiser : heeded(appraiser, files.examples(loaded));
        Examination typed = Examination.typed(examined, loaded, examples);
        Examination recognised = Examination.recognised(examined, loaded, examples);
        Speed speed = Speed.of(appraiser, examples, load);
        say(out, "typed", typed);
        say(out, "recognised", recognised);
        out.println(speed.inWords());
        if (mistakes) {
            typed.mistakes().forEach(m -> out.printf("%s -> %s | %s%n", m.said(), m.heard(), m.text()));
        }
        if (!page.toString().isEmpty()) {
            new AppraisalPage(loaded, typed, recognised, speed.inWords()).write(page);
            out.println("written: " + page);
        }
        out.flush();
        return 0;
    }

    /** What reaches the persona of what the appraiser hears. */
    private Appraiser heeded(Appraiser appraiser, List<Example> leaders) {
        Ear ear = new EmbeddingEar(
                new AllMiniLmL6V2QuantizedEmbeddingModel(),
                ClauseEncoder.load(),
                HearingCues.read(prompts),
                new ScenarioFiles(prompts).load(scenario),
                leaders);
        return (turn, before) -> {
            TurnReading hearing = ear.hear(turn.text());
            return hearing.doubtful() || hearing.offRole() != OffRole.NONE
                    ? new Appraisal(List.of(), List.of())
                    : appraiser.appraise(turn, before);
        };
    }

    private static void say(PrintWriter out, String shape, Examination e) {
        out.printf(
                Locale.ROOT,
                "%-10s %d lines: macro-F1 %.3f, exact %.3f, trap and good confused %.3f%n",
                shape,
                e.lines(),
                e.macroF1(),
                e.exact(),
                e.crossed());
    }

    /**
     * @param load milliseconds until the first turn could be heard
     * @param median milliseconds a turn
     * @param p95 milliseconds a turn
     * @param resident megabytes of the whole process, 0 where the system does not tell
     */
    record Speed(double load, double median, double p95, long resident) {
        static Speed of(LearnedAppraiser appraiser, List<Example> examples, double load) throws IOException {
            double[] took = new double[Math.max(1000, examples.size())];
            for (int i = -WARM_UP; i < took.length; i++) {
                Turn turn = Turn.of(
                        1,
                        Speaker.LEADER,
                        examples.get(Math.floorMod(i, examples.size())).text());
                long begun = System.nanoTime();
                appraiser.appraise(turn, List.of());
                if (i >= 0) {
                    took[i] = (System.nanoTime() - begun) / 1e6;
                }
            }
            Arrays.sort(took);
            return new Speed(
                    load,
                    took[took.length / 2],
                    took[(int) (took.length * 0.95)],
                    Math.round(ResidentMemory.ofThisProcess()));
        }

        String inWords() {
            return String.format(
                    Locale.ROOT,
                    "%.1f ms a turn (median), %.1f ms at p95, one thread; %.0f ms to load; %d MB resident",
                    median,
                    p95,
                    load,
                    resident);
        }
    }
}
