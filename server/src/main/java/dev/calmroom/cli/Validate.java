package dev.calmroom.cli;

import dev.calmroom.authoring.DeepCheck;
import dev.calmroom.authoring.PromptsCheck;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.tuning.Troupe;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a folder of prompts. */
@Command(
        name = "validate",
        description = "Check every file in a prompts folder: line, what is wrong, and what was expected.",
        mixinStandardHelpOptions = true)
final class Validate implements Callable<Integer> {
    /** How often each simulated leader calls. */
    private static final int SEEDS = 5;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Folder to check, in place of --prompts.")
    private @Nullable Path folder;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Option(
            names = "--deep",
            description = {
                "Also look for what is never reached: gates that cannot open, replies that are never played, endings that",
                "no simulated leader comes to, acts without a line in some mood, criteria that the judge cannot find, and",
                "facts whose figures differ. Takes a minute the first time."
            })
    private boolean deep;

    private Path folder() {
        return folder == null ? prompts.path() : folder;
    }

    @Override
    public Integer call() {
        if (folder != null && spec.commandLine().getParseResult().hasMatchedOption("--prompts")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "which folder is checked: %s, or %s of --prompts?".formatted(folder, prompts.path()));
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        PromptsCheck check = PromptsCheck.of(folder());
        check.problems().forEach(err::println);
        if (check.good().isEmpty() && check.problems().isEmpty()) {
            err.printf("%s: expected scenarios/<id>/scenario.yaml or sheet.yaml, found none%n", folder());
            return Files.isDirectory(folder()) ? 1 : 2;
        }
        for (Scenario scenario : check.good()) {
            Path framework =
                    folder().resolve("frameworks").resolve(scenario.plot().framework());
            if (check.problems().stream().anyMatch(problem -> problem.file().startsWith(framework))) {
                out.printf(
                        "%s: nothing wrong in it, but its framework %s is not good%n",
                        scenario.id(), scenario.plot().framework());
                continue;
            }
            out.printf(
                    "%s: good (%d facts, %d acts, %d lines, %s)%n",
                    scenario.id(),
                    scenario.plot().facts().size(),
                    scenario.plot().acts().size(),
                    scenario.lines().lines().size(),
                    scenario.sha256().substring(0, 12));
        }
        out.flush();
        return check.problems().isEmpty() && (!deep || isReached(check.good(), err)) ? 0 : 1;
    }

    private boolean isReached(List<Scenario> scenarios, PrintWriter err) {
        Troupe troupe = new Troupe(ModelCache.standard(System.getenv()).place());
        DeepCheck check = new DeepCheck(folder(), troupe, SEEDS, step -> {
            err.println(step);
            err.flush();
        });
        List<Problem> problems = new ArrayList<>();
        scenarios.stream()
                .map(scenario -> scenario.plot().framework())
                .distinct()
                .forEach(framework -> problems.addAll(check.problems(framework)));
        scenarios.forEach(scenario -> problems.addAll(check.problems(scenario)));
        problems.forEach(err::println);
        if (problems.isEmpty()) {
            boolean tried = scenarios.stream()
                    .noneMatch(it -> LeaderScript.readAll(folder(), it.id()).isEmpty());
            spec.commandLine()
                    .getOut()
                    .println(
                            tried
                                    ? "Everything in them can be reached."
                                    : "What was tried can be reached; two leaders in leaders/ would try the rest.");
        }
        return problems.isEmpty();
    }
}
