package dev.calmroom.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream that has given nothing for a while: a reader that waits on it is told, and waits no longer. */
final class StallGuard implements AutoCloseable {
    private final InputStream stream;
    private final long patience;
    private final Thread watcher;
    private volatile long lastSign = System.nanoTime();

    StallGuard(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience.toNanos();
        this.watcher = Thread.ofVirtual().name("stall-guard").start(this::watch);
    }

    /** Something came. */
    void sign() {
        lastSign = System.nanoTime();
    }

    private void watch() {
        try {
            for (long left = patience; left > 0; left = patience - (System.nanoTime() - lastSign)) {
                Thread.sleep(Duration.ofNanos(left));
            }
            stream.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It is closed as far as it can be; the reader finds out.
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
