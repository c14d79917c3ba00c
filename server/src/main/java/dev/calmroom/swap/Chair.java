package dev.calmroom.swap;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the call's own thread and whoever plays the persona from elsewhere meet: the one waits for words, the other for
 * a cue. Safe for use by several threads.
 */
public final class Chair implements Actor {
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Cue cue;
    private @Nullable String words;
    private boolean left;
    private boolean over;

    /** @param patience so long words are waited for; then the persona has hung up */
    public Chair(Duration patience) {
        this.patience = patience;
    }

    /**
     * How the call stands.
     *
     * @param cue what is to be said now; null while the leader is at it, and after the end
     */
    public record Moment(@Nullable Cue cue, boolean over) {}

    @Override
    public Optional<String> say(Cue next) {
        lock.lock();
        try {
            cue = next;
            words = null;
            changed.signalAll();
            long nanos = patience.toNanos();
            while (words == null && !left && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            cue = null;
            return Optional.ofNullable(words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param turn which turn is said, as its cue has it
     * @return whether it was waited for; otherwise nothing has changed
     */
    public boolean answer(int turn, String said) {
        lock.lock();
        try {
            if (cue == null || cue.turn() != turn) {
                return false;
            }
            words = said;
            cue = null;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The persona hangs up, now or as soon as it is asked for words. */
    public void leave() {
        lock.lock();
        try {
            left = true;
            cue = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The call is over, however it came to that. */
    public void end() {
        lock.lock();
        try {
            over = true;
            cue = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How the call stands now. */
    public Moment moment() {
        return await(Duration.ZERO);
    }

    /** Waits until there is something to say, or the call is over; at most so long. */
    public Moment await(Duration longest) {
        lock.lock();
        try {
            long nanos = longest.toNanos();
            while (cue == null && !over && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return new Moment(cue, over);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Moment(null, over);
        } finally {
            lock.unlock();
        }
    }
}
