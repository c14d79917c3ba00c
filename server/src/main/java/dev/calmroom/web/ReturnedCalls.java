package dev.calmroom.web;

import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Origin;
import dev.calmroom.log.SessionEvent.CommentLeft;
import dev.calmroom.log.SessionEvent.CommentTakenBack;
import dev.calmroom.log.SessionEvent.SessionGraded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.VerdictOverridden;
import dev.calmroom.log.SessionEvent.VerdictTakenBack;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.storage.SessionIndex;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Sessions that come from files, and are marked so. What was exported, here or elsewhere, comes back as it was; but where
 * there is a login a file's grade, verdicts and comments are nobody's: whoever brings it in can have written them.
 */
@Component
final class ReturnedCalls {
    private static final String BROUGHT_IN = "it was brought in from a file";

    private final EventLog log;
    private final SessionIndex sessions;
    private final GradingDesk grading;
    private final Ownership ownership;
    private final Clock clock = Clock.systemUTC();

    ReturnedCalls(EventLog log, SessionIndex sessions, GradingDesk grading, Ownership ownership) {
        this.log = log;
        this.sessions = sessions;
        this.grading = grading;
        this.ownership = ownership;
    }

    /**
     * @param events of the whole of it
     * @param id under which it is kept
     * @param forkedFrom what it is a retake of, by its number here; null for none
     * @param caller whose it is from now on
     * @throws IllegalArgumentException when there is such a session, or it cannot be kept; nothing is kept of this one
     */
    void keep(List<LoggedEvent> events, String id, @Nullable Origin forkedFrom, Caller caller) {
        if (kept(id, as(events, id, forkedFrom, caller), caller)) {
            grading.start(id, BROUGHT_IN);
        }
    }

    /** The same for one of many: whoever waits for the grade of a call does not wait for theirs. */
    void keepOneOfMany(List<LoggedEvent> events, String id, @Nullable Origin forkedFrom, Caller caller) {
        if (kept(id, as(events, id, forkedFrom, caller), caller)) {
            grading.startBehind(id, BROUGHT_IN);
        }
    }

    /** As they are kept here, from its beginning on. */
    private List<LoggedEvent> as(List<LoggedEvent> events, String id, @Nullable Origin forkedFrom, Caller caller) {
        SessionStarted then = (SessionStarted) events.getFirst().event();
        SessionStarted now = new SessionStarted(
                id,
                then.setting(),
                then.engines(),
                then.startedAt() == null ? clock.instant() : then.startedAt(),
                then.state(),
                forkedFrom,
                then.circumstances(),
                then.files());
        List<LoggedEvent> all = new ArrayList<>();
        all.add(new LoggedEvent(1, 0, now));
        events.stream()
                .skip(1)
                .filter(event -> caller.owner() == null || !isJudgement(event))
                .forEach(all::add);
        return all;
    }

    /**
     * A call that was made here of a transcript or of a recording.
     *
     * @throws IllegalArgumentException when it cannot be kept
     */
    void keepAs(String id, List<LoggedEvent> events, Caller caller) {
        if (kept(id, events, caller)) {
            grading.start(id, BROUGHT_IN);
        }
    }

    /** @return whether it has no grade */
    private boolean kept(String id, List<LoggedEvent> events, Caller caller) {
        try {
            log.appendAll(id, events);
        } catch (DataIntegrityViolationException e) {
            throw new IllegalArgumentException("has something in it that cannot be kept", e);
        }
        // First whose it is: what is nobody's is seen by others.
        ownership.claim(caller, id);
        sessions.markBroughtIn(id);
        return events.stream().noneMatch(event -> event.event() instanceof SessionGraded);
    }

    /** What others say of a call after it. */
    private static boolean isJudgement(LoggedEvent logged) {
        return switch (logged.event()) {
            case SessionGraded _, VerdictOverridden _, VerdictTakenBack _, CommentLeft _, CommentTakenBack _ -> true;
            default -> false;
        };
    }
}
