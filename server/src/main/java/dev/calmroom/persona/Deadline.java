package dev.calmroom.persona;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The next thing that becomes due in a turn; one at a time. Under the turn's lock. */
final class Deadline {
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private @Nullable ScheduledFuture<?> due;
    private long at;

    Deadline(ScheduledExecutorService timer, InstantSource clock) {
        this.timer = timer;
        this.clock = clock;
    }

    /** In the place of what was due before. */
    void in(Duration delay, Runnable task) {
        cancel();
        at = clock.millis() + delay.toMillis();
        due = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How long it is until then. */
    Duration left() {
        return Duration.ofMillis(Math.max(0, at - clock.millis()));
    }

    void cancel() {
        if (due != null) {
            due.cancel(false);
        }
    }
}
