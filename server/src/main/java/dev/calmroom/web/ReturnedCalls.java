package dev.calmroom.web;

import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Origin;
import dev.calmroom.log.SessionEvent.SessionGraded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.report.GradingDesk;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sessions of ours that were exported, here or elsewhere: each comes back as it was. */
@Component
final class ReturnedCalls {
    private final EventLog log;
    private final GradingDesk grading;
    private final Clock clock = Clock.systemUTC();

    ReturnedCalls(EventLog log, GradingDesk grading) {
        this.log = log;
        this.grading = grading;
    }

    /**
     * @param events of the whole of it
     * @param id under which it is kept
     * @param forkedFrom what it is a retake of, by its number here; null for none
     * @param kept told its number as soon as it is there
     * @throws IllegalArgumentException when there is such a session; nothing is kept of this one
     */
    void keep(List<LoggedEvent> events, String id, @Nullable Origin forkedFrom, Consumer<String> kept) {
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
        List<LoggedEvent> all = new ArrayList<>(events);
        all.set(0, new LoggedEvent(1, 0, now));
        log.appendAll(id, all);
        kept.accept(id);
        if (events.stream().noneMatch(event -> event.event() instanceof SessionGraded)) {
            grading.start(id, "it was brought in from a file");
        }
    }
}
