package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong in a prompts folder beside its scenarios: frameworks, examples, templates, leaders, and what is not read. */
public final class PromptsReview {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");
    /** Places that the program fills in the templates of a turn. */
    private static final Set<String> PLACES = Set.of(
            "act",
            "mood",
            "feelings",
            "moved",
            "facts",
            "decided",
            "interval",
            "reading",
            "tone",
            "bridge",
            "min",
            "max",
            "events",
            "promised",
            "asked",
            "now");

    private final Path prompts;
    private final List<Problem> problems = new ArrayList<>();

    public PromptsReview(Path prompts) {
        this.prompts = prompts;
    }

    public List<Problem> problems() {
        if (Files.exists(prompts.resolve("speech.yaml"))) {
            attempt(() -> SpeechRules.read(prompts));
            template("turn.md");
            template("turn-free.md");
        }
        attempt(() -> CallSettings.read(prompts));
        FrameworkFiles frameworks = new FrameworkFiles(prompts);
        for (String id : frameworks.ids()) {
            attempt(() -> examples(frameworks.load(id), frameworks));
        }
        if (Files.isDirectory(prompts.resolve("leaders"))) {
            attempt(this::leaders);
        }
        passedOver();
        return problems;
    }

    private void attempt(Runnable read) {
        try {
            read.run();
        } catch (InvalidPromptsException e) {
            problems.addAll(e.problems());
        }
    }

    private void template(String name) {
        Path file = prompts.resolve(name);
        try {
            String text = Files.readString(file);
            if (text.isBlank()) {
                problems.add(new Problem(file, 0, "is empty"));
            }
            int number = 0;
            for (String line : text.split("\n", -1)) {
                number++;
                Matcher place = PLACE.matcher(line);
                while (place.find()) {
                    if (!PLACES.contains(place.group(1))) {
                        problems.add(new Problem(
                                file,
                                number,
                                "nothing is filled in at {%s}; %s"
                                        .formatted(place.group(1), ScenarioDangers.meant(place.group(1), PLACES))));
                    }
                }
            }
        } catch (IOException e) {
            problems.add(new Problem(file, 0, Files.exists(file) ? "is not UTF-8 text" : "is missing"));
        }
    }

    private void examples(Framework framework, FrameworkFiles files) {
        List<Example> examples = files.examples(framework);
        Path folder = prompts.resolve("frameworks").resolve(framework.id()).resolve("examples");
        if (examples.isEmpty()) {
            return;
        }
        Set<String> shown = new HashSet<>();
        examples.forEach(e -> shown.addAll(e.labels()));
        for (Framework.MoveKind move : framework.moves()) {
            if (!shown.contains(move.id())) {
                problems.add(new Problem(folder, 0, "no example shows the move '%s'".formatted(move.id())));
            }
        }
    }

    private void leaders() {
        Path folder = prompts.resolve("leaders");
        Set<String> scenarios = new HashSet<>(new ScenarioFiles(prompts).ids());
        Map<String, Path> first = new LinkedHashMap<>();
        for (Path path : listed(folder)) {
            if (!PromptNames.isYaml(path)) {
                continue;
            }
            PromptFile file = PromptFile.read(path, "leader");
            String id = file.tree().path("id").asString("");
            Path other = first.putIfAbsent(id, path);
            if (other != null) {
                problems.add(file.problem("/id", "%s is called '%s' too".formatted(other.getFileName(), id)));
            }
            String scenario = file.tree().path("scenario").asString("");
            if (!scenarios.contains(scenario)) {
                problems.add(file.problem(
                        "/scenario",
                        "there is no scenario '%s'; %s"
                                .formatted(scenario, ScenarioDangers.meant(scenario, scenarios))));
                continue;
            }
            attempt(() -> reactions(file, scenario));
        }
    }

    private void reactions(PromptFile leader, String scenario) {
        ScenarioFiles scenarios = new ScenarioFiles(prompts);
        Set<String> acts = PromptFile.ids(scenarios.plotFile(scenario).tree().path("acts"));
        Set<String> dimensions =
                PromptFile.ids(scenarios.feelingsFile(scenario).tree().path("dimensions"));
        for (int i = 0; i < leader.tree().path("reactions").size(); i++) {
            for (String bound : List.of("at-least", "below")) {
                String when = "/reactions/%d/when/%s".formatted(i, bound);
                for (String dimension : leader.tree().at(when).propertyNames()) {
                    if (!dimensions.contains(dimension)) {
                        problems.add(leader.problem(
                                when + "/" + dimension,
                                "there is no feeling '%s'; %s"
                                        .formatted(dimension, ScenarioDangers.meant(dimension, dimensions))));
                    }
                }
            }
            for (int j = 0; j < leader.tree().at("/reactions/" + i + "/to").size(); j++) {
                String pointer = "/reactions/%d/to/%d".formatted(i, j);
                String act = leader.tree().at(pointer).asString("");
                if (!acts.contains(act)) {
                    problems.add(leader.problem(
                            pointer, "there is no act '%s'; %s".formatted(act, ScenarioDangers.meant(act, acts))));
                }
            }
        }
    }

    /** What looks like a file of an author's and is not read. */
    private void passedOver() {
        try (Stream<Path> all = Files.walk(prompts)) {
            all.filter(Files::isRegularFile)
                    .filter(PromptNames::isPassedOver)
                    .sorted()
                    .forEach(file -> problems.add(new Problem(
                            file, 0, "is not read: an editor's leaving, or a file whose name should end in .yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + prompts, e);
        }
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
