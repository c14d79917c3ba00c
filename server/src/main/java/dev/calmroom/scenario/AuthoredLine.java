package dev.calmroom.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One authored line of the persona.
 *
 * @param act the act that it plays
 * @param moods ids of the moods in which it sounds right, at least one
 * @param text as it is spoken; {@code {slot}} stands for words that the leader has just used (see {@link Slot})
 * @param facts ids of the facts that it tells, empty when it tells none
 * @param to moves of the leader that it answers, any one of them is enough; empty when it fits whatever the leader did
 */
public record AuthoredLine(String act, List<String> moods, String text, List<String> facts, List<String> to) {
    public AuthoredLine(
            String act, List<String> moods, String text, @Nullable List<String> facts, @Nullable List<String> to) {
        if (moods.isEmpty()) {
            throw new IllegalArgumentException("'%s' fits no mood".formatted(text));
        }
        this.act = act;
        this.moods = List.copyOf(moods);
        this.text = text.strip();
        this.facts = facts == null ? List.of() : List.copyOf(facts);
        this.to = to == null ? List.of() : List.copyOf(to);
    }
}
