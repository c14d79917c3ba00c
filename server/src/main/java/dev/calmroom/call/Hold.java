package dev.calmroom.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether the leader has put the call on hold, by the clock on the wall. Safe for use by several threads. */
final class Hold {
    /** All holds of a call together. A line that somebody has forgotten is not kept from others for ever. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    private final LongSupplier nanos;
    private @Nullable Long since;
    /** Of the holds that are over. */
    private Duration before = Duration.ZERO;

    /** @param nanos a clock as {@link System#nanoTime()} */
    Hold(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isOn() {
        return since != null;
    }

    /** @return false where it is on already, or has been for so long that it may not be again */
    synchronized boolean begin() {
        if (since != null || isUsedUp()) {
            return false;
        }
        since = nanos.getAsLong();
        return true;
    }

    /** @return how long it was; empty where the call was not on hold */
    synchronized Optional<Duration> end() {
        Optional<Duration> lasted = Optional.ofNullable(since).map(it -> Duration.ofNanos(nanos.getAsLong() - it));
        before = before.plus(lasted.orElse(Duration.ZERO));
        since = null;
        return lasted;
    }

    /** Ends it where the call has to go on now. */
    synchronized Optional<Duration> endIfTooLong() {
        boolean tooLong =
                since != null && before.plusNanos(nanos.getAsLong() - since).compareTo(LONGEST) > 0;
        return tooLong ? end() : Optional.empty();
    }

    /** Whether the holds that are over have taken all the time that there is for them. */
    synchronized boolean isUsedUp() {
        return before.compareTo(LONGEST) >= 0;
    }
}
