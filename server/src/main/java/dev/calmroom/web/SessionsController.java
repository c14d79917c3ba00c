package dev.calmroom.web;

import dev.calmroom.log.EventJson;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Past and present attempts: the list, one's events, and taking it away for good. */
@RestController
@RequestMapping("/api/sessions")
final class SessionsController {
    private static final int MOST_LISTED = 500;

    private final SessionIndex sessions;
    private final EventLog log;
    private final Leases leases;
    private final Deletion deletion;
    private final ScenarioTitles titles;
    private final Ownership ownership;

    SessionsController(
            SessionIndex sessions,
            EventLog log,
            Leases leases,
            Deletion deletion,
            ScenarioTitles titles,
            Ownership ownership) {
        this.sessions = sessions;
        this.log = log;
        this.leases = leases;
        this.deletion = deletion;
        this.titles = titles;
        this.ownership = ownership;
    }

    @GetMapping
    List<SessionListing> list(
            @RequestParam(defaultValue = "500") int limit,
            @RequestParam(defaultValue = "0") int offset,
            HttpServletRequest request) {
        if (limit < 1 || limit > MOST_LISTED || offset < 0) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, "limit is from 1 to %d, and offset not below 0.".formatted(MOST_LISTED));
        }
        ownership.settleAll();
        return sessions.latest(Caller.of(request).sight(), limit, offset).stream()
                .map(this::listing)
                .toList();
    }

    private SessionListing listing(SessionSummary summary) {
        return SessionListing.of(summary, titles.of(summary.scenario()));
    }

    /** @param after only events with a greater number */
    @GetMapping("/{id}")
    List<ObjectNode> events(@PathVariable String id, @RequestParam(defaultValue = "0") long after) {
        List<LoggedEvent> events = log.read(id, after);
        if (events.isEmpty()) {
            existing(id);
        }
        return events.stream().map(EventJson::toTree).toList();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        existing(id);
        if (leases.isLive(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is under way; hang up first.");
        }
        deletion.delete(id);
    }

    private void existing(String id) {
        if (sessions.find(id).isEmpty()) {
            throw Problems.noSession();
        }
    }
}
