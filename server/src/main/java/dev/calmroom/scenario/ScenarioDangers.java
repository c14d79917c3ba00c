package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Mistakes that name nothing wrong and still end a call in its middle, or leave a part of the scenario without effect:
 * gates that ask for themselves, times that do not pass, rules that stand behind one that always holds.
 */
final class ScenarioDangers {
    /** What was said earlier in the call instead of just now. */
    private static final String EARLIER = "earlier-";
    /** What the persona said last. */
    private static final String SAID_LAST = "said-last";

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private final PromptFile plot;
    private final PromptFile feelings;
    private final Map<String, PromptFile> files;
    private final List<Problem> problems = new ArrayList<>();

    ScenarioDangers(Map<String, PromptFile> files) {
        this.files = files;
        this.plot = Objects.requireNonNull(files.get("scenario"));
        this.feelings = Objects.requireNonNull(files.get("emotion"));
    }

    List<Problem> problems() {
        gatesThatAskForThemselves();
        for (String list : List.of("facts", "acts", "options", "topics", "events", "endings", "people")) {
            once(plot, "/" + list, problems);
        }
        once(feelings, "/dimensions", problems);
        once(feelings, "/moods", problems);
        once(feelings, "/couplings", problems);
        nothingBehindAlways(plot, "/replies");
        nothingBehindAlways(plot, "/endings");
        nothingBehindAlways(feelings, "/moods");
        times();
        lengths();
        figures();
        lines();
        return problems;
    }

    /** What a fact's gate asks about other facts' gates, and so on, must come to an end. */
    private void gatesThatAskForThemselves() {
        Map<String, Set<String>> asks = new LinkedHashMap<>();
        Map<String, String> pointers = new LinkedHashMap<>();
        int index = 0;
        JsonNode facts = plot.tree().path("facts");
        for (JsonNode fact : facts.values()) {
            String id = fact.path("id").asString("");
            Set<String> gates = new LinkedHashSet<>();
            gatesIn(fact.path("gate"), gates, facts);
            gatesIn(fact.path("when"), gates, facts);
            asks.put(id, gates);
            pointers.put(id, "/facts/" + index++ + "/gate");
        }
        for (String fact : asks.keySet()) {
            List<String> way = new ArrayList<>();
            if (leadsBack(fact, fact, asks, way, new HashSet<>())) {
                problems.add(plot.problem(
                        pointers.getOrDefault(fact, ""),
                        "the gate asks for itself: %s -> %s".formatted(fact, String.join(" -> ", way))));
            }
        }
    }

    private static void gatesIn(JsonNode condition, Set<String> gates, JsonNode facts) {
        if (condition.path("gate").isString()) {
            gates.add(condition.path("gate").asString());
        }
        if (condition.path("asked-anything").asBoolean(false)) {
            // Whether any fact may be told asks every gate.
            gates.addAll(PromptFile.ids(facts));
        }
        condition.path("any").values().forEach(each -> gatesIn(each, gates, facts));
        if (condition.has("not")) {
            gatesIn(condition.path("not"), gates, facts);
        }
    }

    private static boolean leadsBack(
            String to, String from, Map<String, Set<String>> asks, List<String> way, Set<String> seen) {
        for (String next : asks.getOrDefault(from, Set.of())) {
            way.add(next);
            if (next.equals(to) || (seen.add(next) && leadsBack(to, next, asks, way, seen))) {
                return true;
            }
            way.removeLast();
        }
        return false;
    }

    /** What has a number of its own has it once. */
    static void once(PromptFile file, String list, List<Problem> problems) {
        Map<String, Integer> first = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode entry : file.tree().at(list).values()) {
            String id = entry.path("id").asString("");
            Integer line = first.putIfAbsent(id, file.lineOf(list + "/" + index));
            if (line != null) {
                problems.add(file.problem(
                        list + "/" + index + "/id", "there is a '%s' already, on line %d".formatted(id, line)));
            }
            index++;
        }
    }

    private void nothingBehindAlways(PromptFile file, String list) {
        JsonNode entries = file.tree().at(list);
        for (int i = 0; i + 1 < entries.size(); i++) {
            if (entries.get(i).path("when").isEmpty()) {
                problems.add(file.problem(
                        list + "/" + i, "holds always, so that nothing behind it is ever reached; only the last may"));
            }
        }
    }

    private void times() {
        long lasts = millis(plot.tree().path("lasts"));
        if (lasts == 0) {
            problems.add(plot.problem("/lasts", "expected more than nothing: the call would be over at once"));
        }
        if (millis(plot.tree().path("warn-at")) >= lasts) {
            problems.add(plot.problem("/warn-at", "expected a time before the end of the call, 'lasts'"));
        }
        for (int i = 0; i < plot.tree().path("events").size(); i++) {
            String at = "/events/" + i;
            if (plot.tree().at(at).has("every") && millis(plot.tree().at(at + "/every")) == 0) {
                problems.add(plot.problem(at + "/every", "expected more than nothing: it would never stop happening"));
            }
            if (millis(plot.tree().at(at + "/at")) >= lasts) {
                problems.add(plot.problem(at + "/at", "expected a time before the end of the call, 'lasts'"));
            }
        }
        if (plot.tree().at("/night/pressure").has("every") && millis(plot.tree().at("/night/pressure/every")) == 0) {
            problems.add(plot.problem("/night/pressure/every", "expected more than nothing"));
        }
        long before = -1;
        for (int i = 0; i < plot.tree().path("silence").size(); i++) {
            long after = millis(plot.tree().at("/silence/" + i + "/after"));
            if (after <= before) {
                problems.add(plot.problem("/silence/" + i + "/after", "expected longer than the silence before it"));
            }
            before = after;
        }
    }

    static long millis(JsonNode duration) {
        Matcher form = Pattern.compile("([0-9]{1,9})(ms|s|m|h)").matcher(duration.asString(""));
        if (!form.matches()) {
            return Long.MAX_VALUE;
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> amount;
            case "s" -> amount * 1_000;
            case "m" -> amount * 60_000;
            default -> amount * 3_600_000;
        };
    }

    private void lengths() {
        for (int i = 0; i < plot.tree().path("acts").size(); i++) {
            JsonNode words = plot.tree().at("/acts/" + i + "/words");
            if (words.size() == 2 && words.get(0).asInt() > words.get(1).asInt()) {
                problems.add(plot.problem(
                        "/acts/" + i + "/words",
                        "expected the shorter length first, found [%s, %s]"
                                .formatted(words.get(0).asString(), words.get(1).asString())));
            }
        }
    }

    private void figures() {
        feelings.tree().path("delivery").properties().forEach(rule -> {
            double min = rule.getValue().path("min").asDouble();
            double max = rule.getValue().path("max").asDouble();
            if (min > max) {
                problems.add(feelings.problem(
                        "/delivery/" + rule.getKey(), "min is above max: %s and %s".formatted(min, max)));
            }
        });
        for (int i = 0; i < feelings.tree().path("couplings").size(); i++) {
            JsonNode coupling = feelings.tree().path("couplings").get(i);
            if (coupling.path("weights").has(coupling.path("dimension").asString(""))) {
                problems.add(feelings.problem("/couplings/" + i + "/weights", "a dimension cannot follow itself"));
            }
        }
    }

    private static boolean isFilled(String place, Set<String> slots) {
        return place.equals(SAID_LAST) || slots.contains(place.replaceFirst("^" + EARLIER, ""));
    }

    private void lines() {
        PromptFile lines = files.get("lines");
        if (lines == null) {
            return;
        }
        Set<String> slots = PromptFile.ids(lines.tree().path("slots"));
        Map<String, Integer> said = new LinkedHashMap<>();
        JsonNode groups = lines.tree().path("lines");
        for (int i = 0; i < groups.size(); i++) {
            for (int j = 0; j < groups.get(i).path("says").size(); j++) {
                String pointer = "/lines/%d/says/%d".formatted(i, j);
                String text = groups.get(i).path("says").get(j).asString("");
                if (text.isBlank()) {
                    problems.add(lines.problem(pointer, "is a line without a word"));
                }
                PLACE.matcher(text)
                        .results()
                        .map(place -> place.group(1))
                        .filter(place -> !isFilled(place, slots))
                        .forEach(place -> problems.add(
                                lines.problem(pointer, "{%s} is no slot; %s".formatted(place, meant(place, slots)))));
                for (JsonNode mood : groups.get(i).path("moods").values()) {
                    String key =
                            String.join("\n", groups.get(i).path("act").asString(""), mood.asString(""), text.strip());
                    Integer first = said.putIfAbsent(key, lines.lineOf(pointer));
                    if (first != null) {
                        problems.add(lines.problem(
                                pointer,
                                "stands on line %d already, for the mood '%s'".formatted(first, mood.asString(""))));
                    }
                }
            }
        }
        everyActCanBeSpoken(lines);
        TreeSet<String> moods = new TreeSet<>(PromptFile.ids(feelings.tree().path("moods")));
        lines.tree().path("moods").values().forEach(mood -> moods.remove(mood.asString()));
        if (!moods.isEmpty()) {
            problems.add(lines.problem("/moods", "leaves out %s of emotion.yaml".formatted(moods)));
        }
    }

    /** However little may be told, there must be something to say: in the act's own lines or those of its neighbours. */
    private void everyActCanBeSpoken(PromptFile lines) {
        Set<String> speakable = new HashSet<>();
        lines.tree().path("lines").values().forEach(group -> {
            if (group.path("facts").isEmpty() && group.path("to").isEmpty()) {
                speakable.add(group.path("act").asString(""));
            }
        });
        Set<String> played = new LinkedHashSet<>();
        lines.tree()
                .path("lines")
                .values()
                .forEach(group -> played.add(group.path("act").asString("")));
        for (String act : played) {
            Set<String> reached = new LinkedHashSet<>();
            reach(act, lines.tree().path("neighbours"), reached);
            if (reached.stream().noneMatch(speakable::contains)) {
                problems.add(lines.problem(
                        "/neighbours/" + act,
                        "the act '%s' has nothing to say when none of its facts may be told: expected a line without facts, or a neighbour that has one"
                                .formatted(act)));
            }
        }
    }

    private static void reach(String act, JsonNode neighbours, Set<String> reached) {
        if (reached.add(act)) {
            neighbours.path(act).values().forEach(next -> reach(next.asString(""), neighbours, reached));
        }
    }

    static String meant(String name, Set<String> known) {
        return Nearest.to(name, known)
                .map("did you mean %s?"::formatted)
                .orElse("expected one of " + String.join(", ", new TreeSet<>(known)));
    }
}
