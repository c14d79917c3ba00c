package dev.calmroom.session;

import java.util.List;

/** The append-only logs of all sessions. Safe for use by several threads. */
public interface EventLog {

    /**
     * Numbers the event and keeps it for good; it may be shown to anybody once this has returned.
     *
     * @param at milliseconds of session time
     */
    LoggedEvent append(String session, long at, SessionEvent event);

    /** @return the events with a greater number than {@code after}, in order; empty when there is no such session */
    List<LoggedEvent> read(String session, long after);
}
