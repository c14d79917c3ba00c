package dev.calmroom.call;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads on which all calls ask their models. They are platform threads, because native code pins virtual ones,
 * and no more than there are cores, because more would only make each question slower. Questions are begun in the order
 * in which they were asked.
 */
public final class ModelThreads implements AutoCloseable {
    /** Whoever comes after so many would be answered when the leader has long given up. */
    private static final int MOST_WAITING = 128;

    private final ThreadPoolExecutor threads;

    /** @param threads at least one */
    public ModelThreads(int threads) {
        this(threads, MOST_WAITING);
    }

    ModelThreads(int threads, int mostWaiting) {
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWaiting),
                Thread.ofPlatform().name("model-", 1).daemon().factory());
    }

    /** @throws RejectedExecutionException when too many questions are waiting already, or after {@link #close} */
    void execute(Runnable question) {
        threads.execute(question);
    }

    /** What is being asked is answered; what waits is not asked any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
