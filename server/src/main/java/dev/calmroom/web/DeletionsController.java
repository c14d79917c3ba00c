package dev.calmroom.web;

import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes many sessions away in one request: a page that is being left can send no more than one. */
@RestController
@RequestMapping("/api/deletions")
final class DeletionsController {
    private static final int MOST = 500;

    private final SessionIndex sessions;
    private final Leases leases;
    private final Deletion deletion;
    private final Ownership ownership;

    DeletionsController(SessionIndex sessions, Leases leases, Deletion deletion, Ownership ownership) {
        this.sessions = sessions;
        this.leases = leases;
        this.deletion = deletion;
        this.ownership = ownership;
    }

    record Asked(@Nullable List<String> sessions) {}

    /**
     * @param deleted those that are gone now
     * @param left those that are on the line, or not there for whoever asks
     */
    record Answer(List<String> deleted, List<String> left) {}

    @PostMapping
    Answer delete(@RequestBody Asked asked, HttpServletRequest request) {
        List<String> ids = asked.sessions() == null ? List.of() : asked.sessions();
        if (ids.isEmpty() || ids.size() > MOST || ids.stream().anyMatch(Objects::isNull)) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "sessions names from 1 to %d sessions.".formatted(MOST));
        }
        Caller caller = Caller.of(request);
        List<String> deleted = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            if (ownership.mayDelete(caller, id) && sessions.find(id).isPresent() && !leases.isLive(id)) {
                deletion.delete(id);
                deleted.add(id);
            } else {
                left.add(id);
            }
        }
        return new Answer(deleted, left);
    }
}
