package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What no schema can say of a framework: that every move, group and criterion that it names is defined, once. */
final class FrameworkCheck {
    private static final int WHOLE = 100;

    private final PromptFile file;
    private final Set<String> moves;
    private final Set<String> groups;
    private final Set<String> criteria;
    private final List<Problem> problems = new ArrayList<>();

    FrameworkCheck(PromptFile file) {
        this.file = file;
        this.moves = PromptFile.ids(file.tree().path("moves"));
        this.groups = PromptFile.ids(file.tree().path("groups"));
        this.criteria = PromptFile.ids(file.tree().path("criteria"));
    }

    List<Problem> problems() {
        once("moves", moves);
        once("groups", groups);
        once("criteria", criteria);
        for (int i = 0; i < moves.size(); i++) {
            known("/moves/" + i + "/group", groups);
        }
        for (int i = 0; i < criteria.size(); i++) {
            String at = "/criteria/" + i;
            known(at + "/group", groups);
            known(at + "/moves", moves);
            known(at + "/before", moves);
            known(at + "/undone-by", moves);
            known(at + "/earlier/any-of", criteria);
            known(at + "/later", criteria);
        }
        known("/scoring/recital/forfeits", groups);
        for (int i = 0; i < file.tree().path("swaps").size(); i++) {
            known("/swaps/" + i + "/move", moves);
        }
        pointsAddUp();
        everyCriterionCanBeMet();
        return problems;
    }

    private void pointsAddUp() {
        int sum = file.tree().path("groups").values().stream()
                .mapToInt(group -> group.path("points").asInt())
                .sum();
        if (sum != WHOLE) {
            problems.add(file.problem(
                    "/groups", "the points of the groups add up to %d, expected %d".formatted(sum, WHOLE)));
        }
        for (int i = 0; i < file.tree().path("groups").size(); i++) {
            JsonNode group = file.tree().path("groups").get(i);
            String id = group.path("id").asString("");
            boolean empty = group.path("points").asInt() > 0
                    && file.tree().path("criteria").values().stream()
                            .noneMatch(c -> c.path("group").asString("").equals(id)
                                    && c.path("kind").asString("").equals("observed"));
            if (empty) {
                problems.add(file.problem("/groups/" + i, "gives points and has no criterion that is observed"));
            }
        }
    }

    private void everyCriterionCanBeMet() {
        for (int i = 0; i < criteria.size(); i++) {
            JsonNode criterion = file.tree().path("criteria").path(i);
            boolean order = criterion.path("kind").asString("").equals("order");
            if (!order && criterion.path("moves").isEmpty()) {
                problems.add(file.problem("/criteria/" + i, "expected 'moves' whose quotes may be evidence"));
            }
            if (!criterion.has("coaching")) {
                problems.add(file.problem("/criteria/" + i, "expected 'coaching' for who did not meet it"));
            }
            if (order != (criterion.has("earlier") && criterion.has("later"))) {
                problems.add(file.problem("/criteria/" + i, "an order, and only an order, has 'earlier' and 'later'"));
            }
        }
    }

    private void once(String list, Set<String> ids) {
        int entries = file.tree().path(list).size();
        if (entries != ids.size()) {
            problems.add(file.problem(
                    "/" + list, "expected every id once, found %d ids for %d entries".formatted(ids.size(), entries)));
        }
    }

    private void known(String pointer, Set<String> ids) {
        JsonNode node = file.tree().at(pointer);
        if (node.isString()) {
            expect(pointer, node.stringValue(), ids);
        }
        for (int i = 0; i < node.size(); i++) {
            expect(pointer + "/" + i, node.get(i).asString(), ids);
        }
    }

    private void expect(String pointer, String id, Set<String> ids) {
        if (!ids.contains(id)) {
            problems.add(file.problem(pointer, "there is no '%s'; %s".formatted(id, ScenarioDangers.meant(id, ids))));
        }
    }
}
