package dev.calmroom.app;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.web.Deletion;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what has been kept for long enough, at the start and every hour: calls with all of theirs, and sound. */
final class Retention implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 100;

    private final SessionIndex sessions;
    private final Deletion deletion;
    private final AudioArchive archive;
    private final Duration callsFor;
    private final Clock clock;

    /** @param callsFor how long calls are kept from their beginning on; zero for ever */
    Retention(SessionIndex sessions, Deletion deletion, AudioArchive archive, Duration callsFor, Clock clock) {
        this.sessions = sessions;
        this.deletion = deletion;
        this.archive = archive;
        this.callsFor = callsFor;
        this.clock = clock;
    }

    /** Never throws: a schedule ends at the first exception, and nobody would notice. */
    @Override
    public void run() {
        try {
            archive.tend(clock.instant());
            if (!callsFor.isZero()) {
                forgetCalls(clock.instant().minus(callsFor));
            }
        } catch (RuntimeException e) {
            LOG.error("What is kept for long enough could not be looked for: {}", e.getMessage(), e);
        }
    }

    /** Where its sound cannot be deleted the rest is gone all the same, and the sound is left to a job. */
    private void forget(String session) {
        try {
            deletion.carryOut(session);
        } catch (UncheckedIOException e) {
            deletion.delete(session);
        }
    }

    /** Another server may be at the same: what it has deleted is not there any more. */
    private void forgetCalls(Instant before) {
        int gone = 0;
        List<String> old;
        do {
            old = sessions.startedBefore(before, AT_ONCE);
            old.forEach(this::forget);
            gone += old.size();
        } while (old.size() == AT_ONCE);
        if (gone > 0) {
            LOG.info("{} calls are deleted, which were kept for {} days", gone, callsFor.toDays());
        }
    }
}
