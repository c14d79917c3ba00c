package dev.calmroom.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Work on recordings, which takes minutes: one at a time, behind the calls, with how far it is. Kept in memory only, and
 * gone with the server: nothing is lost by it that cannot be asked for again.
 */
@Component
public final class SoundJobs {
    private static final Logger LOG = LoggerFactory.getLogger(SoundJobs.class);

    private static final int MOST_WAITING = 8;
    private static final int MOST_KEPT = 64;
    /** A recording on a slow line is minutes on its way. */
    private static final int MOST_COMING_EACH = 2;

    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("recordings").factory());
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    /** Whose recordings are on their way in. */
    private final List<String> coming = new ArrayList<>();

    /** What is done with a recording. */
    @FunctionalInterface
    interface Work {
        /**
         * @param progress told how much is done, 0 to 1; throws {@link CancellationException} when nobody wants it
         * @return what came of it
         * @throws IllegalArgumentException with what is wrong with the recording, for people
         */
        Object run(DoubleConsumer progress) throws Exception;
    }

    enum State {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    /**
     * @param done 0 to 1
     * @param result what came of it, when done
     * @param trouble what went wrong, when failed
     */
    record Progress(
            String job,
            State state,
            double done,
            @Nullable Object result,
            @Nullable String trouble) {}

    /**
     * @param of whose it is: a session, or what a browser has been given
     * @throws org.springframework.web.server.ResponseStatusException when too many are waiting
     */
    Progress start(String of, Work work) {
        return start(of, work, () -> {});
    }

    /** A place of a recording that is on its way in; free again when it is closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Asked before a recording is taken in: nobody sends 128 MB to be refused then, and no disk fills with them.
     *
     * @throws org.springframework.web.server.ResponseStatusException when too many are waiting or on their way
     */
    synchronized Place expect(String of) {
        refuseWhenFull();
        if (Collections.frequency(coming, of) >= MOST_COMING_EACH) {
            throw Problems.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "%d recordings of yours are on their way; please wait for one of them."
                            .formatted(MOST_COMING_EACH));
        }
        coming.add(of);
        return () -> arrived(of);
    }

    private synchronized void arrived(String of) {
        coming.remove(of);
    }

    private void refuseWhenFull() {
        long open = jobs.values().stream().filter(Job::isOpen).count() + coming.size();
        if (open >= MOST_WAITING) {
            throw Problems.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "%d recordings are being listened to; please try again when one is done.".formatted(open));
        }
    }

    /** @param after what is always done behind it, also when it is refused or broken off */
    synchronized Progress start(String of, Work work, Runnable after) {
        try {
            refuseWhenFull();
        } catch (RuntimeException refused) {
            after.run();
            throw refused;
        }
        Iterator<Job> oldest = jobs.values().iterator();
        while (jobs.size() >= MOST_KEPT && oldest.hasNext()) {
            if (!oldest.next().isOpen()) {
                oldest.remove();
            }
        }
        Job job = new Job(UUID.randomUUID().toString(), of, work, after);
        jobs.put(job.id, job);
        worker.execute(job);
        return job.progress();
    }

    synchronized Optional<Progress> find(String of, String id) {
        return Optional.ofNullable(jobs.get(id))
                .filter(job -> job.of.equals(of))
                .map(Job::progress);
    }

    /** Nobody waits for it any more. */
    synchronized void cancel(String of, String id) {
        Job job = jobs.get(id);
        if (job != null && job.of.equals(of)) {
            job.cancelled = true;
        }
    }

    /** Breaks off what is under way of this one, and keeps nothing of what came of the rest. */
    public synchronized void forget(String of) {
        jobs.values().stream().filter(job -> job.of.equals(of)).forEach(job -> job.cancelled = true);
        jobs.values().removeIf(job -> job.of.equals(of));
    }

    @PreDestroy
    void close() {
        synchronized (this) {
            jobs.values().forEach(job -> job.cancelled = true);
        }
        worker.shutdown();
    }

    private static final class Job implements Runnable {
        private final String id;
        private final String of;
        private final Work work;
        private final Runnable after;
        private volatile boolean cancelled;
        private volatile Progress progress;

        Job(String id, String of, Work work, Runnable after) {
            this.id = id;
            this.of = of;
            this.work = work;
            this.after = after;
            progress = new Progress(id, State.WAITING, 0, null, null);
        }

        boolean isOpen() {
            boolean waits = progress.state() == State.WAITING && !cancelled;
            return waits || progress.state() == State.RUNNING;
        }

        Progress progress() {
            return progress;
        }

        @Override
        public void run() {
            try {
                advance(0);
                progress = new Progress(id, State.DONE, 1, work.run(this::advance), null);
            } catch (CancellationException e) {
                fail("It was broken off.");
            } catch (IllegalArgumentException | IOException e) {
                fail(String.valueOf(e.getMessage()));
            } catch (Exception e) {
                LOG.error("a recording could not be listened to", e);
                fail("Something broke on the server while it listened; its log says what.");
            } finally {
                after.run();
            }
        }

        private void advance(double done) {
            if (cancelled) {
                throw new CancellationException();
            }
            progress = new Progress(id, State.RUNNING, Math.clamp(done, 0.0, 1.0), null, null);
        }

        private void fail(String trouble) {
            progress = new Progress(id, State.FAILED, progress.done(), null, trouble);
        }
    }
}
