package dev.calmroom.comprehension;

import java.util.List;

/** Hears what the leader's words are about, for the director. Deterministic, thread-safe, milliseconds, no network. */
public interface Ear {

    /** What the leader's words do and ask for, and whether they address the character or the machine behind it. */
    Reading read(String leaderWords, Before before);

    /** Sentences of one turn with the names of ways out in them, where they only point at one: «the other one». */
    default List<String> naming(List<String> sentences, Before before) {
        return sentences;
    }

    /**
     * The turn as a whole.
     *
     * @param subject facts that the persona told last
     */
    default TurnReading hear(String leaderWords, List<String> subject) {
        return read(leaderWords, new Before("", subject)).turn();
    }

    /** Words that nothing was said before. */
    default TurnReading hear(String leaderWords) {
        return hear(leaderWords, List.of());
    }
}
