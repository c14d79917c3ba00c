package dev.calmroom.log;

import java.util.List;

/** The append-only logs of all sessions. Safe for use by several threads. */
public interface EventLog {

    /**
     * Numbers the event and keeps it for good; it may be shown to anybody once this has returned. A session's first
     * event is a {@link SessionEvent.SessionStarted}, and it has only one.
     *
     * @param at milliseconds of session time
     * @throws IllegalArgumentException when the session was never started or has been deleted
     *     ({@link SessionGoneException}), or is started twice
     * @throws LogUnavailableException when the event is neither kept nor held; it must not be shown
     */
    LoggedEvent append(String session, long at, SessionEvent event);

    /**
     * Records a session that happened elsewhere or before: the whole of it, or nothing. It is kept, and never held in
     * memory.
     *
     * @param events with their session times, of which the first is the beginning, and the only one; numbered anew
     * @throws IllegalArgumentException when there is such a session, or it has another beginning
     * @throws LogUnavailableException when it cannot be kept now
     */
    void appendAll(String session, List<LoggedEvent> events);

    /**
     * @return the events with a greater number than {@code after}, in order; empty when there is no such session
     * @throws LogUnavailableException when the store cannot be read now
     */
    List<LoggedEvent> read(String session, long after);

    /**
     * Listens for a session's events being held in memory instead of kept. A log that always keeps or refuses never
     * calls.
     */
    default StoreStatus.Watch watch(String session, StoreStatus.Listener listener) {
        return () -> {};
    }
}
