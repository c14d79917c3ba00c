package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** Names on a sheet that would stand for two things, or stand for nothing: told before anything is made of them. */
final class SheetNames {
    private final PromptFile sheet;
    private final List<String> moves;
    private final Set<String> topics = new HashSet<>();
    private final Set<String> acts = new HashSet<>();
    private final Set<String> rules = new HashSet<>();

    private SheetNames(PromptFile sheet, Path shared, List<String> moves) {
        this.sheet = sheet;
        this.moves = moves;
        JsonNode all = PromptFile.read(shared.resolve("scenario.yaml")).tree();
        topics.addAll(PromptFile.ids(all.path("topics")));
        acts.addAll(PromptFile.ids(all.path("acts")));
        all.path("silence").values().forEach(step -> rules.add(step.path("rule").asString("")));
        rules.addAll(PromptFile.read(shared.resolve("emotion.yaml"))
                .tree()
                .path("labels")
                .propertyNames());
        if (sheet.tree().has(GuestSheet.HOST)) {
            JsonNode guest = PromptFile.read(shared.resolve("guest.yaml")).tree();
            topics.addAll(PromptFile.ids(guest.path("topics")));
            guest.path("events")
                    .values()
                    .forEach(event -> rules.add(event.path("rule").asString("")));
        }
    }

    /**
     * A topic is a topic, an act that answers it and a rule that moves: each of its three names has to be its own.
     *
     * @param shared the folder with what all sheets have
     * @param moves of the framework
     * @throws InvalidPromptsException when one is not
     */
    static void check(PromptFile sheet, Path shared, List<String> moves) {
        List<Problem> problems = new SheetNames(sheet, shared, moves).problems();
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
    }

    /**
     * Shared replies, moods and delivery go by what the leader earns and by what has to fall.
     *
     * @param best the end at which no dimension of the sheet is best
     */
    static InvalidPromptsException noneBest(PromptFile sheet, String best) {
        return new InvalidPromptsException(List.of(sheet.problem(
                "/dimensions",
                best.equals("high")
                        ? "none is best high: expected one with 'best: high', which is what the leader earns"
                        : "none is best low: expected one with 'best: low', which is what has to fall")));
    }

    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        JsonNode tree = sheet.tree();
        tree.path("moves").propertyNames().forEach(move -> known("/moves/" + move, move, "move", moves, problems));
        each(tree, "/decides", (pointer, move) -> known(pointer, move.asString(""), "move", moves, problems));
        List<String> dimensions = List.copyOf(PromptFile.ids(tree.path("dimensions")));
        tree.path("moves").propertyNames().forEach(move -> effect("/moves/" + move, dimensions, problems));
        effect("/silence", dimensions, problems);
        for (String does : List.of("/events", "/topics")) {
            each(tree, does, (pointer, _) -> {
                effect(pointer + "/does", dimensions, problems);
                each(tree, pointer + "/guest/back", (back, _) -> effect(back + "/does", dimensions, problems));
            });
        }
        int index = 0;
        for (JsonNode topic : sheet.tree().path("topics").values()) {
            String id = topic.path("id").asString("");
            String what = taken(id);
            if (!what.isEmpty()) {
                problems.add(sheet.problem(
                        "/topics/%d/id".formatted(index), "'%s' is %s; expected another name".formatted(id, what)));
            }
            index++;
        }
        return problems;
    }

    private static void each(JsonNode tree, String list, BiConsumer<String, JsonNode> does) {
        int index = 0;
        for (JsonNode entry : tree.at(list).values()) {
            does.accept(list + "/" + index++, entry);
        }
    }

    private void effect(String pointer, List<String> dimensions, List<Problem> problems) {
        sheet.tree()
                .at(pointer)
                .propertyNames()
                .forEach(id -> known(pointer + "/" + id, id, "dimension", dimensions, problems));
    }

    private void known(String pointer, String id, String what, List<String> there, List<Problem> problems) {
        if (!there.contains(id)) {
            problems.add(sheet.problem(
                    pointer,
                    "there is no %s '%s'; %s".formatted(what, id, ScenarioDangers.meant(id, Set.copyOf(there)))));
        }
    }

    /** @return what the name stands for already; empty where for nothing */
    private String taken(String id) {
        if (moves.contains(id)) {
            return "a move of the framework, and the topic's effect would replace the move's";
        }
        if (topics.contains(id)) {
            return "a topic that every sheet has";
        }
        if (acts.contains(id)) {
            return "an act that every sheet has, and whose lines would answer the topic";
        }
        return rules.contains(id)
                ? "what moves everybody on a sheet, and the topic would have no effect of its own"
                : "";
    }
}
