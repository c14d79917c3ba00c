package dev.calmroom.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether the leader has put the call on hold, by the clock on the wall. Safe for use by several threads. */
final class Hold {
    /** A line that somebody has forgotten is not kept from others for ever: the call goes on by itself. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    private final LongSupplier nanos;
    private @Nullable Long since;

    /** @param nanos a clock as {@link System#nanoTime()} */
    Hold(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isOn() {
        return since != null;
    }

    /** @return false where it is on already */
    synchronized boolean begin() {
        if (since != null) {
            return false;
        }
        since = nanos.getAsLong();
        return true;
    }

    /** @return how long it was; empty where the call was not on hold */
    synchronized Optional<Duration> end() {
        Optional<Duration> lasted = Optional.ofNullable(since).map(it -> Duration.ofNanos(nanos.getAsLong() - it));
        since = null;
        return lasted;
    }

    synchronized boolean isTooLong() {
        return since != null && nanos.getAsLong() - since > LONGEST.toNanos();
    }
}
