package dev.calmroom.log;

import dev.calmroom.log.SessionEvent.SessionStarted;
import java.util.List;
import java.util.Optional;

/**
 * An event as the log keeps it; in JSON the event's own fields stand beside {@code sequence} and {@code at}.
 *
 * @param sequence counts a session's events from 1 without a gap
 * @param at milliseconds of session time, from the moment the session started
 */
public record LoggedEvent(long sequence, long at, SessionEvent event) {

    /** How a session began; empty where these are the events of none. */
    public static Optional<SessionStarted> start(List<LoggedEvent> events) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(SessionStarted.class::isInstance)
                .map(SessionStarted.class::cast)
                .findFirst();
    }
}
