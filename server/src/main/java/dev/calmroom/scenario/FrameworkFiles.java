package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The folder {@code prompts/frameworks}: reads frameworks and the examples that teach their moves, and checks both. */
public final class FrameworkFiles {
    private final Path frameworks;

    /** @param prompts the folder that holds {@code frameworks} */
    public FrameworkFiles(Path prompts) {
        this.frameworks = prompts.resolve("frameworks");
    }

    /** Ids of all frameworks, by name of their folders, in alphabetical order. */
    public List<String> ids() {
        if (!Files.isDirectory(frameworks)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(frameworks)) {
            return folders.filter(f -> Files.isRegularFile(f.resolve("framework.yaml")))
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + frameworks, e);
        }
    }

    /** @throws InvalidPromptsException with every problem found, each with its file and line */
    public Framework load(String id) {
        Path folder = frameworks.resolve(id);
        if (!id.matches("[a-z0-9][a-z0-9-]*") || !Files.isDirectory(folder)) {
            throw new InvalidPromptsException(
                    List.of(new Problem(folder, 0, "there is no such framework; there are " + ids())));
        }
        PromptFile file = PromptFile.read(folder.resolve("framework.yaml"), "framework");
        List<Problem> problems = new FrameworkCheck(file).problems();
        if (!file.tree().path("id").asString("").equals(id)) {
            problems.addFirst(file.problem("/id", "expected the name of its folder, '%s'".formatted(id)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return file.as(Framework.class);
    }

    /**
     * The example lines of a framework, in the order of their files' names.
     *
     * @throws InvalidPromptsException with every problem found, each with its file and line
     */
    public List<Example> examples(Framework framework) {
        return examplesIn(frameworks.resolve(framework.id()).resolve("examples"), framework);
    }

    /** @throws InvalidPromptsException with every problem found, each with its file and line */
    public List<Example> examples(String id) {
        return examples(load(id));
    }

    /** The example lines of a folder, held against a framework: for lines that test what was learned. */
    public static List<Example> examplesIn(Path folder, Framework framework) {
        Set<String> known = new HashSet<>();
        framework.moves().forEach(m -> known.add(m.id()));
        framework.criteria().forEach(c -> known.add(c.id()));
        List<Example> examples = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path path : yamlIn(folder)) {
            try {
                PromptFile file = PromptFile.read(path, "examples");
                read(file, known, examples, problems);
            } catch (InvalidPromptsException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return List.copyOf(examples);
    }

    private static void read(PromptFile file, Set<String> known, List<Example> examples, List<Problem> problems) {
        String voice = file.tree().path("voice").asString();
        for (Map.Entry<String, JsonNode> entry : file.tree().path("examples").properties()) {
            Set<String> labels =
                    new LinkedHashSet<>(Arrays.asList(entry.getKey().split(", ")));
            for (String label : labels) {
                if (!known.contains(label)) {
                    problems.add(file.problem(
                            "/examples/" + entry.getKey(),
                            "'%s' is no move and no criterion; there are %s".formatted(label, new TreeSet<>(known))));
                }
            }
            for (JsonNode line : entry.getValue().values()) {
                JsonNode say = line.isObject() ? line.path("say") : line;
                examples.add(new Example(say.asString(), line.path("after").asString(""), labels, voice));
            }
        }
    }

    private static List<Path> yamlIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(PromptNames::isYaml).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
