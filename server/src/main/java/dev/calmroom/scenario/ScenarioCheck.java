package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
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
import org.jspecify.annotations.Nullable;
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

    List<Problem> problems(Known framework) {
        Plot plot = scenario.plot();
        Set<String> dimensions = ids(scenario.feelings().dimensions().stream().map(EmotionRules.Dimension::id));
        Names names = new Names(
                ids(plot.acts().stream().map(Direction.Act::id)),
                ids(plot.facts().stream().map(Knowledge.Fact::id)),
                ids(plot.topics().stream().map(Knowledge.Topic::id)),
                ids(plot.options().stream().map(Knowledge.WayOut::id)),
                ids(scenario.feelings().moods().stream().map(EmotionRules.Mood::id)),
                scenario.feelings().rules().keySet(),
                dimensions,
                framework.moves(),
                framework.criteria(),
                ids(plot.events().stream().map(WorldRules.Happening::id)),
                ids(plot.endings().stream().map(Plot.Ending::id)),
                plot.earlier() == null
                        ? Set.of()
                        : ids(plot.earlier().memories().stream().map(Earlier.Memory::id)));
        files.forEach((name, file) -> walk(file, file.tree(), "", "", names));
        rulesAreMovesOrNamed(names);
        lastOnesHoldAlways();
        patternsCompile();
        linesPlayEveryAct(names);
        problems.addAll(new ScenarioDangers(files).problems());
        return problems;
    }

    /** Every reference in the files stands under a key that says what kind of thing it names. */
    private void walk(PromptFile file, JsonNode node, String pointer, String key, Names names) {
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

    private void rulesAreMovesOrNamed(Names names) {
        Set<String> used = new LinkedHashSet<>(names.moves());
        Plot plot = scenario.plot();
        plot.events().forEach(e -> used.add(e.rule()));
        plot.silence().forEach(s -> used.add(s.rule()));
        plot.topics().stream()
                .map(Knowledge.Topic::rule)
                .filter(Objects::nonNull)
                .forEach(used::add);
        if (plot.callBack() != null) {
            used.add(plot.callBack().brokenRhythm().rule());
        }
        for (String rule : names.rules()) {
            if (!used.contains(rule)) {
                problems.add(file("emotion")
                        .problem(
                                "/rules/" + rule,
                                "'%s' is no move of the framework and nothing uses it".formatted(rule)));
            }
        }
        for (String move : names.moves()) {
            if (!names.rules().contains(move)) {
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

    private void linesPlayEveryAct(Names names) {
        if (!files.containsKey("lines")) {
            return;
        }
        Set<String> played = ids(scenario.lines().lines().stream().map(AuthoredLine::act));
        for (String act : names.acts()) {
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

    /** All that can be named, by kind. */
    private record Names(
            Set<String> acts,
            Set<String> facts,
            Set<String> topics,
            Set<String> options,
            Set<String> moods,
            Set<String> rules,
            Set<String> dimensions,
            Set<String> moves,
            Set<String> criteria,
            Set<String> events,
            Set<String> endings,
            Set<String> memories) {

        /** The names that a text under this key may be one of; null where it names nothing. */
        @Nullable
        Set<String> of(String key, String pointer) {
            return switch (key) {
                case "act", "acts", "bridge", "done", "not-done", "last-act", "left-out", "neighbours*" -> acts;
                case "facts", "tells", "told", "asked", "asked-all", "gate", "by-option*", "following*", "besides*" ->
                    facts;
                case "moves",
                        "heard",
                        "not-heard",
                        "said",
                        "then",
                        "to",
                        "within",
                        "does",
                        "not-by-asking",
                        "asking",
                        "unheard",
                        "aimed" -> moves;
                case "claims" -> topics;
                case "makes" -> moves;
                case "topics" -> pointer.matches("/topics/\\d+/.*") ? null : topics;
                case "signs" -> criteria;
                case "rule" -> rules;
                case "dimension" -> dimensions;
                case "option", "fails-over-to", "decided" -> options;
                case "last-event", "happened" -> events;
                case "after" -> pointer.matches("/night/afterwards/.*") ? endings : null;
                case "moods" -> moods;
                case "remembers" -> memories;
                default -> null;
            };
        }

        /** The names that the keys of a mapping under this key may be; null where its keys are no names. */
        @Nullable
        Set<String> ofKeys(String key) {
            return switch (key) {
                case "at-least", "below", "adds", "weights" -> dimensions;
                case "times", "heard-only-with" -> moves;
                case "by-option" -> options;
                case "following" -> facts;
                case "besides" -> BESIDES;
                case "neighbours" -> acts;
                default -> null;
            };
        }
    }
}
