package dev.calmroom.persona;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
 * @param understood what the leader's words were taken for
 * @param past how the turns of this call came about
 */
public record Scene(
        String happened,
        List<String> moved,
        String decided,
        String interval,
        Between between,
        Set<String> open,
        Understood understood,
        Past past) {
    public static final Scene NONE = new Scene("", List.of(), "", "", Set.of());

    /**
     * @param events what has happened on this call, in words, the last one last
     * @param promised what the persona has promised, in its own words
     * @param asked what the persona asked in its last turn, in its own words; empty where it asked nothing
     * @param chosen the leader's words in which the way out was chosen; empty where nothing is decided
     */
    public record Between(List<String> events, List<String> promised, String asked, String chosen) {
        static final Between NOTHING = new Between(List.of(), List.of(), "", "");

        public Between {
            events = List.copyOf(events);
            promised = List.copyOf(promised);
        }
    }

    /**
     * @param asked ids of the facts that the leader's words ask for
     * @param named ids of the ways out that they name
     * @param mistaken whether they take a figure for true that is not
     */
    public record Understood(List<String> asked, Set<String> named, boolean mistaken) {
        static final Understood NOTHING = new Understood(List.of(), Set.of(), false);

        public Understood {
            asked = List.copyOf(asked);
            named = Set.copyOf(named);
        }
    }

    /**
     * @param happened by the number of a turn of the persona's what brought it about where the leader said nothing
     * @param noPart numbers of turns that are no part of the call: a leader's that does not play, and the authored answer
     */
    public record Past(Map<Integer, String> happened, Set<Integer> noPart) {
        public static final Past NOTHING = new Past(Map.of(), Set.of());

        public Past {
            happened = Map.copyOf(happened);
            noPart = Set.copyOf(noPart);
        }

        public Past happened(int turn, String text) {
            Map<Integer, String> all = new LinkedHashMap<>(happened);
            all.put(turn, text);
            return new Past(all, noPart);
        }

        /** The answer to the last turn before it. */
        public Past deflected(int turn) {
            Set<Integer> all = new LinkedHashSet<>(noPart);
            all.addAll(Set.of(turn - 1, turn));
            return new Past(happened, all);
        }

        String before(int turn) {
            return happened.getOrDefault(turn, "");
        }
    }

    public Scene {
        moved = List.copyOf(moved);
        open = Set.copyOf(open);
    }

    /** Where the two sides have nothing between them yet. */
    Scene(String happened, List<String> moved, String decided, String interval, Set<String> open) {
        this(happened, moved, decided, interval, Between.NOTHING, open, Understood.NOTHING, Past.NOTHING);
    }
}
