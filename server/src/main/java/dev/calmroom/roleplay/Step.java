package dev.calmroom.roleplay;

import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.Brief;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one thing that happened to a roleplay.
 *
 * @param next where the session stands now
 * @param events what is to be recorded, in this order
 */
public record Step(
        Roleplay next, List<SessionEvent> events, @Nullable Brief turn) {
    public Step {
        events = List.copyOf(events);
    }

    /** Nothing came of it. */
    public static Step nothing(Roleplay next) {
        return new Step(next, List.of(), null);
    }

    /** What the persona is to say now, if anything. */
    public Optional<Brief> brief() {
        return Optional.ofNullable(turn);
    }
}
