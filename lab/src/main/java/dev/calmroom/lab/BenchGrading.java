package dev.calmroom.lab;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.GraderModels;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.lab.JudgeBench.Failure;
import dev.calmroom.lab.JudgeBench.Graded;
import dev.calmroom.lab.JudgeBench.Result;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds the judges against the labelled calls and writes the trust page. */
@Command(
        name = "grading",
        description = "Agreement of each judge with the labelled calls, and the page that tells of it.",
        mixinStandardHelpOptions = true)
final class BenchGrading implements Callable<Integer> {
    /** Folders of further calls; a folder's name stands on the page for all that lie in it. */
    private static final List<String> MORE = List.of("setting", "unseen", "strangers", "pressure");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--framework",
            description = "Framework whose calls are used; without it that of the first scenario.")
    private @Nullable String asked;

    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with frameworks and transcripts (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    @Option(
            names = "--calls",
            description = "Folder with labelled calls; those of the framework in the prompts when left out.")
    private @Nullable Path folder;

    @Option(
            names = "--benchmarks",
            defaultValue = "benchmarks/leadership-calls",
            description = "Folder with further calls and second labels (${DEFAULT-VALUE}).")
    private Path benchmarks = Path.of("benchmarks/leadership-calls");

    @Option(names = "--once", description = "Let the built-in judge hear each call a single time, without votes.")
    private boolean once;

    @Option(names = "--retold", description = "Tell each call otherwise too, and say how far its score moves.")
    private boolean retold;

    @Option(names = "--failures", description = "Print every verdict that is not the label's.")
    private boolean failures;

    @Option(names = "--out", defaultValue = "docs/trust.md", description = "The page (${DEFAULT-VALUE}).")
    private Path page = Path.of("docs/trust.md");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String framework = asked != null ? asked : new ScenarioFiles(prompts).firstFramework();
        Graders graders = new Graders(
                prompts,
                id -> BuiltInEngines.appraiser(prompts, id),
                GraderModels.of(GraderModels.model(System.getenv()::get)));
        List<LabelledCall> calls = calls(framework);
        List<Result> results =
                new ArrayList<>(bench(once ? graders.builtInOnce(framework) : graders.builtIn(framework), calls));
        Grader configured = graders.grader(framework);
        if (!configured.judge().name().equals(results.getFirst().judge())) {
            results.addAll(bench(configured, calls));
        }
        for (Result r : results) {
            out.println(line(r));
            if (failures) {
                r.failures().forEach(f -> out.println("  " + line(f)));
            }
        }
        if (folder == null) {
            Files.writeString(
                    page,
                    new TrustPage(
                                    results,
                                    SecondLabels.of(benchmarks, framework)
                                            .map(second -> second.people(calls))
                                            .orElse(List.of()))
                            .markdown());
            out.println("Written: " + page);
        }
        out.flush();
        return 0;
    }

    private List<LabelledCall> calls(String framework) throws IOException {
        if (folder != null) {
            return LabelledCall.readAll(folder);
        }
        List<LabelledCall> calls = new ArrayList<>(
                LabelledCall.readAll(prompts.resolve("transcripts").resolve(framework)));
        for (String more : MORE) {
            if (Files.isDirectory(benchmarks.resolve(more))) {
                LabelledCall.readAll(benchmarks.resolve(more)).stream()
                        .filter(call -> call.framework().equals(framework))
                        .map(call -> call.inSplit(more))
                        .forEach(calls::add);
            }
        }
        return calls;
    }

    private static String line(Result r) {
        return String.format(
                Locale.ROOT,
                "%-12s %-9s %2d calls  kappa %.3f  (decided %.3f)  F1 %.3f  score off by %.1f  within 12: %d  exact: %d"
                        + "  falsely accused: %d  unsure: %d  quotes %.3f of %d  range %.1f  stable %.3f",
                r.judge(),
                r.split(),
                r.calls(),
                r.people().all().kappa(),
                r.people().decided().kappa(),
                r.people().all().f1(),
                r.scores().meanOff(),
                r.scores().near(),
                r.scores().exact(),
                r.scores().accused(),
                r.people().unsure(),
                r.proof().share(),
                r.proof().given(),
                r.scores().meanRange(),
                r.people().stability());
    }

    private static String line(Failure f) {
        return "%s %s: label %s, judge %s: %s %s"
                .formatted(
                        f.call(),
                        f.criterion(),
                        f.label(),
                        f.judged().verdict(),
                        f.judged().reason(),
                        f.judged().evidence());
    }

    private List<Result> bench(Grader grader, List<LabelledCall> calls) {
        JudgeBench bench = new JudgeBench(grader);
        List<Graded> graded;
        try (ProgressBar bar = new ProgressBar(grader.judge().name(), calls.size())) {
            graded = bench.grade(calls, retold ? List.of(Telling.values()) : List.of(), call -> bar.step());
        }
        return calls.stream()
                .map(LabelledCall::split)
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .map(split -> bench.result(split, graded))
                .toList();
    }
}
