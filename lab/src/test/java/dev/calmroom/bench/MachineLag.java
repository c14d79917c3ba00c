package dev.calmroom.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How late the machine does what is due, while something else is measured on it: a little work on every beat of a
 * call, timed from when it was due, without the work itself. Nearly nothing where a core is free; where other programs
 * take their share, what each step of a call loses to them as well.
 */
final class MachineLag implements AutoCloseable {
    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long WORK = TimeUnit.MILLISECONDS.toNanos(1);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ScheduledExecutorService metronome = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("machine-lag").daemon().factory());
    private final List<Double> late = new ArrayList<>();
    private final long begun = System.nanoTime();
    private long beats;

    private MachineLag() {
        var _ = metronome.scheduleAtFixedRate(this::beat, BEAT, BEAT, TimeUnit.NANOSECONDS);
    }

    static MachineLag measure() {
        return new MachineLag();
    }

    private synchronized void beat() {
        long due = begun + ++beats * BEAT;
        long until = threads.getCurrentThreadCpuTime() + WORK;
        while (threads.getCurrentThreadCpuTime() < until) {
            Thread.onSpinWait();
        }
        late.add((System.nanoTime() - due - WORK) / 1e6);
    }

    /** In milliseconds, of the time so far. */
    synchronized Figures figures() {
        return Figures.of(late);
    }

    @Override
    public void close() {
        metronome.shutdownNow();
    }
}
