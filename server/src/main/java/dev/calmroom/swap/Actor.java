package dev.calmroom.swap;

import java.util.Optional;

/** Whoever plays the persona. */
@FunctionalInterface
public interface Actor {

    /**
     * Says one turn of the persona's, however long that takes.
     *
     * @return the words; empty for one who hangs up
     */
    Optional<String> say(Cue cue);
}
