package dev.calmroom.call;

import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.StoreStatus;
import java.util.List;
import java.util.Optional;

/** What becomes of that which happens on a line. */
interface CallKeeper {

    /** @return what was kept of the session since; nothing where a line has no past of its own */
    List<LoggedEvent> read(long after);

    /**
     * @param at milliseconds of session time
     * @return as it is shown to whoever is on the line; empty where that is done by others
     */
    Optional<LoggedEvent> keep(long at, SessionEvent event);

    default StoreStatus.Watch watch(StoreStatus.Listener listener) {
        return () -> {};
    }

    /** A session's log, in which all of it is kept. */
    static CallKeeper of(String session, EventLog log) {
        return new CallKeeper() {
            @Override
            public List<LoggedEvent> read(long after) {
                return log.read(session, after);
            }

            @Override
            public Optional<LoggedEvent> keep(long at, SessionEvent event) {
                return Optional.of(log.append(session, at, event));
            }

            @Override
            public StoreStatus.Watch watch(StoreStatus.Listener listener) {
                return log.watch(session, listener);
            }
        };
    }
}
