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

/** What is wrong in a prompts folder beside its scenarios: frameworks, examples, texts, leaders, and what is not read. */
public final class PromptsReview {
    /** An entry of a list without quotes, and a number sign with something right behind it. */
    private static final Pattern CUT = Pattern.compile("\\s*- (?!(?:[\\w-]+: +)?[\"'#\\[{|>&!*])(.*?)\\s#\\S.*");

    private final Path prompts;
    private final List<Problem> problems = new ArrayList<>();

    public PromptsReview(Path prompts) {
        this.prompts = prompts;
    }

    public List<Problem> problems() {
        if (Files.exists(prompts.resolve("speech.yaml"))) {
            attempt(() -> SpeechRules.read(prompts));
            // Whoever hears a call needs it; only a folder that is a part of one has neither.
            attempt(() -> HearingCues.read(prompts));
        }
        problems.addAll(new TemplateCheck(prompts).problems());
        attempt(() -> SharedBridge.read(prompts));
        attempt(this::settings);
        folders("scenarios", "scenario.yaml", "sheet.yaml");
        folders("frameworks", "framework.yaml");
        slips();
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

    private void settings() {
        CallSettings.read(prompts);
        Path path = prompts.resolve("settings.yaml");
        if (!Files.exists(path)) {
            return;
        }
        PromptFile file = PromptFile.read(path);
        ScenarioDangers.once(file, "/difficulties", problems);
        ScenarioDangers.once(file, "/paces", problems);
    }

    /** What is passed over without a word: a folder with none of the files, or a file that another stands for. */
    private void folders(String kind, String file, String... instead) {
        Path place = prompts.resolve(kind);
        if (!Files.isDirectory(place)) {
            return;
        }
        for (Path folder : listed(place)) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            List<Path> others = Stream.of(instead)
                    .map(folder::resolve)
                    .filter(Files::exists)
                    .toList();
            if (!Files.exists(folder.resolve(file)) && others.isEmpty()) {
                problems.add(new Problem(folder, 0, "is not read: expected a %s in it".formatted(file)));
            } else if (Files.exists(folder.resolve(file))) {
                others.forEach(other ->
                        problems.add(new Problem(other, 0, "is not read: %s takes its place".formatted(file))));
            }
        }
    }

    private void slips() {
        ScenarioFiles scenarios = new ScenarioFiles(prompts);
        List<String> ids = new ArrayList<>();
        attempt(() -> ids.addAll(scenarios.ids()));
        for (String id : ids) {
            // What cannot be read at all is told by whoever loads it too, in the same words.
            attempt(() -> problems.addAll(scenarios.slips(id)));
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
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            files.stream().filter(PromptNames::isYaml).forEach(this::cutByComments);
            files.stream()
                    .filter(PromptNames::isPassedOver)
                    .forEach(file -> problems.add(new Problem(
                            file, 0, "is not read: an editor's leaving, or a file whose name should end in .yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + prompts, e);
        }
    }

    /** «We are #1» in a list is «We are»: no parser finds it, and nobody sees it in the file. */
    private void cutByComments(Path file) {
        int number = 0;
        for (String line : linesOf(file)) {
            number++;
            Matcher cut = CUT.matcher(line);
            if (cut.matches()) {
                problems.add(new Problem(
                        file,
                        number,
                        "is cut at # to «%s»: what stands behind it is a comment; put the line in quotes"
                                .formatted(cut.group(1).strip())));
            }
        }
    }

    /** None of what is no text: that is told by whoever reads it. */
    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
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
