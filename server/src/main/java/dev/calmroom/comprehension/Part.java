package dev.calmroom.comprehension;

import java.util.List;

/**
 * A stretch of the leader's turn and what it does.
 *
 * @param quote verbatim
 * @param start offset of its first character in the turn
 * @param acts likeliest first; empty where it does nothing beside the framework's moves
 * @param who is meant by it
 * @param mode in which it is said
 */
public record Part(String quote, int start, List<Likely<SpeechAct>> acts, Likely<Who> who, Likely<Mode> mode) {
    public Part {
        acts = List.copyOf(acts);
    }

    /** How sure it is that these words do so, 0 where it was not heard. */
    public double sureness(SpeechAct act) {
        return acts.stream()
                .filter(a -> a.what() == act)
                .mapToDouble(Likely::sureness)
                .findFirst()
                .orElse(0);
    }

    public int end() {
        return start + quote.length();
    }

    /** Whom words are about or aimed at. */
    public enum Who {
        PERSONA,
        TEAM,
        LEADER,
        /** Anybody who is neither on the line nor in the team. */
        OUTSIDE,
        BOTH,
        NOBODY
    }

    /** Whether words are meant as they stand. */
    public enum Mode {
        MEANT,
        ASKED,
        /** Somebody else said or did it. */
        REPORTED,
        HYPOTHETICAL,
        /** It is said not to be so. */
        NEGATED,
        /** It was so earlier. */
        RECALLED,
        QUOTED
    }
}
