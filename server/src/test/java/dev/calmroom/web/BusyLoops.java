package dev.calmroom.web;

import java.util.List;
import java.util.stream.IntStream;

/** Whatever else a laptop may be doing: so many loops that never rest, until they are closed. */
final class BusyLoops implements AutoCloseable {
    private final List<Thread> threads;
    private volatile boolean over;

    private BusyLoops(int count) {
        threads = IntStream.range(0, count)
                .mapToObj(i -> Thread.ofPlatform().daemon().name("busy-" + i).unstarted(this::spin))
                .toList();
    }

    static BusyLoops start(int count) {
        BusyLoops loops = new BusyLoops(count);
        loops.threads.forEach(Thread::start);
        return loops;
    }

    int count() {
        return threads.size();
    }

    private void spin() {
        while (!over) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
