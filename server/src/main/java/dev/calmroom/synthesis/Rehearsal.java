package dev.calmroom.synthesis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets a voice make clauses beforehand that are likely to be said, while nobody needs it: one after the other, the
 * likeliest first, with a look around between any two.
 */
public final class Rehearsal implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 250;

    /** What is likely to be said, and how. */
    public record Likely(String clause, Prosody prosody) {}

    private final SpeechSynthesizer voice;
    private final BooleanSupplier quiet;
    private final Consumer<SynthesisException> trouble;
    private final Deque<Likely> left = new ArrayDeque<>();
    /** Whoever is on a call goes before it, as far as the machine heeds that. */
    @SuppressWarnings("ThreadPriorityCheck")
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
            .name("rehearsal")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .factory());

    /**
     * @param quiet whether the machine may be used for this now: no call is on, and none has just been
     * @param trouble told when the voice failed; nothing more is rehearsed then
     */
    public Rehearsal(SpeechSynthesizer voice, BooleanSupplier quiet, Consumer<SynthesisException> trouble) {
        this.voice = voice;
        this.quiet = quiet;
        this.trouble = trouble;
    }

    /** @param likely in the order of likelihood; behind what was asked for before */
    synchronized void add(List<Likely> likely) {
        left.addAll(likely);
    }

    /** @param likely asked for once, on the rehearsal's own thread, because finding out may take its time */
    public void start(Supplier<List<Likely>> likely) {
        thread.execute(() -> add(likely.get()));
        var _ = thread.scheduleWithFixedDelay(this::work, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** As much as can be done while it stays quiet. */
    void work() {
        try {
            while (quiet.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                Likely next = next();
                if (next == null) {
                    return;
                }
                voice.rehearse(next.clause(), next.prosody());
            }
        } catch (SynthesisException e) {
            forgetAll();
            trouble.accept(e);
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Likely next() {
        return left.pollFirst();
    }

    private synchronized void forgetAll() {
        left.clear();
    }

    /** @return how many clauses are still to be made */
    public synchronized int left() {
        return left.size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
