package dev.calmroom.recognition;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One platform thread and the streams that live on it. */
final class RecognitionThread implements AutoCloseable {
    /** Frames of 20 ms: a fifth of a second of one stream. */
    private static final int BEHIND = 10;

    private final ExecutorService executor;
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    RecognitionThread(String name) {
        executor = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    int streams() {
        return streams.get();
    }

    void join() {
        streams.incrementAndGet();
    }

    void leave() {
        streams.decrementAndGet();
    }

    /** @throws RejectedExecutionException after {@link #close()} */
    void run(Runnable work) {
        waiting.incrementAndGet();
        try {
            executor.execute(() -> {
                waiting.decrementAndGet();
                work.run();
            });
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            throw e;
        }
    }

    /** Whether it is further behind than a few frames of every stream. */
    boolean isBehind() {
        return waiting.get() > BEHIND;
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
