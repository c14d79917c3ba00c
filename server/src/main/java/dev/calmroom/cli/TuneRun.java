package dev.calmroom.cli;

import dev.calmroom.checks.Check;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.tuning.Experiment;
import dev.calmroom.tuning.ExperimentFile;
import dev.calmroom.tuning.ExperimentRun;
import dev.calmroom.tuning.FindingsText;
import dev.calmroom.tuning.ModelSource;
import dev.calmroom.tuning.Tuning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays an experiment and holds its checks against it. */
@Command(
        name = "run",
        description =
                "Play an experiment: versions of the prompts, players, leaders and seeds, and the checks on them.",
        footer = {
            "",
            "What was played is kept in the folder of --out and not played again while nothing that it depends on has",
            "changed; an interrupted run goes on where it stood. Exit code 0: every check holds; 100: one does not;",
            "1: something could not be played or told."
        },
        mixinStandardHelpOptions = true)
final class TuneRun implements Callable<Integer> {
    static final int CHECKS_FAILED = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment; see docs/tuning.md.")
    private Path file = Path.of("");

    @Option(names = "--repeat", paramLabel = "N", description = "How often each call with a model is played.")
    private @Nullable Integer repeat;

    @Mixin
    private Jobs jobs = new Jobs();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where calls and findings go (data/tuning/<experiment>).")
    private @Nullable Path out;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Experiment read = ExperimentFile.read(file, prompts.path());
        Experiment experiment = repeat == null ? read : read.repeated(atLeastOne("--repeat", repeat));
        Path folder = out == null ? Path.of("data", "tuning", experiment.name()) : out;
        return play(experiment, prompts.path(), folder, jobs.atOnce(), spec);
    }

    /** Plays, writes the findings down and tells them. */
    static int play(Experiment experiment, Path prompts, Path out, int atOnce, CommandSpec spec)
            throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter text = spec.commandLine().getOut();
        Path cache = ModelCache.standard(System.getenv()).place();
        ModelSource models = ConfiguredModels.here();
        Optional<LanguageModel> judge = judge(experiment, System::getenv, models);
        try (Tuning tuning = new Tuning(experiment, prompts, cache, out, models, judge)) {
            err.println(tuning.ahead());
            err.flush();
            Tuning.Findings findings;
            try (PlayedBar bar = new PlayedBar()) {
                findings = tuning.play(atOnce, (ExperimentRun.Progress) bar::step);
            }
            text.print(FindingsText.of(findings));
            text.flush();
            err.println(findings.played().sum());
            findings.write(out).forEach(err::println);
            err.flush();
            if (findings.isIncomplete()) {
                return 1;
            }
            return findings.hasFailed() ? CHECKS_FAILED : 0;
        }
    }

    /**
     * Asked for only where a check wants it: nobody else's model has to be there.
     *
     * @param environment gives the value of a variable, or null
     */
    static Optional<LanguageModel> judge(
            Experiment experiment, Function<String, @Nullable String> environment, ModelSource models) {
        if (experiment.checks().stream().noneMatch(Check::isJudged)) {
            return Optional.empty();
        }
        boolean named =
                environment.apply("CALMROOM_LLM_MODEL") != null || environment.apply("CALMROOM_LLM_BASE_URL") != null;
        return named ? models.model() : Optional.empty();
    }

    static int atLeastOne(String option, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("%s: expected at least 1, found %d".formatted(option, number));
        }
        return number;
    }
}
