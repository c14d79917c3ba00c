package dev.calmroom.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page needs of a scenario; it knows none by itself.
 *
 * @param clock the night's time when the call starts, {@code 23:00}
 * @param rules words for the ledger by the id of a cause's rule
 * @param sounds what sounds in the page by the id of a world event
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
        Map<String, String> sounds) {

    public record Person(String name, String role) {}

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
