package dev.calmroom.report;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where work is done that takes the processor for a second or more and that no call waits for. Calls live on virtual
 * threads, which share as many carriers as there are processors, and such work would keep a carrier to itself: here it has
 * a few threads of its own, and what is too much is refused or waits.
 */
public final class Workbench implements AutoCloseable {
    private final int mostAsked;
    private final AtomicInteger asked = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    /** There is too much to do already. */
    public static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException() {
            super("Too much is being worked out here just now. Try again in a moment.");
        }
    }

    /**
     * @param atOnce how much is done at the same time
     * @param mostWaiting how much more may wait before others are refused
     */
    public Workbench(String name, int atOnce, int mostWaiting) {
        mostAsked = atOnce + mostWaiting;
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Has something worked out, and waits for it. Nothing that is worked out here may ask for more to be worked out here.
     *
     * @throws FullException when so much waits already that this does not
     */
    public <T> T work(Supplier<T> task) {
        if (asked.incrementAndGet() > mostAsked) {
            asked.decrementAndGet();
            throw new FullException();
        }
        return counted(task);
    }

    /** The same for what is always waited for, however much there is to do. */
    public <T> T whenFree(Supplier<T> task) {
        asked.incrementAndGet();
        return counted(task);
    }

    private <T> T counted(Supplier<T> task) {
        FutureTask<T> work = new FutureTask<>(task::get);
        try {
            threads.execute(work);
            return work.get();
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody waits for it any more", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            asked.decrementAndGet();
        }
    }

    /** How much there is to do. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
