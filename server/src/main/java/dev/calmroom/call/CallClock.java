package dev.calmroom.call;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Session time of one call: runs from when it begins, and stands still while it is stopped. Safe for use by several threads. */
final class CallClock {
    private final LongSupplier nanos;
    /** By the clock beneath, when the session would have begun had it never been stopped. */
    private long begun;

    private @Nullable Long stopped;

    /**
     * @param nanos a clock as {@link System#nanoTime()}
     * @param lead how much session time has passed before now
     */
    CallClock(LongSupplier nanos, Duration lead) {
        this.nanos = nanos;
        this.begun = nanos.getAsLong() - lead.toNanos();
    }

    synchronized Duration now() {
        return Duration.ofNanos((stopped == null ? nanos.getAsLong() : stopped) - begun);
    }

    synchronized void stop() {
        if (stopped == null) {
            stopped = nanos.getAsLong();
        }
    }

    synchronized void start() {
        if (stopped != null) {
            begun += nanos.getAsLong() - stopped;
            stopped = null;
        }
    }
}
