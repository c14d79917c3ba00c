package dev.calmroom.persona;

import java.util.List;
import java.util.Set;

/**
 * Where a call stands at a turn of the persona's, as far as whoever words it may know.
 *
 * @param happened what is answered where the leader said nothing: the text of an event; empty for silence and where the
 *     leader spoke
 * @param moved what moved the persona just now, in words, the strongest first; at most two
 * @param decided the id of the option that the leader has decided for; empty where nothing is decided
 * @param interval how often the leader has asked to hear, in words; empty where nothing is agreed
 * @param between what the two sides have between them
 * @param open ids of the facts that are so only now, or have a gate, and may be told now
 */
public record Scene(
        String happened, List<String> moved, String decided, String interval, Between between, Set<String> open) {
    public static final Scene NONE = new Scene("", List.of(), "", "", Set.of());

    /**
     * @param events what has happened on this call, in words, the last one last
     * @param promised what the persona has promised, in its own words
     * @param asked what the persona asked in its last turn, in its own words; empty where it asked nothing
     */
    public record Between(List<String> events, List<String> promised, String asked) {
        static final Between NOTHING = new Between(List.of(), List.of(), "");

        public Between {
            events = List.copyOf(events);
            promised = List.copyOf(promised);
        }
    }

    public Scene {
        moved = List.copyOf(moved);
        open = Set.copyOf(open);
    }

    /** Where the two sides have nothing between them yet. */
    Scene(String happened, List<String> moved, String decided, String interval, Set<String> open) {
        this(happened, moved, decided, interval, Between.NOTHING, open);
    }
}
