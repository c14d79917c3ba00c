package dev.calmroom.comprehension;

import java.util.List;
import java.util.stream.Stream;

/**
 * A leader's turn as a careful reader would read it before answering: what its parts do, and each thing that it asks for.
 * It chooses nothing; the director, a model's prompt and whoever answers from memory do.
 *
 * @param parts in the order of the turn; what is asked is a part too
 * @param asks in the order of the turn; empty where nothing is asked
 * @param turn what holds for the turn as a whole
 */
public record Reading(List<Part> parts, List<Ask> asks, TurnReading turn) {
    /** Nothing is asked or done. */
    public static final Reading NOTHING = nothing(TurnReading.OffRole.NONE);

    public Reading {
        parts = List.copyOf(parts);
        asks = List.copyOf(asks);
    }

    /** Words that are not answered as words of this call, or nothing at all. */
    public static Reading nothing(TurnReading.OffRole offRole) {
        return new Reading(List.of(), List.of(), TurnReading.nothing(offRole));
    }

    /** The same parts and asks, where more is known of the turn as a whole. */
    public Reading with(TurnReading known) {
        return new Reading(parts, asks, known);
    }

    /** How sure it is that some part of the turn does so, 0 where it was not heard. */
    public double sureness(SpeechAct act) {
        return parts.stream().mapToDouble(part -> part.sureness(act)).max().orElse(0);
    }

    /** What of the call itself is asked about, in the order of the turn: the asks whose likeliest answer is memory. */
    public Stream<Ask> memories() {
        return asks.stream().filter(ask -> ask.best().what() instanceof Sought.Beside beside && beside.isMemory());
    }
}
