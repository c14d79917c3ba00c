package dev.calmroom.comprehension;

import java.util.List;

/** Hears what the leader's words are about, for the director. Deterministic, thread-safe, milliseconds, no network. */
public interface Ear {

    /**
     * @param subject facts that the persona told last: what «Why?» and «And the other one?» are about
     * @return what the leader asks for, and whether the words address the character or the machine behind it
     */
    TurnReading hear(String leaderWords, List<String> subject);

    /** Words that nothing was said before. */
    default TurnReading hear(String leaderWords) {
        return hear(leaderWords, List.of());
    }
}
