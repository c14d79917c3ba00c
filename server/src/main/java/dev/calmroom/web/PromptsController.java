package dev.calmroom.web;

import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.nio.file.Path;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the author's files are in use as they stand. */
@RestController
@RequestMapping("/api/prompts")
final class PromptsController {
    private final PromptsInUse prompts;

    PromptsController(PromptsInUse prompts) {
        this.prompts = prompts;
    }

    /** @param problems why some are not: of those the last good version is in use */
    record State(List<Trouble> problems) {}

    /**
     * @param file below the prompts folder
     * @param line from 1; 0 where the whole file is meant
     */
    record Trouble(String file, int line, String message) {
        static Trouble of(Problem problem, Path prompts) {
            Path file = problem.file();
            return new Trouble(
                    (file.startsWith(prompts) ? prompts.relativize(file) : file.getFileName())
                            .toString()
                            .replace('\\', '/'),
                    problem.line(),
                    problem.message());
        }
    }

    @GetMapping
    State state() {
        return new State(prompts.look().stream()
                .map(problem -> Trouble.of(problem, prompts.edited()))
                .toList());
    }
}
