package dev.calmroom.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A scenario on one sheet: {@code sheet.yaml} says who, what, what moves the person and how it ends; the rest is what
 * every such scenario has, from {@code prompts/shared}. What comes of it is held against the same schemas and checks as
 * a scenario that is written in five files.
 */
final class Sheet {
    private static final double[] AMOUNTS = {0.05, 0.10, 0.20};

    private final Path shared;
    private final PromptFile sheet;
    private final JsonNode tree;
    private final Framework framework;
    private final SharedParts parts;
    private final SheetGuests guests;
    private final List<String> dimensions = new ArrayList<>();

    private Sheet(Path prompts, PromptFile sheet, Framework framework) {
        this.shared = prompts.resolve("shared");
        this.sheet = sheet;
        this.tree = sheet.tree();
        this.framework = framework;
        tree.path("dimensions").values().forEach(it -> dimensions.add(text(it, "id")));
        this.parts = new SharedParts(names(), lists());
        this.guests = new SheetGuests(tree.path("events"), parts);
    }

    /** Where a folder's scenario is on one sheet. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve("sheet.yaml")) && !Files.exists(folder.resolve("scenario.yaml"));
    }

    /**
     * The five files that make a scenario.
     *
     * @param lines null where a language model plays it alone
     * @param questions null where nothing is asked for
     */
    record Parts(
            PromptFile plot,
            PromptFile feelings,
            @Nullable PromptFile lines,
            @Nullable PromptFile questions,
            String persona) {}

    /** @throws InvalidPromptsException when the sheet, or a shared part, is not as its schema says */
    static Parts expand(Path prompts, Path folder) {
        return expand(prompts, PromptFile.read(folder.resolve("sheet.yaml"), "sheet"));
    }

    /** The same of a sheet that was read already. */
    static Parts expand(Path prompts, PromptFile file) {
        String framework = text(file.tree(), "framework");
        FrameworkFiles frameworks = new FrameworkFiles(prompts);
        if (!frameworks.ids().contains(framework)) {
            throw new InvalidPromptsException(List.of(file.problem(
                    "/framework", "there is no framework '%s'; there are %s".formatted(framework, frameworks.ids()))));
        }
        return new Sheet(prompts, file, frameworks.load(framework)).files();
    }

    private Parts files() {
        SheetNames.check(sheet, shared, moves(_ -> true));
        return new Parts(
                sheet.standingFor("scenario", plot(), Map.of("gate", "secret")),
                sheet.standingFor("emotion", feelings(), Map.of("rules", "moves")),
                sheet.standingFor("lines", lines()),
                sheet.standingFor("questions", questions()),
                parts.filled(PromptFile.text(shared.resolve("persona.md"))));
    }

    private Map<String, String> names() {
        JsonNode persona = tree.path("persona");
        String pronoun = text(persona, "pronouns");
        Map<String, String> names = new LinkedHashMap<>();
        names.put("name", text(persona, "name"));
        names.put("full-name", persona.path("full-name").asString(text(persona, "name")));
        names.put("role", text(persona, "role"));
        names.put("about", text(persona, "about").strip());
        names.put("temper", text(persona, "temper").strip());
        names.put("leader", text(tree.path("leader"), "role"));
        names.put(GuestSheet.HOST, text(tree, GuestSheet.HOST));
        names.put("possessive", pronoun.equals("she") ? "her" : pronoun.equals("he") ? "his" : "their");
        return names;
    }

    /** What stands behind {@code @good} and the like in the shared parts. */
    private Map<String, List<String>> lists() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        lists.put("@good", moves(it -> it.tone() == Framework.Tone.GOOD));
        lists.put("@traps", moves(it -> it.tone() == Framework.Tone.TRAP));
        lists.put("@all", moves(it -> !it.fallback()));
        lists.put("@asking", moves(it -> it.tone() == Framework.Tone.GOOD && it.asks()));
        lists.put("@decides", strings(tree.path("decides")));
        lists.put("@trust", List.of(first("high")));
        lists.put("@strain", List.of(first("low")));
        return lists;
    }

    private List<String> moves(Predicate<Framework.MoveKind> which) {
        return framework.moves().stream()
                .filter(which)
                .map(Framework.MoveKind::id)
                .toList();
    }

    /** The first dimension that is best at this end. */
    private String first(String best) {
        return tree.path("dimensions").values().stream()
                .filter(it -> text(it, "best").equals(best))
                .map(it -> text(it, "id"))
                .findFirst()
                .orElseThrow(() -> SheetNames.noneBest(sheet, best));
    }

    private ObjectNode plot() {
        ObjectNode plot =
                parts.filled(PromptFile.read(shared.resolve("scenario.yaml")).tree());
        ArrayNode replies = parts.forEach(
                plot.path("replies"), Map.of("secret", secrets(), "topic", topics(), "guest", guests.events()));
        plot.set("replies", replies);
        for (String key : List.of("id", "title", "summary", "framework", "leader", "clock", "endings")) {
            plot.set(key, tree.path(key));
        }
        String lasts = tree.path("lasts").asString("10m");
        plot.put("lasts", lasts).put("warn-at", nearly(lasts));
        ObjectNode persona = plot.putObject("persona");
        for (String key : List.of("name", "full-name", "role", "about")) {
            if (tree.path("persona").has(key)) {
                persona.set(key, tree.path("persona").path(key));
            }
        }
        ArrayNode vocabulary = plot.putArray("vocabulary");
        Stream.concat(Stream.of(text(persona, "name")), strings(tree.path("vocabulary")).stream())
                .distinct()
                .forEach(vocabulary::add);
        JsonNode evades = plot.remove("evades");
        ArrayNode facts = plot.putArray("facts");
        tree.path("facts").values().forEach(fact -> facts.add(fact(fact, evades)));
        options(plot);
        plot.putObject("opening").put("act", "open");
        events(plot);
        topics(plot);
        if (tree.has(GuestSheet.HOST)) {
            GuestSheet.complete(
                    plot,
                    parts.filled(PromptFile.read(shared.resolve("guest.yaml")).tree()));
        }
        return plot;
    }

    private void options(ObjectNode plot) {
        if (tree.has("options")) {
            ArrayNode options = plot.putArray("options");
            tree.path("options").values().forEach(it -> {
                ObjectNode way = (ObjectNode) it.deepCopy();
                if (options.isEmpty()) {
                    // A decision that names none means the first.
                    way.putObject("favoured");
                }
                options.add(way);
            });
        }
    }

    /** What this person answers in a way of their own, whatever move it is. */
    private void topics(ObjectNode plot) {
        for (JsonNode written : tree.path("topics").values()) {
            String id = text(written, "id");
            ObjectNode topic = ((ArrayNode) plot.path("topics")).addObject();
            topic.put("id", id).set("says", written.path("hears"));
            if (written.has("does")) {
                topic.put("rule", id);
            }
            if (written.has("not-when")) {
                topic.set("not-when", written.path("not-when"));
            }
            ((ArrayNode) plot.path("acts")).addObject().put("id", id).put("about", text(written, "about"));
        }
    }

    private List<String> topics() {
        return tree.path("topics").values().stream().map(it -> text(it, "id")).toList();
    }

    private static ObjectNode fact(JsonNode written, JsonNode evades) {
        ObjectNode fact = PromptMapper.MAPPER.createObjectNode();
        fact.set("id", written.path("id"));
        fact.set("statement", written.path("statement"));
        if (written.has("secret")) {
            fact.set("gate", written.path("secret"));
            fact.set("evades", written.has("evades") ? written.path("evades") : evades);
        }
        if (written.has("figures")) {
            fact.set("figures", written.path("figures"));
        }
        return fact;
    }

    private void events(ObjectNode plot) {
        ArrayNode acts = (ArrayNode) plot.path("acts");
        ArrayNode events = plot.putArray("events");
        for (JsonNode written : tree.path("events").values()) {
            String act = happens(written);
            acts.addObject()
                    .put("id", act)
                    .put("about", parts.filled("{name} has just learned of it: " + text(written, "text")));
            ObjectNode event = events.addObject();
            for (String key : List.of("id", "at", "text", "rings", "unless")) {
                if (written.has(key)) {
                    event.set(key, written.path(key));
                }
            }
            event.put("act", act).put("rule", act);
            guests.of(written, event, acts);
        }
    }

    private static String happens(JsonNode event) {
        return "event-" + text(event, "id");
    }

    private ObjectNode feelings() {
        ObjectNode feelings =
                parts.filled(PromptFile.read(shared.resolve("emotion.yaml")).tree());
        dimensions(feelings);
        rules(feelings);
        delivery((ObjectNode) feelings.path("delivery"));
        return feelings;
    }

    private void dimensions(ObjectNode feelings) {
        ArrayNode all = feelings.putArray("dimensions");
        for (JsonNode written : tree.path("dimensions").values()) {
            ObjectNode dimension = all.addObject();
            String id = text(written, "id");
            dimension.put("id", id).put("label", text(written, "label")).put("good", text(written, "best"));
            dimension.set("start", written.path("start"));
            dimension.put("low", text(written, "low")).put("high", text(written, "high"));
            if (id.equals(first("low"))) {
                dimension.put("look", "restlessness");
            } else if (id.equals(first("high"))) {
                dimension.put("look", "warmth");
            }
        }
    }

    private void rules(ObjectNode feelings) {
        ObjectNode rules = feelings.putObject("rules");
        for (String move : moves(_ -> true)) {
            rule(rules, move, tree.path("moves").path(move));
        }
        for (Map.Entry<String, JsonNode> move : tree.path("moves").properties()) {
            rule(rules, move.getKey(), move.getValue());
        }
        tree.path("events").values().forEach(event -> rule(rules, happens(event), event.path("does")));
        tree.path("topics").values().stream()
                .filter(topic -> topic.has("does"))
                .forEach(topic -> rule(rules, text(topic, "id"), topic.path("does")));
        guests.back().forEach(back -> rule(rules, SheetGuests.act(back), back.path("does")));
        rule(rules, "silence", tree.path("silence"));
        if (tree.has(GuestSheet.HOST)) {
            PromptFile.read(shared.resolve("guest.yaml"))
                    .tree()
                    .path("events")
                    .values()
                    .forEach(event -> rule(rules, text(event, "rule"), tree.path("no signs")));
        }
    }

    private void delivery(ObjectNode delivery) {
        JsonNode pitch = tree.path("persona").path("pitch");
        if (pitch.isNumber()) {
            ObjectNode voice = (ObjectNode) delivery.path("pitch");
            voice.put("at", pitch.doubleValue());
            voice.put("min", pitch.doubleValue() * 0.95);
            voice.put("max", pitch.doubleValue() * 1.12);
        }
        JsonNode rate = tree.path("persona").path("rate");
        if (rate.isNumber()) {
            ObjectNode pace = (ObjectNode) delivery.path("rate");
            for (String bound : List.of("at", "min", "max")) {
                pace.put(bound, pace.path(bound).doubleValue() * rate.doubleValue());
            }
        }
    }

    private void rule(ObjectNode rules, String id, JsonNode signs) {
        ObjectNode rule = rules.putObject(id);
        if (!signs.isEmpty()) {
            ObjectNode adds = rule.putObject("adds");
            for (Map.Entry<String, JsonNode> sign : signs.properties()) {
                String marks = sign.getValue().asString("+");
                double amount = AMOUNTS[Math.min(marks.length(), AMOUNTS.length) - 1];
                adds.put(sign.getKey(), marks.startsWith("-") ? -amount : amount);
            }
        }
    }

    private ObjectNode lines() {
        ObjectNode book = PromptMapper.MAPPER.createObjectNode();
        JsonNode moods = PromptFile.read(shared.resolve("emotion.yaml")).tree().path("moods");
        ArrayNode all = book.putArray("moods");
        moods.values().forEach(mood -> all.add(text(mood, "id")));
        ArrayNode groups = book.putArray("lines");
        group(groups, all, "open", "", strings(tree.path("opening")));
        JsonNode common = PromptFile.read(shared.resolve("lines.yaml")).tree().path("lines");
        Map<String, List<String>> says = new LinkedHashMap<>();
        tree.path("lines")
                .properties()
                .forEach(it -> says.computeIfAbsent(it.getKey(), _ -> new ArrayList<>())
                        .addAll(strings(it.getValue())));
        common.properties()
                .forEach(it -> says.computeIfAbsent(it.getKey(), _ -> new ArrayList<>())
                        .addAll(strings(it.getValue())));
        says.forEach((act, lines) -> group(groups, all, act, "", lines));
        for (JsonNode fact : tree.path("facts").values()) {
            List<String> said = fact.has("says") ? strings(fact.path("says")) : List.of(text(fact, "statement"));
            group(groups, all, "answer", text(fact, "id"), said);
            if (fact.has("secret")) {
                group(groups, all, "admit", text(fact, "id"), said);
            }
        }
        tree.path("events")
                .values()
                .forEach(event -> group(groups, all, happens(event), "", strings(event.path("says"))));
        tree.path("topics")
                .values()
                .forEach(topic -> group(groups, all, text(topic, "id"), "", strings(topic.path("says"))));
        guests.back().forEach(back -> group(groups, all, SheetGuests.act(back), "", strings(back.path("says"))));
        ObjectNode neighbours = book.putObject("neighbours");
        says.keySet().stream()
                .filter(act -> !act.equals("acknowledge"))
                .forEach(act -> neighbours.putArray(act).add("acknowledge"));
        neighbours.putArray("answer").add("acknowledge");
        return book;
    }

    private static void group(ArrayNode groups, ArrayNode moods, String act, String fact, List<String> says) {
        ObjectNode group = groups.addObject();
        group.put("act", act).set("moods", moods);
        if (!fact.isEmpty()) {
            group.putArray("facts").add(fact);
        }
        says.stream().distinct().forEach(group.putArray("says")::add);
    }

    private ObjectNode questions() {
        JsonNode common = PromptFile.read(shared.resolve("questions.yaml")).tree();
        ObjectNode book = PromptMapper.MAPPER.createObjectNode();
        ArrayNode groups = book.putArray("questions");
        for (JsonNode fact : tree.path("facts").values()) {
            ObjectNode group = groups.addObject();
            group.putArray("facts").add(text(fact, "id"));
            ArrayNode asks = group.putArray("asks");
            strings(fact.path("asks")).forEach(asks::add);
            String about = text(fact, "id").replace('-', ' ');
            strings(common.path("derived")).forEach(form -> asks.add(form.replace("{about}", about)));
        }
        groups.addObject().set("asks", common.path("unknowable"));
        return book;
    }

    private List<String> secrets() {
        return tree.path("facts").values().stream()
                .filter(fact -> fact.has("secret"))
                .map(fact -> text(fact, "id"))
                .toList();
    }

    /** Nine tenths of a duration. */
    private static String nearly(String lasts) {
        String digits = lasts.replaceAll("[a-z]+", "");
        long unit = lasts.endsWith("ms") ? 1 : lasts.endsWith("s") ? 1_000 : lasts.endsWith("m") ? 60_000 : 3_600_000;
        return Long.parseLong(digits) * unit * 9 / 10 + "ms";
    }

    private static List<String> strings(JsonNode list) {
        return list.values().stream().map(JsonNode::asString).toList();
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
