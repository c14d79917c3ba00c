package dev.calmroom.app;

import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.storage.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the grade of calls whose server died after their end and before it had asked. */
final class LeftUngraded implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LeftUngraded.class);

    private final Leases leases;
    private final GradingDesk desk;

    LeftUngraded(Leases leases, GradingDesk desk) {
        this.leases = leases;
        this.desk = desk;
    }

    /** Asked for first, and ticked off then: who dies in between leaves it to be asked for twice, which is once. */
    @Override
    public void run() {
        try {
            for (String session : leases.ungraded()) {
                desk.start(session, "the call ended");
                leases.settled(session);
            }
        } catch (LogUnavailableException away) {
            LOG.debug("calls without a grade are looked for when the database is back", away);
        } catch (RuntimeException e) {
            LOG.error("calls without a grade could not be looked for", e);
        }
    }
}
