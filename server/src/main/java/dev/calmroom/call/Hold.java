package dev.calmroom.call;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the leader has put the call on hold, by the clock on the wall. Safe for use by several threads: what is to be done
 * at a beginning or an end is done before the next one, so that the call hears of both in their order.
 */
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

    /** @param begun not run where it is on already, or has been for so long that it may not be again */
    synchronized void begin(Runnable begun) {
        if (since == null && !isUsedUp()) {
            since = nanos.getAsLong();
            begun.run();
        }
    }

    /** @param ended told how long it was; not told where the call was not on hold */
    synchronized void end(Consumer<Duration> ended) {
        if (since != null) {
            Duration lasted = Duration.ofNanos(nanos.getAsLong() - since);
            before = before.plus(lasted);
            since = null;
            ended.accept(lasted);
        }
    }

    /**
     * Ends it where the call has to go on now.
     *
     * @param known whether the call has heard of its beginning: what ends before that would never end
     */
    synchronized void endIfTooLong(boolean known, Consumer<Duration> ended) {
        if (known
                && since != null
                && before.plusNanos(nanos.getAsLong() - since).compareTo(LONGEST) > 0) {
            end(ended);
        }
    }

    /** Whether the holds that are over have taken all the time that there is for them. */
    synchronized boolean isUsedUp() {
        return before.compareTo(LONGEST) >= 0;
    }
}
