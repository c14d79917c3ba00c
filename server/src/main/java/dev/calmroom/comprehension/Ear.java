package dev.calmroom.comprehension;

import java.util.List;

/** Hears what the leader's words are about, for the director. Deterministic, thread-safe, milliseconds, no network. */
public interface Ear {

    /**
     * @param subject facts that he told last: what «Why?» and «And the other one?» are about
     * @return what she asks for, and whether she speaks to the character or at the machine behind him
     */
    TurnReading hear(String leaderWords, List<String> subject);

    /** Words that nothing was said before. */
    default TurnReading hear(String leaderWords) {
        return hear(leaderWords, List.of());
    }
}
