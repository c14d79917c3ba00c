package dev.calmroom.cli;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.GraderModels;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.scenario.Fingerprint;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.GradedCalls;
import dev.calmroom.tuning.Troupe;
import java.io.PrintWriter;
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

/** Grades the labelled calls again where the grader has changed. */
@Command(
        name = "grades",
        description = {
            "Grade the labelled calls again if the grader's prompt, rules or model have changed, and show the shift.",
            "Where nothing has changed nothing is graded."
        },
        footer = {"", "Exit code 0: nothing has shifted, or nothing was kept yet; 100: a grade has."},
        mixinStandardHelpOptions = true)
final class TuneGrades implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--framework", description = "Which framework; without it the first scenario's.")
    private @Nullable String framework;

    @Option(names = "--calls", paramLabel = "DIR", description = "Labelled calls; prompts/transcripts/<framework>.")
    private @Nullable Path folder;

    @Option(names = "--built-in", description = "The built-in judge, whatever model is configured.")
    private boolean builtIn;

    @Option(names = "--kept", paramLabel = "FILE", description = "The grades (data/tuning/grades-<framework>.json).")
    private @Nullable Path kept;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String by = framework != null ? framework : new ScenarioFiles(prompts.path()).firstFramework();
        Path place =
                folder != null ? folder : prompts.path().resolve("transcripts").resolve(by);
        List<LabelledCall> calls = LabelledCall.readAll(place);
        if (calls.isEmpty()) {
            throw new IllegalArgumentException(place + ": there are no labelled calls");
        }
        Troupe troupe = new Troupe(ModelCache.standard(System.getenv()).place());
        Graders graders = new Graders(
                prompts.path(),
                id -> troupe.appraiser(prompts.path(), id),
                GraderModels.unhurried(System.getenv()::get));
        Grader grader = builtIn ? graders.builtIn(by) : graders.grader(by);
        Path file = kept != null ? kept : Path.of("data", "tuning", "grades-%s.json".formatted(by));
        String version = GradedCalls.version(grader, fingerprint(by), calls);
        Optional<GradedCalls> before = GradedCalls.read(file);
        if (before.isPresent() && before.get().version().equals(version)) {
            out.printf(
                    "%s: the grader is as it was, nothing is graded again; as labelled: %.1f %%%n",
                    file, before.get().asLabelled());
            out.flush();
            return 0;
        }
        GradedCalls now;
        try (PlayedBar bar = new PlayedBar()) {
            bar.step(0, calls.size());
            now = GradedCalls.of(grader, version, calls, done -> bar.step(done, calls.size()));
        }
        now.write(file);
        out.print(before.map(now::shiftFrom)
                .orElseGet(() -> "%d calls graded by %s and kept in %s%n".formatted(calls.size(), now.judge(), file)));
        out.flush();
        boolean shifted = before.isPresent() && now.hasShiftedFrom(before.get());
        return shifted ? TuneRun.CHECKS_FAILED : 0;
    }

    /** Of all files that say how is graded. */
    private String fingerprint(String id) {
        return Fingerprint.of(
                prompts.path().resolve("frameworks").resolve(id), prompts.path().resolve("grader-sheet.md"));
    }
}
