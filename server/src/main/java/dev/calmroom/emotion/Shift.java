package dev.calmroom.emotion;

import java.util.List;

/** A state before and after, and every cause between them; the causes of a dimension add up to its difference. */
public record Shift(EmotionalState before, EmotionalState after, List<Cause> causes) {
    public Shift {
        causes = List.copyOf(causes);
    }
}
