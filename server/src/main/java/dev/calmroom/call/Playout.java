package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Sends one reply in frames, a little ahead of real time: enough that the network does not matter, little enough that
 * what is dropped at a barge-in is little.
 */
final class Playout implements AutoCloseable {
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final Duration AHEAD = Duration.ofMillis(400);

    /** What becomes of the frames. */
    interface Frames {
        void frame(int sequence, long offset, short[] samples);

        /** The first frame has been sent. */
        void started();

        /** The last frame has been sent. */
        void ended();
    }

    private final ReplySound track;
    private final Frames frames;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread worker;
    private int sequence;
    private long sent;
    /** Real time from which the samples count, moved on by every hold. */
    private long origin;

    private long originSample;
    private boolean held;
    private boolean closed;
    private boolean ended;

    Playout(String name, ReplySound track, Frames frames, LongSupplier nanos) {
        this.track = track;
        this.frames = frames;
        this.nanos = nanos;
        this.worker = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        origin = nanos.getAsLong();
        worker.start();
    }

    void hold() {
        change(() -> held = true);
    }

    void resume() {
        change(() -> {
            if (held) {
                held = false;
                restart(sent);
            }
        });
    }

    /** Sends again from here, as for a client that has lost everything after it. */
    void resend(long from) {
        change(() -> {
            held = false;
            ended = false;
            sent = Math.min(from, track.length());
            restart(sent);
        });
    }

    private void restart(long sample) {
        origin = nanos.getAsLong();
        originSample = sample;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (step()) {
                // Each step sends a frame or waits for a reason to.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One wait ends early at times; the loop that calls this asks again. */
    @SuppressWarnings("WaitNotInLoop")
    private boolean step() throws InterruptedException {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (track.endsAt(sent) && !ended) {
                ended = true;
                frames.ended();
            }
            long early = earlyBy();
            if (held || ended || early > 0) {
                changed.awaitNanos(early > 0 && !held && !ended ? early : Long.MAX_VALUE);
                return true;
            }
            short[] samples = track.read(sent, samples(FRAME));
            if (samples.length > 0) {
                send(samples);
                return true;
            }
        } finally {
            lock.unlock();
        }
        track.await(sent, FRAME.toMillis());
        return true;
    }

    private void send(short[] samples) {
        frames.frame(sequence, sent, samples);
        if (sequence++ == 0) {
            frames.started();
        }
        sent += samples.length;
    }

    /** How many nanoseconds too early the next frame would be; negative or zero when it may go. */
    private long earlyBy() {
        long played = originSample + (nanos.getAsLong() - origin) * track.sampleRate() / 1_000_000_000L;
        long lead = sent - played - samples(AHEAD);
        return lead * 1_000_000_000L / track.sampleRate();
    }

    private int samples(Duration length) {
        return Math.toIntExact(AudioClip.samples(length, track.sampleRate()));
    }

    @Override
    public void close() {
        change(() -> closed = true);
        worker.interrupt();
    }
}
