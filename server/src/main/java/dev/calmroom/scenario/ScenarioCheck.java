package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.NamedThings.Kind;
import dev.calmroom.scenario.ScenarioFiles.Known;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What no schema can say: that every act, fact, move, dimension, rule and topic that a file names is defined. Works on
 * the trees, key by key, so that each problem has its line.
 */
final class ScenarioCheck {
    /** What a question can ask for beside the scenario's facts. */
    private static final Set<String> BESIDES = Set.of(
            "memory.event",
            "memory.decided",
            "memory.decider",
            "memory.agreed",
            "memory.leader-promised",
            "memory.persona-promised",
            "memory.told",
            "memory.name",
            "say-again",
            "opinion",
            "private");

    private final Map<String, PromptFile> files;
    private final Scenario scenario;
    private final List<Problem> problems = new ArrayList<>();

    ScenarioCheck(Scenario scenario, Map<String, PromptFile> files) {
        this.scenario = scenario;
        this.files = files;
    }

    /** All that this scenario's files can name. */
    static NamedThings names(Scenario scenario, Known framework) {
        Plot plot = scenario.plot();
        NamedThings names = new NamedThings(BESIDES)
                .with(Kind.ACT, ids(plot.acts().stream().map(Direction.Act::id)))
                .with(Kind.FACT, ids(plot.facts().stream().map(Knowledge.Fact::id)))
                .with(Kind.TOPIC, ids(plot.topics().stream().map(Knowledge.Topic::id)))
                .with(Kind.OPTION, ids(plot.options().stream().map(Knowledge.WayOut::id)))
                .with(Kind.MOOD, ids(scenario.feelings().moods().stream().map(EmotionRules.Mood::id)))
                .with(Kind.RULE, scenario.feelings().rules().keySet())
                .with(
                        Kind.DIMENSION,
                        ids(scenario.feelings().dimensions().stream().map(EmotionRules.Dimension::id)))
                .with(Kind.MOVE, framework.moves())
                .with(Kind.CRITERION, framework.criteria())
                .with(
                        Kind.EVENT,
                        ids(Stream.concat(
                                plot.events().stream().map(WorldRules.Happening::id),
                                plot.visits()
                                        .flatMap(visit -> visit.back().stream())
                                        .map(WorldRules.Back::ending))))
                .with(Kind.ENDING, ids(plot.endings().stream().map(Plot.Ending::id)));
        if (plot.earlier() != null) {
            names.with(Kind.MEMORY, ids(plot.earlier().memories().stream().map(Earlier.Memory::id)));
        }
        return names;
    }

    List<Problem> problems(Known framework) {
        NamedThings names = names(scenario, framework);
        files.forEach((name, file) -> walk(file, file.tree(), "", "", names));
        rulesAreMovesOrNamed(names);
        lastOnesHoldAlways();
        patternsCompile();
        linesPlayEveryAct(names);
        problems.addAll(new ScenarioDangers(files).problems());
        return problems;
    }

    /** Every reference in the files stands under a key that says what kind of thing it names. */
    private void walk(PromptFile file, JsonNode node, String pointer, String key, NamedThings names) {
        Set<String> known = names.of(key, pointer);
        if (node.isString() && known != null) {
            expect(file, pointer, node.stringValue(), known);
        }
        int index = 0;
        for (JsonNode item : node.isArray() ? node.values() : List.<JsonNode>of()) {
            walk(file, item, pointer + "/" + index++, key, names);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String below = pointer + "/" + entry.getKey();
            Set<String> keys = names.ofKeys(key);
            if (keys != null) {
                expect(file, below, entry.getKey(), keys);
            }
            walk(file, entry.getValue(), below, keys == null ? entry.getKey() : key + "*", names);
        }
    }

    private void expect(PromptFile file, String pointer, String found, Collection<String> known) {
        if (!known.contains(found)) {
            problems.add(file.problem(
                    pointer, "there is no '%s'; %s".formatted(found, ScenarioDangers.meant(found, Set.copyOf(known)))));
        }
    }

    private void rulesAreMovesOrNamed(NamedThings names) {
        Set<String> used = new LinkedHashSet<>(names.all(Kind.MOVE));
        Plot plot = scenario.plot();
        plot.events().forEach(e -> used.add(e.rule()));
        plot.visits().flatMap(visit -> visit.back().stream()).forEach(back -> used.add(back.rule()));
        plot.silence().forEach(s -> used.add(s.rule()));
        plot.topics().stream()
                .map(Knowledge.Topic::rule)
                .filter(Objects::nonNull)
                .forEach(used::add);
        if (plot.callBack() != null) {
            used.add(plot.callBack().brokenRhythm().rule());
        }
        for (String rule : names.all(Kind.RULE)) {
            if (!used.contains(rule)) {
                problems.add(file("emotion")
                        .problem(
                                "/rules/" + rule,
                                "'%s' is no move of the framework and nothing uses it".formatted(rule)));
            }
        }
        for (String move : names.all(Kind.MOVE)) {
            if (!names.all(Kind.RULE).contains(move)) {
                problems.add(file("emotion").problem("/rules", "expected a rule for the move '%s'".formatted(move)));
            }
        }
    }

    private void lastOnesHoldAlways() {
        alwaysLast(
                "scenario",
                "/replies",
                scenario.plot().replies().stream().map(Direction.Reply::when).toList());
        alwaysLast(
                "scenario",
                "/endings",
                scenario.plot().endings().stream().map(Plot.Ending::when).toList());
        alwaysLast(
                "emotion",
                "/moods",
                scenario.feelings().moods().stream()
                        .map(EmotionRules.Mood::when)
                        .toList());
        Night night = scenario.plot().night();
        if (night != null) {
            alwaysLast(
                    "scenario",
                    "/night/undecided",
                    night.undecided().stream().map(Night.Undecided::when).toList());
            alwaysLast(
                    "scenario",
                    "/night/afterwards",
                    night.afterwards().stream().map(Night.Afterwards::when).toList());
        }
    }

    private void alwaysLast(String file, String pointer, List<Condition> conditions) {
        JsonNode when = file(file).tree().at(pointer + "/" + (conditions.size() - 1) + "/when");
        if (!when.isEmpty()) {
            problems.add(file(file)
                    .problem(
                            pointer + "/" + (conditions.size() - 1), "expected the last one to hold always: when: {}"));
        }
    }

    private void patternsCompile() {
        List<Knowledge.WayOut> options = scenario.plot().options();
        for (int i = 0; i < options.size(); i++) {
            compiles("/options/" + i + "/says", options.get(i).says());
            String takenBy = options.get(i).takenBy();
            if (takenBy != null) {
                compiles("/options/" + i + "/taken-by", takenBy);
            }
        }
        List<Knowledge.Topic> topics = scenario.plot().topics();
        for (int i = 0; i < topics.size(); i++) {
            for (int j = 0; j < topics.get(i).says().size(); j++) {
                compiles("/topics/" + i + "/says/" + j, topics.get(i).says().get(j));
            }
        }
        if (files.containsKey("lines")) {
            JsonNode slots = file("lines").tree().path("slots");
            for (int i = 0; i < slots.size(); i++) {
                for (int j = 0; j < slots.get(i).path("phrases").size(); j++) {
                    String pointer = "/slots/%d/phrases/%d/when".formatted(i, j);
                    compiles("lines", pointer, file("lines").tree().at(pointer).asString(""));
                }
            }
        }
        scenario.plot().heardOnlyWith().forEach((move, patterns) -> {
            for (int i = 0; i < patterns.size(); i++) {
                compiles("/heard-only-with/" + move + "/" + i, patterns.get(i));
            }
        });
    }

    private void compiles(String pointer, String pattern) {
        compiles("scenario", pointer, pattern);
    }

    private void compiles(String file, String pointer, String pattern) {
        try {
            if (Pattern.compile(pattern).matcher("").find()) {
                problems.add(
                        file(file).problem(pointer, "finds itself in everything: it matches where nothing is said"));
            }
        } catch (PatternSyntaxException e) {
            problems.add(file(file)
                    .problem(
                            pointer,
                            "expected a regular expression: %s at %d".formatted(e.getDescription(), e.getIndex())));
        }
    }

    private void linesPlayEveryAct(NamedThings names) {
        if (!files.containsKey("lines")) {
            return;
        }
        Set<String> played = ids(scenario.lines().lines().stream().map(AuthoredLine::act));
        for (String act : names.all(Kind.ACT)) {
            if (!played.contains(act)) {
                problems.add(
                        file("lines").problem("/lines", "expected at least one line for the act '%s'".formatted(act)));
            }
        }
    }

    private PromptFile file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static Set<String> ids(Stream<String> ids) {
        return ids.collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
