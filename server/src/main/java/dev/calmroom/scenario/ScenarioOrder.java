package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * In which order scenarios are offered, from {@code prompts/calmroom.yaml}: those that it names, then the others by
 * name. Which one is played where none is named is the first, so that a new folder never takes that place by its name.
 */
record ScenarioOrder(List<String> scenarios) {
    ScenarioOrder {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * @param folders the scenarios that there are, by name
     * @return all of them, in the order of the file; as they came where there is no file
     * @throws InvalidPromptsException when the file cannot be used, or names a scenario that there is none of
     */
    static List<String> of(Path prompts, List<String> folders) {
        Path path = prompts.resolve("calmroom.yaml");
        if (!Files.exists(path)) {
            return folders;
        }
        PromptFile file = PromptFile.read(path, "calmroom");
        List<String> named = file.as(ScenarioOrder.class).scenarios();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            if (!folders.contains(named.get(i))) {
                problems.add(file.problem(
                        "/scenarios/" + i,
                        "there is no scenario '%s'; expected one of %s".formatted(named.get(i), folders)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        Set<String> ordered = new LinkedHashSet<>(named);
        ordered.addAll(folders);
        return List.copyOf(ordered);
    }
}
