package dev.calmroom.lab;

import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.judging.Grader;
import dev.calmroom.judging.GraderModels;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.lab.JudgeBench.Graded;
import dev.calmroom.lab.JudgeBench.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
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
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--framework",
            defaultValue = "steady-hand",
            description = "Framework whose calls are used (${DEFAULT-VALUE}).")
    private String framework = "steady-hand";

    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with frameworks and transcripts (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    @Option(names = "--out", defaultValue = "docs/trust.md", description = "The page (${DEFAULT-VALUE}).")
    private Path page = Path.of("docs/trust.md");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Graders graders =
                new Graders(prompts, id -> LearnedAppraiser.load(prompts, id), GraderModels.from(System.getenv()::get));
        List<LabelledCall> calls =
                LabelledCall.readAll(prompts.resolve("transcripts").resolve(framework));
        List<Result> results = new ArrayList<>(bench(graders.builtIn(framework), calls));
        Grader configured = graders.grader(framework);
        if (!configured.judge().name().equals(results.getFirst().judge())) {
            results.addAll(bench(configured, calls));
        }
        for (Result r : results) {
            out.printf(
                    Locale.ROOT,
                    "%-12s %-9s %2d calls  kappa %.3f  (decided %.3f)  F1 %.3f  score off by %.1f  stable %.3f%n",
                    r.judge(),
                    r.split(),
                    r.calls(),
                    r.all().kappa(),
                    r.decided().kappa(),
                    r.all().f1(),
                    r.meanScoreDifference(),
                    r.stability());
        }
        Files.writeString(page, new TrustPage(results).markdown());
        out.println("Written: " + page);
        out.flush();
        return 0;
    }

    private static List<Result> bench(Grader grader, List<LabelledCall> calls) {
        JudgeBench bench = new JudgeBench(grader);
        List<Graded> graded;
        try (ProgressBar bar = new ProgressBar(grader.judge().name(), calls.size())) {
            graded = bench.grade(calls, call -> bar.step());
        }
        return calls.stream()
                .map(LabelledCall::split)
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .map(split -> bench.result(split, graded))
                .toList();
    }
}
