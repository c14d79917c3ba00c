package dev.calmroom.web;

import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Practice is seen by nobody else; an attempt that is handed in is seen by trainers. */
@RestController
@RequestMapping("/api/sessions/{id}/handed-in")
final class HandInController {
    private final SessionIndex sessions;
    private final Leases leases;
    private final Ownership ownership;

    HandInController(SessionIndex sessions, Leases leases, Ownership ownership) {
        this.sessions = sessions;
        this.leases = leases;
        this.ownership = ownership;
    }

    /**
     * @param handedIn false where there is no login, and nobody to hand it in to
     * @param mine whether whoever asks may change it: where there is a login, and the call is theirs
     * @param broughtIn whether it came from a file: what is in it is as true as the file
     * @param seenBy who sees it where it is handed in, as the end of a sentence; empty where there is no login
     */
    record State(boolean handedIn, boolean mine, boolean broughtIn, String seenBy) {}

    @GetMapping
    State state(@PathVariable String id, HttpServletRequest request) {
        SessionSummary session = sessions.find(id).orElseThrow(Problems::noSession);
        Caller caller = Caller.of(request);
        if (caller.owner() == null) {
            return new State(false, false, session.broughtIn(), "");
        }
        return new State(
                session.handedIn(), ownership.isOwn(caller, id), session.broughtIn(), seenBy(sessions.groups(id)));
    }

    private static String seenBy(List<String> groups) {
        return groups.isEmpty()
                ? "administrators and whoever has the trainers' key"
                : "trainers of %s, and administrators".formatted(String.join(", ", groups));
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handIn(@PathVariable String id, HttpServletRequest request) {
        if (leases.isLive(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is under way; it can be handed in when it is over.");
        }
        change(id, true, request);
    }

    /** What a trainer has left there meanwhile stays with the call. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable String id, HttpServletRequest request) {
        change(id, false, request);
    }

    private void change(String id, boolean handedIn, HttpServletRequest request) {
        if (sessions.find(id).isEmpty()) {
            throw Problems.noSession();
        }
        if (!ownership.isOwn(Caller.of(request), id)) {
            throw Problems.of(HttpStatus.FORBIDDEN, "Only whose call it was hands it in, or takes it back.");
        }
        sessions.handIn(id, handedIn);
    }
}
