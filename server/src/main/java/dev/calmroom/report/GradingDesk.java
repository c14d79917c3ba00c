package dev.calmroom.report;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.JudgeFailedException;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.report.Report.Progress;
import dev.calmroom.report.Report.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grades sessions as jobs: each has a progress that can be asked for, is tried again when its judge fails, and says why
 * when it gives up. A session is graded by one job at a time. Thread-safe.
 */
public final class GradingDesk {
    private static final Logger LOG = LoggerFactory.getLogger(GradingDesk.class);
    private static final int ATTEMPTS = 3;
    private static final int MOST_JOBS_REMEMBERED = 1_000;

    private final EventLog log;
    private final Function<SessionStarted, Grader> graders;
    private final Executor executor;
    private final Pause pause;
    private final Clock clock;
    private final Map<String, Progress> jobs = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /** Waits before a further attempt. */
    @FunctionalInterface
    public interface Pause {
        void before(Duration longer) throws InterruptedException;
    }

    /** @param graders the grader for a session's framework */
    public GradingDesk(
            EventLog log, Function<SessionStarted, Grader> graders, Executor executor, Pause pause, Clock clock) {
        this.log = log;
        this.graders = graders;
        this.executor = executor;
        this.pause = pause;
        this.clock = clock;
    }

    /** Grades at once, on the caller's thread; the caller records the event. Empty when it could not be done. */
    public Optional<SessionEvent> conclude(String session) {
        return grade(session, "the call ended").map(SessionEvent.SessionGraded::new);
    }

    /** Begins to grade and returns; the result is recorded in the session's log. */
    public void start(String session, String because) {
        jobs.put(session, new Progress(Stage.WAITING, 0, 0, 1, ""));
        executor.execute(
                () -> grade(session, because).ifPresent(card -> append(session, new SessionEvent.SessionGraded(card))));
    }

    /** How far the grading of a session is; {@code waiting} when nobody has begun. */
    public Progress progress(String session, boolean graded) {
        Progress job = jobs.get(session);
        if (job != null && !(job.stage() == Stage.DONE)) {
            return job;
        }
        return graded
                ? job == null ? new Progress(Stage.DONE, 0, 0, 1, "") : job
                : job == null ? new Progress(Stage.WAITING, 0, 0, 0, "") : job;
    }

    /** Records something that was said about a call after it. */
    public void append(String session, SessionEvent event) {
        List<LoggedEvent> events = log.read(session, 0);
        CallLog call = new CallLog(events);
        long since = call.started()
                .map(s -> Duration.between(s.startedAt(), clock.instant()).toMillis())
                .orElse(0L);
        log.append(session, Math.max(call.lastAt(), since), event);
    }

    private Optional<Scorecard> grade(String session, String because) {
        if (jobs.size() > MOST_JOBS_REMEMBERED) {
            jobs.values().removeIf(job -> job.stage() == Stage.DONE);
        }
        synchronized (locks.computeIfAbsent(session, s -> new Object())) {
            try {
                return tries(session, because);
            } finally {
                locks.remove(session);
            }
        }
    }

    private Optional<Scorecard> tries(String session, String because) {
        for (int attempt = 1; ; attempt++) {
            int number = attempt;
            try {
                CallLog call = new CallLog(log.read(session, 0));
                SessionStarted started =
                        call.started().orElseThrow(() -> new JudgeFailedException("The session has no beginning."));
                Grader grader = graders.apply(started);
                int steps = grader.judge().steps();
                jobs.put(session, new Progress(Stage.RUNNING, 0, steps, number, ""));
                Scorecard card = grader.grade(
                        call.conversation(),
                        started.seed(),
                        because,
                        done -> jobs.put(session, new Progress(Stage.RUNNING, done, steps, number, "")));
                jobs.put(session, new Progress(Stage.DONE, steps, steps, number, ""));
                return Optional.of(card);
            } catch (RuntimeException e) {
                String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                if (attempt >= ATTEMPTS) {
                    Optional<Scorecard> stoodIn = standIn(session, because, why);
                    if (stoodIn.isPresent()) {
                        return stoodIn;
                    }
                }
                if (attempt >= ATTEMPTS || !rest(session, attempt, why)) {
                    jobs.put(
                            session,
                            new Progress(
                                    Stage.FAILED,
                                    0,
                                    0,
                                    attempt,
                                    "The call could not be graded: %s Nothing is lost; it can be graded again."
                                            .formatted(sentence(why))));
                    return Optional.empty();
                }
            }
        }
    }

    /** A model that cannot be had costs nobody the grade: the built-in judge answers, and the scorecard says why. */
    private Optional<Scorecard> standIn(String session, String because, String why) {
        try {
            CallLog call = new CallLog(log.read(session, 0));
            SessionStarted started = call.started().orElseThrow();
            return graders.apply(started).standIn().map(grader -> {
                Scorecard card = grader.grade(
                        call.conversation(),
                        started.seed(),
                        "%s; %s The built-in judge stood in.".formatted(because, sentence(why)),
                        done -> {});
                jobs.put(session, new Progress(Stage.DONE, 0, 0, ATTEMPTS, ""));
                return card;
            });
        } catch (RuntimeException e) {
            LOG.warn("session {}: the stand-in could not grade either", session, e);
            return Optional.empty();
        }
    }

    private boolean rest(String session, int attempt, String why) {
        jobs.put(session, new Progress(Stage.RETRYING, 0, 0, attempt, sentence(why) + " Trying again."));
        try {
            pause.before(Duration.ofSeconds(1L << attempt));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
