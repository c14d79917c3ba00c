package dev.calmroom.authoring;

import dev.calmroom.judging.RubricFolder;
import dev.calmroom.scenario.ExamPaper;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.PromptNames;
import dev.calmroom.scenario.PromptsReview;
import dev.calmroom.scenario.ReadBefore;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.ExperimentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every file of a prompts folder, read as the program reads it.
 *
 * @param good the scenarios that can be played, in the order in which they are offered
 * @param problems what is wrong, each with its file and line
 */
public record PromptsCheck(List<Scenario> good, List<Problem> problems) {
    public PromptsCheck {
        good = List.copyOf(good);
        problems = List.copyOf(problems);
    }

    /** @param prompts the folder that holds {@code scenarios} and {@code frameworks} */
    public static PromptsCheck of(Path prompts) {
        return of(prompts, new ReadBefore());
    }

    /** @param before what was read of the folder by earlier checks */
    static PromptsCheck of(Path prompts, ReadBefore before) {
        return before.during(() -> everyFile(prompts));
    }

    private static PromptsCheck everyFile(Path prompts) {
        ScenarioFiles files = new ScenarioFiles(prompts);
        List<Scenario> good = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        attempt(() -> problems.addAll(new PromptsReview(prompts).problems()), problems);
        rubrics(prompts, problems);
        List<String> ids = new ArrayList<>();
        attempt(() -> ids.addAll(files.ids()), problems);
        for (String id : ids) {
            attempt(
                    () -> {
                        Scenario scenario = files.load(id);
                        ExamPaper.of(prompts, scenario);
                        good.add(scenario);
                    },
                    problems);
        }
        experiments(prompts, problems);
        return new PromptsCheck(good, problems.stream().distinct().toList());
    }

    private static void experiments(Path prompts, List<Problem> problems) {
        Path folder = prompts.resolve("experiments");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(PromptNames::isYaml)
                    .sorted()
                    .forEach(file -> attempt(() -> ExperimentFile.read(file, prompts), problems));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the experiments of " + prompts, e);
        }
    }

    /** How frameworks are graded, where they are: not every one has to be. */
    private static void rubrics(Path prompts, List<Problem> problems) {
        for (String framework : new FrameworkFiles(prompts).ids()) {
            Path folder = prompts.resolve("frameworks").resolve(framework);
            // A framework whose examples are read is one that calls are graded by.
            boolean graded = Files.exists(folder.resolve("examples")) || Files.exists(folder.resolve("judge.yaml"));
            // What breaks the schema is told by now; read on, it would be told again in words for programmers.
            boolean broken =
                    problems.stream().anyMatch(problem -> problem.file().equals(folder.resolve("framework.yaml")));
            if (graded && !broken) {
                attempt(() -> problems.addAll(RubricFolder.slips(folder)), problems);
            }
        }
    }

    private static void attempt(Runnable read, List<Problem> problems) {
        try {
            read.run();
        } catch (InvalidPromptsException e) {
            problems.addAll(e.problems());
        }
    }
}
