package dev.calmroom.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One authored line of the persona.
 *
 * @param act the act that it plays
 * @param moods ids of the moods in which it sounds right, at least one
 * @param text as it is spoken; {@code {slot}} stands for words that the leader has just used (see {@link Slot})
 * @param facts ids of the facts that it tells, empty when it tells none
 * @param heard values that slots must have for the line to fit, by slot id; empty when any will do
 */
public record Line(String act, List<String> moods, String text, List<String> facts, Map<String, String> heard) {
    public Line(
            String act,
            List<String> moods,
            String text,
            @Nullable List<String> facts,
            @Nullable Map<String, String> heard) {
        if (moods.isEmpty()) {
            throw new IllegalArgumentException("'%s' fits no mood".formatted(text));
        }
        this.act = act;
        this.moods = List.copyOf(moods);
        this.text = text.strip();
        this.facts = facts == null ? List.of() : List.copyOf(facts);
        this.heard = heard == null ? Map.of() : Map.copyOf(heard);
    }
}
