package dev.calmroom.report;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.JudgeFailedException;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionElsewhereException;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.report.Report.Progress;
import dev.calmroom.report.Report.Stage;
import dev.calmroom.scenario.InvalidPromptsException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Grades sessions: each grading waits in a queue that sees to it that a session is graded by one at a time, has a progress
 * that can be asked for, is tried again when its judge fails, and says why when it gives up. Thread-safe.
 */
public final class GradingDesk {
    private static final Logger LOG = LoggerFactory.getLogger(GradingDesk.class);
    private static final int ATTEMPTS = 3;
    /** The longest that a caller who has hung up is kept on the line for the grade. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** Longer than it takes to notice that the server of a call was gone before it asked for the grade. */
    private static final Duration JUST = Duration.ofSeconds(30);

    private static final int MOST_JOBS_REMEMBERED = 1_000;

    private final EventLog log;
    private final Function<SessionStarted, Grader> graders;
    private final GradingQueue queue;
    private final Pause pause;
    private final Clock clock;
    private final Map<String, Progress> jobs = new ConcurrentHashMap<>();
    private final Map<String, Long> readUpTo = new ConcurrentHashMap<>();
    /** Sessions that could not be graded because the files that it takes were broken. */
    private final Set<String> forWantOfFiles = ConcurrentHashMap.newKeySet();

    /** Waits before a further attempt. */
    @FunctionalInterface
    public interface Pause {
        void before(Duration longer) throws InterruptedException;
    }

    /** @param graders the grader for a session's framework */
    public GradingDesk(
            EventLog log, Function<SessionStarted, Grader> graders, GradingQueue queue, Pause pause, Clock clock) {
        this.log = log;
        this.graders = graders;
        this.queue = queue;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * What follows a call: its grading is asked for, and waited for. Where nothing can be kept, it is graded at once, and
     * the grade is held with the rest of the call.
     *
     * @return the grade as it stands in the log; empty when there is none
     */
    public Optional<LoggedEvent> conclude(String session) {
        String because = "the call ended";
        try {
            queue.add(session, because);
        } catch (LogUnavailableException away) {
            LOG.warn("session {} is graded without a job, which could not be kept", session);
            return gradeNow(session, because);
        }
        try {
            return awaitGrade(session);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** It may be graded here or by another server: what all see is the queue and the log. */
    private Optional<LoggedEvent> awaitGrade(String session) throws InterruptedException {
        long until = clock.millis() + PATIENCE.toMillis();
        while (waits(session) && clock.millis() < until) {
            pause.before(LOOK_AGAIN);
        }
        return log.read(session, 0).stream()
                .filter(e -> e.event() instanceof SessionEvent.SessionGraded)
                .reduce((first, second) -> second);
    }

    /**
     * Asks for a grading and returns; the result is recorded in the session's log. One that waits or runs already stands
     * for this, and goes on telling how far it is.
     */
    public void start(String session, String because) {
        aboutToWait(session);
        queue.add(session, because);
    }

    /** The same where nobody waits for the grade: those of whoever waits come before it. */
    public void startBehind(String session, String because) {
        aboutToWait(session);
        queue.addBehind(session, because);
    }

    private void aboutToWait(String session) {
        if (!waits(session)) {
            jobs.put(session, new Progress(Stage.WAITING, 0, 0, 1, ""));
        }
    }

    /**
     * Does what was asked for, and records it. For whoever keeps the queue: never two at a time for one session.
     *
     * @throws IllegalStateException when it was interrupted, and has to be done anew
     * @throws SessionElsewhereException when another server still has the call; likewise
     */
    public void grade(String session, String because) {
        try (var _ = MDC.putCloseable("session", session)) {
            gradeNow(session, because);
        }
    }

    private Optional<LoggedEvent> gradeNow(String session, String because) {
        if (jobs.size() > MOST_JOBS_REMEMBERED) {
            jobs.values().removeIf(GradingDesk::isOver);
        }
        try {
            Optional<LoggedEvent> graded =
                    tries(session, because).map(card -> append(session, new SessionEvent.SessionGraded(card)));
            if (graded.isPresent()) {
                forWantOfFiles.remove(session);
                List.copyOf(forWantOfFiles).forEach(this::takeUpAgain);
            }
            return graded;
        } catch (SessionElsewhereException elsewhere) {
            // The lease of a server that died stands for some seconds more: the job fails, and is done again.
            throw elsewhere;
        } catch (IllegalArgumentException deleted) {
            jobs.remove(session);
            return Optional.empty();
        }
    }

    /** What is known here of a session that was deleted. */
    public void forget(String session) {
        jobs.remove(session);
        readUpTo.remove(session);
        forWantOfFiles.remove(session);
    }

    /** Whether lines were corrected since the last grading here read them. */
    public boolean isOutdated(String session) {
        Long read = readUpTo.remove(session);
        return read != null
                && log.read(session, read).stream()
                        .anyMatch(e -> e.event() instanceof SessionEvent.LineCorrected
                                || e.event() instanceof SessionEvent.HeardAgain);
    }

    /** How far the grading of a session is. A call that nobody grades, though it is over, can be graded again. */
    Progress progress(String session, CallLog call) {
        Progress job = jobs.get(session);
        if (job != null && job.stage() == Stage.FAILED && takeUpAgain(session)) {
            return new Progress(Stage.WAITING, 0, 0, 1, "");
        }
        boolean waits = waits(session);
        if (job != null && (waits || isOver(job))) {
            return job;
        }
        if (call.scorecard().isPresent()) {
            return new Progress(Stage.DONE, 0, 0, 1, "");
        }
        return waits || hasJustEnded(call)
                ? new Progress(Stage.WAITING, 0, 0, 0, "")
                : new Progress(
                        Stage.FAILED, 0, 0, 0, "This call has not been graded. Nothing is lost; it can be graded now.");
    }

    private static boolean isOver(Progress job) {
        return job.stage() == Stage.DONE || job.stage() == Stage.FAILED;
    }

    /** Where broken files were the reason and can be read by now, nobody has to ask for the grade again. */
    private boolean takeUpAgain(String session) {
        if (!forWantOfFiles.contains(session)) {
            return false;
        }
        try {
            var _ = graders.apply(read(session).started().orElseThrow());
        } catch (RuntimeException stillBroken) {
            return false;
        }
        if (forWantOfFiles.remove(session)) {
            start(session, "the files that it is graded by can be read again");
        }
        return true;
    }

    /** While nothing can be asked, what was asked for is taken to wait. */
    private boolean waits(String session) {
        try {
            return queue.holds(session);
        } catch (LogUnavailableException away) {
            return true;
        }
    }

    /** Its grading is about to be asked for. */
    private boolean hasJustEnded(CallLog call) {
        return call.started()
                .map(started -> started.startedAt()
                        .plusMillis(call.lastAt())
                        .plus(call.held())
                        .plus(JUST))
                .filter(clock.instant()::isBefore)
                .isPresent();
    }

    /** Records something that was said about a call after it. */
    public LoggedEvent append(String session, SessionEvent event) {
        List<LoggedEvent> events = log.read(session, 0);
        CallLog call = new CallLog(events);
        long since = call.started()
                .map(s -> Duration.between(s.startedAt(), clock.instant()).toMillis())
                .orElse(0L);
        return log.append(session, Math.max(call.lastAt(), since), event);
    }

    private Optional<Scorecard> tries(String session, String because) {
        for (int attempt = 1; ; attempt++) {
            int number = attempt;
            try {
                CallLog call = read(session);
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
                    return standIn(session, because, why).or(() -> givenUp(session, e, why));
                }
                rest(session, attempt, why);
            }
        }
    }

    private Optional<Scorecard> givenUp(String session, RuntimeException trouble, String why) {
        if (trouble instanceof InvalidPromptsException) {
            forWantOfFiles.add(session);
        }
        String told =
                "The call could not be graded: %s Nothing is lost; it can be graded again.".formatted(sentence(why));
        jobs.put(session, new Progress(Stage.FAILED, 0, 0, ATTEMPTS, told));
        return Optional.empty();
    }

    /** A model that cannot be had costs nobody the grade: the built-in judge answers, and the scorecard says why. */
    private Optional<Scorecard> standIn(String session, String because, String why) {
        try {
            CallLog call = read(session);
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

    /** @throws IllegalStateException when the server stops meanwhile: the job is not done, and another takes it up */
    private void rest(String session, int attempt, String why) {
        jobs.put(session, new Progress(Stage.RETRYING, 0, 0, attempt, sentence(why) + " Trying again."));
        try {
            pause.before(Duration.ofSeconds(1L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The grading was broken off.", e);
        }
    }

    private CallLog read(String session) {
        List<LoggedEvent> events = log.read(session, 0);
        readUpTo.put(session, events.isEmpty() ? 0 : events.getLast().sequence());
        return new CallLog(events);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
