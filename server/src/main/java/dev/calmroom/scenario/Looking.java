package dev.calmroom.scenario;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one thread at a time look at files. Others wait a moment for it, and then go on with what is known already. */
public final class Looking {
    /** A folder is looked through in a few milliseconds; no call waits for a disk that takes longer. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();

    /**
     * What a look finds.
     *
     * @param known in place of it where another looks for longer than anybody waits; null where there is nothing yet, and
     *     it has to be waited for
     */
    public <T> T orElse(@Nullable T known, Supplier<T> look) {
        if (known == null) {
            lock.lock();
        } else if (!isFreeSoon()) {
            return known;
        }
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFreeSoon() {
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
