package dev.calmroom.scenario;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Those on a sheet whom an event brings: what the sheet leaves out of them is the same in every scenario that is written
 * on one.
 */
final class SheetGuests {
    private static final String GUEST = "guest";

    private final JsonNode events;
    private final SharedParts parts;

    SheetGuests(JsonNode events, SharedParts parts) {
        this.events = events;
        this.parts = parts;
    }

    /** Ids of the events that bring somebody. */
    List<String> events() {
        return events.values().stream()
                .filter(event -> event.has(GUEST))
                .map(event -> event.path("id").asString(""))
                .toList();
    }

    /** What comes of each guest, by the guest's endings. */
    List<JsonNode> back() {
        return events.values().stream()
                .flatMap(event -> event.path(GUEST).path("back").values().stream())
                .toList();
    }

    /** By which the person takes notice, and the rule that moves it. */
    static String act(JsonNode back) {
        return "back-" + back.path("ending").asString("");
    }

    /**
     * @param written the event as the sheet has it
     * @param event what stands for it
     * @param acts of the scenario
     */
    void of(JsonNode written, ObjectNode event, ArrayNode acts) {
        JsonNode guest = written.path(GUEST);
        if (guest.isMissingNode()) {
            return;
        }
        ObjectNode whole = event.putObject(GUEST);
        whole.set("sheet", guest.path("sheet"));
        whole.put("act", "put-through");
        whole.put("says", guest.path("says").asString("Put them through to me. I'll take it."));
        whole.put("goes", guest.path("goes").asString(parts.filled("I have to go back to {name}.")));
        ArrayNode back = whole.putArray("back");
        for (JsonNode ending : guest.path("back").values()) {
            back.addObject()
                    .put("ending", ending.path("ending").asString(""))
                    .put("act", act(ending))
                    .put("rule", act(ending));
            acts.addObject()
                    .put("id", act(ending))
                    .put("about", parts.filled("The leader is back, {name} has waited and takes notice."));
        }
    }
}
