package dev.calmroom.modelhost;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that a model has, and the few who may wait for it. Who has left is passed over. */
final class Work implements AutoCloseable {
    private final ThreadPoolExecutor thread;
    private final BlockingQueue<Runnable> waiting;

    /** @param places how many may wait while one is served */
    Work(int places) {
        waiting = new ArrayBlockingQueue<>(places);
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                waiting,
                Thread.ofPlatform().name("llama-", 0).factory());
    }

    /** @return false when too many are waiting */
    boolean submit(Runnable task) {
        try {
            thread.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Gives up a place in the line. */
    void withdraw(Runnable task) {
        thread.remove(task);
    }

    int waiting() {
        return waiting.size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
