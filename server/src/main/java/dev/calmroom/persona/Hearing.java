package dev.calmroom.persona;

import java.util.List;

/**
 * What a leader's turn is about, as far as the answer goes.
 *
 * @param question whether it asks something
 * @param facts ids of the scenario's facts that would answer it, most important first; empty when none would
 * @param unknowable whether it asks for something that the persona cannot know
 * @param offRole what makes it no part of this call, or {@link OffRole#NONE}
 */
public record Hearing(boolean question, List<String> facts, boolean unknowable, OffRole offRole) {
    public Hearing {
        facts = List.copyOf(facts);
    }

    /** Why words are not answered as words of this call. */
    public enum OffRole {
        NONE,
        /** She talks to a machine behind the character, gives it orders, or asks for its instructions. */
        ATTACK,
        /** Not the language of the call. */
        FOREIGN,
        /** No words that make sense: letters, noise. */
        NONSENSE
    }
}
