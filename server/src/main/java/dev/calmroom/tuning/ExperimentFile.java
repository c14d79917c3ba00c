package dev.calmroom.tuning;

import dev.calmroom.checks.Check;
import dev.calmroom.checks.CheckSyntaxException;
import dev.calmroom.checks.Names;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Nearest;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.tuning.Experiment.Budget;
import dev.calmroom.tuning.Experiment.Patch;
import dev.calmroom.tuning.Experiment.PlayerSource;
import dev.calmroom.tuning.Experiment.VariantSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Reads an experiment; every mistake is told with the line on which it stands. */
public final class ExperimentFile {

    private final PromptFile file;
    private final JsonNode tree;
    private final Path prompts;
    private final List<Problem> problems = new ArrayList<>();

    private ExperimentFile(PromptFile file, Path prompts) {
        this.file = file;
        this.tree = file.tree();
        this.prompts = prompts;
    }

    /**
     * @param path the experiment; folders in it are looked for beside it
     * @param prompts the folder that is meant where an experiment names none; leaders are its
     * @throws InvalidPromptsException with every problem found, each with its file and line
     */
    public static Experiment read(Path path, Path prompts) {
        return new ExperimentFile(PromptFile.read(path, "experiment"), prompts).experiment();
    }

    private Experiment experiment() {
        ScenarioFiles files = new ScenarioFiles(prompts);
        String id = tree.has("scenario") ? tree.path("scenario").asString("") : files.first();
        if (!files.ids().contains(id)) {
            throw new InvalidPromptsException(List.of(file.problem("/scenario", unknown("scenario", id, files.ids()))));
        }
        Scenario scenario = files.load(id);
        List<VariantSource> variants = variants();
        List<PlayerSource> players = players();
        List<LeaderScript> leaders = leaders(id);
        Map<String, List<Pattern>> phrases = phrases();
        Names names = Names.of(
                scenario,
                new FrameworkFiles(prompts).load(scenario.plot().framework()),
                SpeechRules.read(prompts),
                phrases);
        List<Check> checks = checks(
                names,
                leaders.stream().map(LeaderScript::id).toList(),
                players.stream().map(PlayerSource::name).toList(),
                variants.stream().map(VariantSource::name).toList());
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        String name = file.path().getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return new Experiment(
                name,
                id,
                variants,
                players,
                leaders,
                seeds(),
                Math.max(1, tree.path("repeat").asInt(1)),
                budget(),
                phrases,
                checks);
    }

    private List<VariantSource> variants() {
        Map<String, VariantSource> variants = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode node : tree.path("variants").values()) {
            String name = node.path("name").asString();
            Path folder = node.has("prompts") ? beside(node.path("prompts").asString()) : prompts;
            VariantSource variant;
            if (node.has("git")) {
                variant = new VariantSource.Revision(
                        name, folder, node.path("git").asString());
            } else if (node.has("patch")) {
                variant = new VariantSource.Patched(name, folder, patches(node.path("patch")));
            } else {
                variant = new VariantSource.Folder(name, folder);
            }
            if (variants.put(name, variant) != null) {
                problems.add(
                        file.problem("/variants/" + index + "/name", "there are two variants '%s'".formatted(name)));
            }
            index++;
        }
        return variants.isEmpty() ? List.of(new VariantSource.Folder("now", prompts)) : List.copyOf(variants.values());
    }

    private Path beside(String folder) {
        return file.path().toAbsolutePath().resolveSibling(folder).normalize();
    }

    private static List<Patch> patches(JsonNode node) {
        List<Patch> patches = new ArrayList<>();
        node.properties()
                .forEach(one -> one.getValue()
                        .properties()
                        .forEach(change -> patches.add(new Patch(
                                one.getKey(), change.getKey(), change.getValue().asString()))));
        return patches;
    }

    private List<PlayerSource> players() {
        List<PlayerSource> players = new ArrayList<>();
        for (JsonNode node : tree.path("players").values()) {
            if (node.isString()) {
                players.add(PlayerSource.named(node.asString()));
            } else {
                Map<String, String> settings = new TreeMap<>();
                node.properties().forEach(setting -> {
                    if (!setting.getKey().equals("name")) {
                        settings.put(
                                "CALMROOM_LLM_"
                                        + setting.getKey()
                                                .toUpperCase(java.util.Locale.ROOT)
                                                .replace('-', '_'),
                                setting.getValue().asString());
                    }
                });
                players.add(PlayerSource.model(node.path("name").asString(), settings));
            }
        }
        return players.isEmpty() ? List.of(PlayerSource.understudy()) : players;
    }

    private List<LeaderScript> leaders(String scenario) {
        List<LeaderScript> all = LeaderScript.readEvery(prompts, scenario);
        List<String> ids = all.stream().map(LeaderScript::id).toList();
        if (!tree.has("leaders")) {
            // Who needs a language model has to be asked for by name.
            return all.stream().filter(leader -> !leader.isPlayedByModel()).toList();
        }
        List<LeaderScript> wanted = new ArrayList<>();
        int index = 0;
        for (JsonNode node : tree.path("leaders").values()) {
            String id = node.asString();
            all.stream().filter(leader -> leader.id().equals(id)).forEach(wanted::add);
            if (!ids.contains(id)) {
                problems.add(file.problem("/leaders/" + index, unknown("leader", id, ids)));
            }
            index++;
        }
        return wanted;
    }

    private List<Long> seeds() {
        JsonNode seeds = tree.path("seeds");
        if (seeds.isArray()) {
            return seeds.values().stream().map(JsonNode::asLong).toList();
        }
        return LongStream.rangeClosed(1, seeds.asInt(5)).boxed().toList();
    }

    private Budget budget() {
        JsonNode budget = tree.path("budget");
        return new Budget(
                budget.has("calls") ? budget.path("calls").asInt() : null,
                budget.has("tokens") ? budget.path("tokens").asLong() : null,
                budget.has("minutes")
                        ? Duration.ofSeconds(Math.round(budget.path("minutes").asDouble() * 60))
                        : null);
    }

    private Map<String, List<Pattern>> phrases() {
        Map<String, List<Pattern>> phrases = new LinkedHashMap<>();
        tree.path("phrases").properties().forEach(entry -> {
            List<Pattern> patterns = new ArrayList<>();
            for (int i = 0; i < entry.getValue().size(); i++) {
                String text = entry.getValue().get(i).asString();
                try {
                    patterns.add(Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
                } catch (PatternSyntaxException e) {
                    problems.add(file.problem(
                            "/phrases/" + entry.getKey() + "/" + i,
                            "expected a regular expression: %s at %d".formatted(e.getDescription(), e.getIndex())));
                }
            }
            phrases.put(entry.getKey(), patterns);
        });
        return phrases;
    }

    private List<Check> checks(Names names, List<String> leaders, List<String> players, List<String> variants) {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < tree.path("checks").size(); i++) {
            JsonNode node = tree.path("checks").get(i);
            String pointer = "/checks/" + i;
            if (node.isString()) {
                read(node.asString(), Check.Scope.ALL, pointer, names, checks);
                continue;
            }
            Check.Scope scope = new Check.Scope(
                    some(node, pointer, "leaders", "leader", leaders),
                    some(node, pointer, "players", "player", players),
                    some(node, pointer, "variants", "variant", variants));
            JsonNode texts = node.path("check");
            if (texts.isString()) {
                read(texts.asString(), scope, pointer + "/check", names, checks);
            }
            for (int j = 0; j < texts.size(); j++) {
                read(texts.get(j).asString(), scope, pointer + "/check/" + j, names, checks);
            }
        }
        return checks;
    }

    private void read(String text, Check.Scope scope, String pointer, Names names, List<Check> checks) {
        try {
            checks.add(Check.parse(text, scope, file.path(), file.lineOf(pointer), names));
        } catch (CheckSyntaxException e) {
            problems.add(file.problem(pointer, "«%s»: %s".formatted(text, e.getMessage())));
        }
    }

    private List<String> some(JsonNode node, String pointer, String key, String kind, List<String> known) {
        JsonNode names = node.path(key);
        List<String> wanted = names.isString()
                ? List.of(names.asString())
                : IntStream.range(0, names.size())
                        .mapToObj(i -> names.get(i).asString())
                        .toList();
        for (String name : wanted) {
            if (!known.contains(name)) {
                problems.add(file.problem(pointer + "/" + key, unknown(kind, name, known)));
            }
        }
        return wanted;
    }

    private static String unknown(String kind, String name, List<String> known) {
        if (known.isEmpty()) {
            return "there is no %s '%s' in this experiment".formatted(kind, name);
        }
        return "there is no %s '%s'; %s"
                .formatted(
                        kind,
                        name,
                        Nearest.to(name, known)
                                .map("did you mean %s?"::formatted)
                                .orElse("there are " + String.join(", ", known)));
    }
}
