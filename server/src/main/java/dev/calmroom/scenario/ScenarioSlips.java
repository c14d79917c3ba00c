package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an author has written and nobody will ever see the effect of: labels of nothing, conditions that cannot hold or
 * are never asked, lines that are never said. A scenario with such slips is played; whoever edits it is told.
 */
final class ScenarioSlips {
    /** What a state does by itself has a label and no rule. */
    private static final String DRIFT = "drift";

    private final PromptFile plot;
    private final PromptFile feelings;
    private final @Nullable PromptFile lines;
    private final @Nullable PromptFile questions;
    private final int moves;
    private final List<Problem> problems = new ArrayList<>();

    /** @param moves how many the framework has */
    ScenarioSlips(Sheet.Parts parts, int moves) {
        this.plot = parts.plot();
        this.feelings = parts.feelings();
        this.lines = parts.lines();
        this.questions = parts.questions();
        this.moves = moves;
    }

    List<Problem> problems() {
        labels();
        contradictions();
        bounds(plot, plot.tree(), "");
        bounds(feelings, feelings.tree(), "");
        asksAgain(plot, "/replies");
        asksAgain(plot, "/endings");
        asksAgain(feelings, "/moods");
        favoured();
        memories();
        givenAway();
        vocabulary();
        if (lines != null) {
            lines(lines);
        }
        if (questions != null) {
            questions(questions);
        }
        return problems;
    }

    private void labels() {
        JsonNode tree = feelings.tree();
        if (!tree.has("labels")) {
            return;
        }
        Set<String> moving = new LinkedHashSet<>();
        tree.path("rules").properties().stream()
                .filter(rule -> !rule.getValue().path("adds").isEmpty())
                .forEach(rule -> moving.add(rule.getKey()));
        moving.addAll(PromptFile.ids(tree.path("couplings")));
        moving.addAll(PromptFile.ids(tree.path("contradictions")));
        if (tree.has("recital")) {
            moving.add(tree.path("recital").path("id").asString(""));
        }
        moving.add(DRIFT);
        Set<String> known = new LinkedHashSet<>(moving);
        known.addAll(tree.path("rules").propertyNames());
        for (String label : tree.path("labels").propertyNames()) {
            if (!known.contains(label)) {
                problems.add(feelings.problem(
                        "/labels/" + label,
                        "nothing moves the persona by that name; %s".formatted(ScenarioDangers.meant(label, known))));
            }
        }
        if (feelings.path().equals(plot.path())) {
            // On a sheet nobody can write any: these are what all sheets share.
            return;
        }
        moving.stream()
                .filter(rule -> !tree.path("labels").has(rule))
                .forEach(rule -> problems.add(feelings.problem(
                        "/labels", "leaves out '%s', whose id would be shown in its place".formatted(rule))));
    }

    private void contradictions() {
        JsonNode all = feelings.tree().path("contradictions");
        for (int i = 0; i < all.size(); i++) {
            Set<String> said = strings(all.get(i).path("said"));
            said.retainAll(strings(all.get(i).path("then")));
            if (!said.isEmpty()) {
                problems.add(
                        feelings.problem("/contradictions/" + i + "/then", "%s contradicts itself".formatted(said)));
            }
        }
        if (feelings.tree().path("recital").path("moves").asInt() > moves) {
            problems.add(feelings.problem(
                    "/recital/moves", "cannot be reached: the framework has %d moves".formatted(moves)));
        }
    }

    /** A figure cannot be above one bound and below a smaller one. */
    private void bounds(PromptFile file, JsonNode node, String pointer) {
        for (Map.Entry<String, JsonNode> below : node.path("below").properties()) {
            JsonNode least = node.path("at-least").path(below.getKey());
            if (least.isNumber() && least.asDouble() >= below.getValue().asDouble()) {
                problems.add(file.problem(
                        pointer + "/below/" + below.getKey(),
                        "can never hold: at least %s and below %s".formatted(least, below.getValue())));
            }
        }
        int index = 0;
        for (JsonNode item : node.isArray() ? node.values() : List.<JsonNode>of()) {
            bounds(file, item, pointer + "/" + index++);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            bounds(file, entry.getValue(), pointer + "/" + entry.getKey());
        }
    }

    /** The first that holds is taken, so that one which asks for the same is never reached. */
    private void asksAgain(PromptFile file, String list) {
        Map<JsonNode, Integer> first = new HashMap<>();
        JsonNode entries = file.tree().at(list);
        for (int i = 0; i < entries.size(); i++) {
            JsonNode when = entries.get(i).path("when");
            Integer before = when.isEmpty() ? null : first.putIfAbsent(when, i);
            if (before != null) {
                problems.add(file.problem(
                        list + "/" + i,
                        "is never reached: line %d asks for the same".formatted(file.lineOf(list + "/" + before))));
            }
        }
    }

    private void favoured() {
        JsonNode options = plot.tree().path("options");
        boolean always = false;
        boolean any = false;
        for (int i = 0; i < options.size(); i++) {
            JsonNode favoured = options.get(i).path("favoured");
            if (favoured.isMissingNode()) {
                continue;
            }
            if (always) {
                problems.add(plot.problem(
                        "/options/" + i + "/favoured", "is never asked: an option before it is always favoured"));
            }
            any = true;
            always |= favoured.isEmpty();
        }
        if (!any && !options.isEmpty()) {
            problems.add(plot.problem(
                    "/options",
                    "none is 'favoured', so that «do it» decides nothing;"
                            + " expected one with favoured: {} or a condition"));
        }
    }

    private void memories() {
        JsonNode memories = plot.tree().path("earlier").path("memories");
        for (int i = 0; i < memories.size(); i++) {
            long least = ScenarioDangers.millis(memories.get(i).path("took-at-least"));
            long less = ScenarioDangers.millis(memories.get(i).path("took-less"));
            if (least != Long.MAX_VALUE && least >= less) {
                problems.add(plot.problem(
                        "/earlier/memories/" + i, "can never hold: 'took-at-least' is not shorter than 'took-less'"));
            }
        }
    }

    private void givenAway() {
        JsonNode facts = plot.tree().path("facts");
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i).has("gate") && !facts.get(i).has("evades")) {
                problems.add(
                        plot.problem(
                                "/facts/" + i,
                                "has a gate and no 'evades': a language model that answers freely is not told how, and may deny it"));
            }
            Set<String> by = new HashSet<>();
            strings(facts.get(i).path("given-away").path("by")).forEach(text -> by.add(plain(text)));
            int index = 0;
            for (JsonNode text : facts.get(i).path("given-away").path("not-by").values()) {
                if (by.contains(plain(text.asString("")))) {
                    problems.add(plot.problem(
                            "/facts/%d/given-away/not-by/%d".formatted(i, index), "stands under 'by' as well"));
                }
                index++;
            }
        }
    }

    private void vocabulary() {
        Set<String> seen = new HashSet<>();
        JsonNode words = plot.tree().path("vocabulary");
        for (int i = 0; i < words.size(); i++) {
            if (!seen.add(plain(words.get(i).asString("")))) {
                problems.add(plot.problem("/vocabulary/" + i, "stands in the list already"));
            }
        }
    }

    private void lines(PromptFile file) {
        JsonNode groups = file.tree().path("lines");
        for (int i = 0; i < groups.size(); i++) {
            for (int j = 0; j < groups.get(i).path("says").size(); j++) {
                String text = groups.get(i).path("says").get(j).asString("");
                int words = text.strip().split("\\s+").length;
                if (words > Direction.Act.TWO_BREATHS) {
                    problems.add(file.problem(
                            "/lines/%d/says/%d".formatted(i, j),
                            "is never said: it has %d words, and nobody has breath for more than %d"
                                    .formatted(words, Direction.Act.TWO_BREATHS)));
                }
            }
        }
        ScenarioDangers.once(file, "/slots", problems);
        file.tree().path("neighbours").properties().forEach(entry -> {
            if (strings(entry.getValue()).contains(entry.getKey())) {
                problems.add(file.problem("/neighbours/" + entry.getKey(), "is a neighbour of itself"));
            }
        });
    }

    /** The same words teach one question and another: which of the two they ask is left to chance. */
    private void questions(PromptFile file) {
        Map<String, String> first = new HashMap<>();
        JsonNode groups = file.tree().path("questions");
        for (int i = 0; i < groups.size(); i++) {
            Map<String, String> own = new HashMap<>();
            for (int j = 0; j < groups.get(i).path("asks").size(); j++) {
                String pointer = "/questions/%d/asks/%d".formatted(i, j);
                String asked = plain(file.tree().at(pointer).asString(""));
                String before = first.get(asked);
                if (before != null) {
                    problems.add(file.problem(pointer, "is asked already: " + before));
                }
                Set<String> facts = strings(groups.get(i).path("facts"));
                own.put(asked, "line %d, under %s".formatted(file.lineOf(pointer), facts));
            }
            own.forEach(first::putIfAbsent);
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static Set<String> strings(JsonNode list) {
        Set<String> strings = new LinkedHashSet<>();
        list.values().forEach(item -> strings.add(item.asString("")));
        return strings;
    }
}
