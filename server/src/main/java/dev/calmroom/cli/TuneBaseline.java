package dev.calmroom.cli;

import dev.calmroom.recognition.ModelCache;
import dev.calmroom.tuning.Baseline;
import dev.calmroom.tuning.Experiment;
import dev.calmroom.tuning.ExperimentFile;
import dev.calmroom.tuning.Tuning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes down how the persona is now, for the gate to hold it to. */
@Command(
        name = "baseline",
        description =
                "Play the gate's experiment and write its baseline anew, after showing what differs from the old one.",
        mixinStandardHelpOptions = true)
final class TuneBaseline implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--check", description = "Write nothing; exit code 100 where something differs.")
    private boolean check;

    @Option(names = "--experiment", description = "Another experiment than experiments/gate.yaml of the prompts.")
    private @Nullable Path experiment;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = experiment == null ? prompts.path().resolve("experiments").resolve("gate.yaml") : experiment;
        Experiment read = ExperimentFile.read(file, prompts.path());
        Path baseline = file.resolveSibling(read.name() + ".baseline.json");
        PrintWriter out = spec.commandLine().getOut();
        Tuning.Findings findings = play(read, prompts.path());
        List<String> differences = Files.exists(baseline)
                ? Baseline.differences(Files.readString(baseline), findings)
                : List.of("there was no baseline");
        differences.forEach(out::println);
        if (!check) {
            Files.writeString(baseline, Baseline.of(findings));
            out.printf("%s is written%n", baseline);
        }
        out.flush();
        if (findings.isIncomplete()) {
            return 1;
        }
        return check && !differences.isEmpty() ? TuneRun.CHECKS_FAILED : 0;
    }

    private static Tuning.Findings play(Experiment experiment, Path prompts) throws InterruptedException {
        Path cache = ModelCache.standard(System.getenv()).place();
        Path out = cache.resolve("tuning").resolve("gate");
        try (Tuning tuning = new Tuning(experiment, prompts, cache, out, ConfiguredModels.here(), Optional.empty());
                PlayedBar bar = new PlayedBar()) {
            return tuning.play(Runtime.getRuntime().availableProcessors(), bar::step);
        }
    }
}
