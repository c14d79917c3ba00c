package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What no schema can say of a framework: that every move, group and criterion that it names is defined, once. */
final class FrameworkCheck {
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
        return problems;
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
            problems.add(
                    file.problem(pointer, "there is no '%s'; expected one of %s".formatted(id, new TreeSet<>(ids))));
        }
    }
}
