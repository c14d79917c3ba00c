package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.WorldRules.Visit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who comes into a call for a while, on a sheet of their own: who that is, what they know, feel and say. Night,
 * leader and framework are those of the call.
 */
final class GuestSheet {
    /** Under this key stands whom the leader comes back to. */
    static final String HOST = "host";

    /** Behind being cut short nothing comes before the leader's wish to go back. */
    private static final int FIRST = 1;

    /** How long somebody stays where the sheet does not say. */
    private static final String LASTS = "90s";
    /** No guest is heard to its end: what ends it is an event. */
    private static final String NO_END = "1h";

    private final PromptFile file;

    private GuestSheet(PromptFile file) {
        this.file = file;
    }

    /** @throws InvalidPromptsException when there is no such file, or it is not as its schema says */
    static GuestSheet read(Path folder, Visit visit) {
        return new GuestSheet(PromptFile.read(folder.resolve(visit.sheet()), "guest"));
    }

    Path path() {
        return file.path();
    }

    /** What is left out of it and will be missed. */
    List<Problem> slips() {
        return new SheetSlips(file).problems();
    }

    /** The persona waits for one guest at a time. */
    private void bringsNobody() {
        List<Problem> problems = new ArrayList<>();
        int index = 0;
        for (JsonNode event : file.tree().path("events").values()) {
            if (event.has("guest")) {
                problems.add(file.problem(
                        "/events/%d/guest".formatted(index),
                        "a guest brings nobody: expected 'guest' at an event of the scenario alone"));
            }
            index++;
        }
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
    }

    /**
     * The five files that make a scenario of it.
     *
     * @throws InvalidPromptsException when a shared part is not as its schema says, or the sheet brings somebody itself
     */
    Sheet.Parts expand(Path prompts, Visit visit, Plot call) {
        bringsNobody();
        ObjectNode whole = PromptMapper.MAPPER.createObjectNode();
        whole.put("id", visit.id()).put("title", call.title()).put("summary", call.summary());
        whole.put("framework", call.framework()).put("clock", call.clock().toString());
        whole.putObject("leader").put("role", call.leader().role());
        whole.put("lasts", LASTS);
        file.tree().properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
        PromptFile sheet = file.standingFor("sheet", whole);
        whole.put(HOST, called(call.persona().name()));
        return Sheet.expand(prompts, sheet);
    }

    /** As a recogniser writes it, fit to stand in a pattern. */
    private static String called(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L} ]", ".");
    }

    /** What every guest has besides what everybody has. */
    static void complete(ObjectNode plot, ObjectNode shared) {
        for (JsonNode event : shared.path("events").values()) {
            ((ArrayNode) plot.path("events")).add(((ObjectNode) event).set("at", plot.path("lasts")));
        }
        plot.put("lasts", NO_END);
        ((ArrayNode) plot.path("topics")).addAll((ArrayNode) shared.path("topics"));
        ArrayNode replies = (ArrayNode) plot.path("replies");
        int at = FIRST;
        for (JsonNode reply : shared.path("replies").values()) {
            replies.insert(at++, reply);
        }
    }

    /** What does not fit between the call's event and the guest's sheet, told of the call's file. */
    static List<Problem> problems(PromptFile plot, int event, Visit visit, Scenario guest) {
        List<Problem> problems = new ArrayList<>();
        Set<String> endings = new TreeSet<>();
        guest.plot().endings().forEach(ending -> endings.add(ending.id()));
        String at = "/events/%d/guest/back".formatted(event);
        for (int i = 0; i < visit.back().size(); i++) {
            String ending = visit.back().get(i).ending();
            if (!endings.remove(ending)) {
                problems.add(plot.problem(
                        at + "/" + i + "/ending",
                        "%s has no ending '%s', or it stands here twice".formatted(visit.sheet(), ending)));
            }
        }
        if (!endings.isEmpty()) {
            problems.add(plot.problem(at, "expected what follows %s of %s too".formatted(endings, visit.sheet())));
        }
        return problems;
    }
}
