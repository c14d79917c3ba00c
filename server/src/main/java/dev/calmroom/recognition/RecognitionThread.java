package dev.calmroom.recognition;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One platform thread and the streams that live on it. */
final class RecognitionThread implements AutoCloseable {
    private final ExecutorService executor;
    private final AtomicInteger streams = new AtomicInteger();

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

    /** @throws java.util.concurrent.RejectedExecutionException after {@link #close()} */
    void run(Runnable work) {
        executor.execute(work);
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
