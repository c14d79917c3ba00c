package dev.calmroom.storage;

import dev.calmroom.log.EventLog;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionGraded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.StoreStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets calls go on while the store is away. As long as the store answers, this adds nothing. When it does not, events
 * are numbered and held in memory up to a bound, the session's listeners are told before the append returns, and a
 * retry writes them in their order once the store is back. Nothing passes for kept that is not.
 */
public final class BufferedEventLog implements EventLog, AutoCloseable {
    /** About a hundred ten-minute calls' worth of events, at one to four kilobytes each. */
    public static final int DEFAULT_BOUND = 10_000;

    /** Sessions whose events are remembered here so that they can be read while the store is away. */
    private static final int REMEMBERED = 500;

    private static final Logger log = LoggerFactory.getLogger(BufferedEventLog.class);

    private final JdbcEventLog store;
    private final int bound;
    private final Duration retryAfter;
    private final ScheduledExecutorService scheduler;
    private final Runnable mend;

    private final Map<String, SessionTail> tails = new ConcurrentHashMap<>();
    private final Map<String, List<StoreStatus.Listener>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean retryScheduled = new AtomicBoolean();
    private final AtomicLong touches = new AtomicLong();
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    /**
     * @param bound how many events may wait, over all sessions
     * @param retryAfter pause between two tries to write what waits
     * @param scheduler runs the tries; not closed here
     * @param mend what can be done from here after a try that failed, so that the next one may succeed
     */
    BufferedEventLog(
            JdbcEventLog store, int bound, Duration retryAfter, ScheduledExecutorService scheduler, Runnable mend) {
        this.store = store;
        this.bound = bound;
        this.retryAfter = retryAfter;
        this.scheduler = scheduler;
        this.mend = mend;
    }

    @Override
    public LoggedEvent append(String session, long at, SessionEvent event) {
        while (true) {
            SessionTail tail = tail(session, event);
            synchronized (tail) {
                // A tail that was forgotten between finding and locking it would be written by nobody.
                if (tails.get(session) == tail) {
                    return append(session, tail, at, event);
                }
            }
        }
    }

    @Override
    public void appendAll(String session, List<LoggedEvent> events) {
        store.appendAll(session, events);
    }

    /** What is known here of a session that was deleted. */
    public void forget(String session) {
        SessionTail gone = tails.get(session);
        if (gone != null) {
            synchronized (gone) {
                if (tails.remove(session, gone)) {
                    waiting.addAndGet(-gone.waitingCount());
                }
            }
        }
    }

    private LoggedEvent append(String session, SessionTail tail, long at, SessionEvent event) {
        tail.touch(touches.incrementAndGet());
        if (trouble == null) {
            try {
                write(session, tail);
                LoggedEvent kept = store.append(session, at, event);
                remember(session, tail, kept);
                return kept;
            } catch (LogUnavailableException lost) {
                trouble = lost.getMessage();
                log.warn("{} Events wait in memory, at most {}.", lost.getMessage(), bound);
                log.debug("the failure behind it", lost);
            } catch (IllegalArgumentException refused) {
                tails.remove(session);
                throw refused;
            }
        }
        return hold(session, tail, at, event);
    }

    private void remember(String session, SessionTail tail, LoggedEvent kept) {
        if (kept.event() instanceof SessionGraded) {
            tails.remove(session);
        } else if (kept.sequence() == tail.last() + 1) {
            tail.addKept(kept);
        } else {
            tail.replace(store.read(session, 0)); // another node wrote to the session, too
        }
    }

    private LoggedEvent hold(String session, SessionTail tail, long at, SessionEvent event) {
        String reason = String.valueOf(trouble);
        if (event instanceof SessionStarted && tail.last() > 0) {
            throw new IllegalArgumentException("session " + session + " has already started");
        }
        if (waiting.incrementAndGet() > bound) {
            waiting.decrementAndGet();
            scheduleRetry();
            throw new LogUnavailableException("%s %d events wait already, and no more can.".formatted(reason, bound));
        }
        LoggedEvent held = new LoggedEvent(tail.last() + 1, at, event);
        tail.addWaiting(held);
        tell(session, new StoreStatus.Held(waiting.get(), bound, reason));
        scheduleRetry();
        return held;
    }

    @Override
    public List<LoggedEvent> read(String session, long after) {
        SessionTail tail = tails.get(session);
        if (tail != null) {
            synchronized (tail) {
                if (tail.waits() || trouble != null) {
                    return tail.after(after);
                }
            }
        }
        return store.read(session, after);
    }

    @Override
    public StoreStatus.Watch watch(String session, StoreStatus.Listener listener) {
        listeners.computeIfAbsent(session, s -> new CopyOnWriteArrayList<>()).add(listener);
        return () -> listeners.computeIfPresent(session, (s, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    /** Why the store cannot be written now; null when it can. */
    public @Nullable String trouble() {
        return trouble;
    }

    public int waiting() {
        return waiting.get();
    }

    public int bound() {
        return bound;
    }

    /** Tries to write all that waits, session by session, each in its order. Called by itself; harmless at any time. */
    void retry() {
        retryScheduled.set(false);
        try {
            // Asked without a lock: while the store is silent, no call waits for this.
            store.ping();
            tails.forEach((session, tail) -> {
                synchronized (tail) {
                    write(session, tail);
                }
            });
            if (trouble != null) {
                log.info("The store is back, and all that waited is written.");
            }
            trouble = null;
        } catch (LogUnavailableException still) {
            trouble = still.getMessage();
            mend.run();
        } catch (RuntimeException fault) {
            // Nobody waits for the scheduler: the next try has to come whatever this one ran into.
            log.error("What waits to be kept could not be written; it is tried again.", fault);
        }
        if (waiting.get() > 0) {
            scheduleRetry();
        }
    }

    /** Under the tail's lock. */
    private void write(String session, SessionTail tail) {
        int written = 0;
        while (tail.waits()) {
            LoggedEvent next = tail.firstWaiting();
            try {
                store.keep(session, next);
                tail.markKept();
            } catch (SequenceTakenException taken) {
                log.error("{}; it is kept under the next free number", taken.getMessage());
                tail.replaceWaiting(store.append(session, next.at(), next.event()));
            } catch (IllegalArgumentException gone) {
                log.warn("{}; {} events that waited are dropped", gone.getMessage(), tail.waitingCount());
                waiting.addAndGet(-tail.waitingCount());
                tails.remove(session);
                return;
            }
            waiting.decrementAndGet();
            written++;
        }
        if (written > 0) {
            tell(session, new StoreStatus.Kept(written));
            if (tail.isGraded()) {
                tails.remove(session);
            }
        }
    }

    private SessionTail tail(String session, SessionEvent event) {
        SessionTail known = tails.get(session);
        if (known != null) {
            return known;
        }
        forgetTheIdle();
        List<LoggedEvent> before = event instanceof SessionStarted ? List.of() : store.read(session, 0);
        SessionTail fresh = new SessionTail(before);
        SessionTail other = tails.putIfAbsent(session, fresh);
        return other == null ? fresh : other;
    }

    private void forgetTheIdle() {
        if (tails.size() < REMEMBERED) {
            return;
        }
        tails.entrySet().stream()
                .filter(entry -> !entry.getValue().waits())
                .min(Comparator.comparingLong(entry -> entry.getValue().touched()))
                .ifPresent(idle -> {
                    synchronized (idle.getValue()) {
                        if (!idle.getValue().waits()) {
                            tails.remove(idle.getKey(), idle.getValue());
                        }
                    }
                });
    }

    private void tell(String session, StoreStatus news) {
        for (StoreStatus.Listener listener : listeners.getOrDefault(session, List.of())) {
            try {
                listener.onChange(news);
            } catch (RuntimeException e) {
                log.warn("a listener to session {} failed", session, e);
            }
        }
    }

    private void scheduleRetry() {
        if (!closed && retryScheduled.compareAndSet(false, true)) {
            var _ = scheduler.schedule(this::retry, retryAfter.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** One last try; what cannot be written now is lost, and the log says how much. */
    @Override
    public void close() {
        closed = true;
        if (waiting.get() > 0) {
            retry();
        }
        if (waiting.get() > 0) {
            log.error("{} {} events were never written and are lost.", trouble, waiting.get());
        }
    }
}
