package dev.calmroom.cli;

import dev.calmroom.judging.RubricFolder;
import dev.calmroom.scenario.ExamPaper;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.PromptsReview;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        ScenarioFiles files = new ScenarioFiles(prompts);
        List<String> ids;
        try {
            ids = files.ids();
        } catch (InvalidPromptsException e) {
            e.problems().forEach(err::println);
            return 1;
        }
        if (ids.isEmpty()) {
            err.printf("%s: expected scenarios/<id>/scenario.yaml, found none%n", prompts);
            return Files.isDirectory(prompts) ? 1 : 2;
        }
        List<InvalidPromptsException.Problem> beside = new PromptsReview(prompts).problems();
        beside.forEach(err::println);
        int broken = beside.size() + problemsInRubrics(err);
        for (String id : ids) {
            try {
                Scenario scenario = files.load(id);
                ExamPaper.of(prompts, scenario);
                out.printf(
                        "%s: good (%d facts, %d acts, %d lines, %s)%n",
                        id,
                        scenario.plot().facts().size(),
                        scenario.plot().acts().size(),
                        scenario.lines().lines().size(),
                        scenario.sha256().substring(0, 12));
            } catch (InvalidPromptsException e) {
                broken++;
                e.problems().forEach(err::println);
            }
        }
        return broken == 0 ? 0 : 1;
    }

    /** How frameworks are graded, where they are: not every one has to be. */
    private int problemsInRubrics(PrintWriter err) {
        int broken = 0;
        for (String framework : new FrameworkFiles(prompts).ids()) {
            Path folder = prompts.resolve("frameworks").resolve(framework);
            // A framework whose examples are read is one that calls are graded by.
            Path wanted = Files.exists(folder.resolve("examples"))
                    ? folder.resolve("framework.yaml")
                    : folder.resolve("judge.yaml");
            broken += problemsIn(wanted, () -> RubricFolder.read(folder), err);
        }
        return broken;
    }

    /** Files that a prompts folder may have or not. */
    private static int problemsIn(Path place, Runnable read, PrintWriter err) {
        if (!Files.exists(place)) {
            return 0;
        }
        try {
            read.run();
            return 0;
        } catch (InvalidPromptsException e) {
            e.problems().forEach(err::println);
            return 1;
        }
    }
}
