package dev.calmroom.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the understudy can say: the contents of {@code lines.yaml}.
 *
 * @param moods mood ids from the worst to the best; a line for a neighbouring mood is better than none
 * @param neighbours for an act whose lines have run out, the acts that serve instead, best first
 */
public record LineBook(List<String> moods, Map<String, List<String>> neighbours, List<Slot> slots, List<Line> lines) {
    public LineBook {
        moods = List.copyOf(moods);
        neighbours = Collections.unmodifiableMap(new LinkedHashMap<>(neighbours));
        slots = List.copyOf(slots);
        lines = List.copyOf(lines);
    }
}
