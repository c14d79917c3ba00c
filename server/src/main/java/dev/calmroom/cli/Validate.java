package dev.calmroom.cli;

import dev.calmroom.authoring.PromptsCheck;
import dev.calmroom.scenario.Scenario;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a folder of prompts. */
@Command(
        name = "validate",
        description = "Check every file in a prompts folder: line, what is wrong, and what was expected.",
        mixinStandardHelpOptions = true)
final class Validate implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios and frameworks (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        PromptsCheck check = PromptsCheck.of(prompts);
        check.problems().forEach(err::println);
        if (check.good().isEmpty() && check.problems().isEmpty()) {
            err.printf("%s: expected scenarios/<id>/scenario.yaml or sheet.yaml, found none%n", prompts);
            return Files.isDirectory(prompts) ? 1 : 2;
        }
        for (Scenario scenario : check.good()) {
            out.printf(
                    "%s: good (%d facts, %d acts, %d lines, %s)%n",
                    scenario.id(),
                    scenario.plot().facts().size(),
                    scenario.plot().acts().size(),
                    scenario.lines().lines().size(),
                    scenario.sha256().substring(0, 12));
        }
        return check.problems().isEmpty() ? 0 : 1;
    }
}
