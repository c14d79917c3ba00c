package dev.calmroom.recognition;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The few platform threads that recognise for all calls. A stream asks for a turn and does a little of its work in it,
 * on whichever thread is free: so no core is idle while somebody waits. Who waits for final words goes first, the
 * others in the order in which they asked.
 */
final class RecognitionThreads implements AutoCloseable {
    private final ThreadPoolExecutor executor;
    private final AtomicLong asked = new AtomicLong();

    RecognitionThreads(int threads) {
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().name("recognition-", 0).daemon().factory());
    }

    private record Turn(Runnable work, boolean urgent, long number) implements Runnable, Comparable<Turn> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Turn other) {
            return urgent == other.urgent ? Long.compare(number, other.number) : urgent ? -1 : 1;
        }
    }

    /** @return false when there are no more turns, because the threads have been closed */
    boolean ask(Runnable work, boolean urgent) {
        try {
            executor.execute(new Turn(work, urgent, asked.incrementAndGet()));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Lets the work that is waiting finish; streams are closed before this is called, so it is short. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new RecognitionException("a recognition thread did not end within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
