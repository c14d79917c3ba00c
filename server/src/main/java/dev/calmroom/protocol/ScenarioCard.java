package dev.calmroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page needs of a scenario; it knows none by itself.
 *
 * @param clock the night's time when the call starts, {@code 23:00}
 * @param rules words for the ledger by the id of a cause's rule
 * @param sounds what sounds in the page by the id of a world event
 * @param guests who can come on the line; not told where nobody can
 */
public record ScenarioCard(
        String id,
        String title,
        String summary,
        Person persona,
        String clock,
        long durationMs,
        long warnAtMs,
        List<Dimension> dimensions,
        Map<String, String> rules,
        Map<String, String> sounds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Guest> guests) {
    public ScenarioCard(
            String id,
            String title,
            String summary,
            Person persona,
            String clock,
            long durationMs,
            long warnAtMs,
            List<Dimension> dimensions,
            Map<String, String> rules,
            Map<String, String> sounds,
            @Nullable List<Guest> guests) {
        this.id = id;
        this.title = title;
        this.summary = summary;
        this.persona = persona;
        this.clock = clock;
        this.durationMs = durationMs;
        this.warnAtMs = warnAtMs;
        this.dimensions = dimensions;
        this.rules = rules;
        this.sounds = sounds;
        this.guests = guests == null ? List.of() : List.copyOf(guests);
    }

    public record Person(String name, String role) {}

    /**
     * @param event the world event with which the guest can be spoken to
     * @param id by which events tell of the guest
     * @param says words of the leader's that bring the guest on the line
     * @param goes words that end it
     */
    public record Guest(
            String event, String id, String name, String role, String says, String goes, List<Dimension> dimensions) {}

    /**
     * @param low words for this end of the scale
     * @param good which end is the good one, {@code high} or {@code low}
     * @param look how it forms the drawn shape, or null where it has a meter only
     */
    public record Dimension(
            String id,
            String label,
            String low,
            String high,
            String good,
            @Nullable String look) {}
}
