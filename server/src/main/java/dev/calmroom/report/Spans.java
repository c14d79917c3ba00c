package dev.calmroom.report;

import java.time.Duration;

/** Lengths of time as one says them. */
final class Spans {
    private Spans() {}

    /** «40 seconds», «3 minutes»; at least a second. */
    static String of(Duration length) {
        long seconds = Math.max(1, (length.toMillis() + 500) / 1000);
        return seconds < 120 ? seconds + (seconds == 1 ? " second" : " seconds") : (seconds + 30) / 60 + " minutes";
    }
}
