package dev.calmroom.call;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the calls of which something is still to be done here: on the line, or over and being concluded. Thread-safe. */
final class Unconcluded {
    private int calls;

    synchronized void begun() {
        calls++;
    }

    synchronized void concluded() {
        calls--;
        notifyAll();
    }

    /** @return whether there are none any more; otherwise the time is over */
    synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (calls > 0) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
