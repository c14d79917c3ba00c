package dev.calmroom.web;

import dev.calmroom.storage.Leases;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes a past call again from one of its turns. */
@RestController
@RequestMapping("/api/sessions/{id}/retakes")
final class RetakesController {
    private final Retakes retakes;
    private final Leases leases;
    private final Ownership ownership;

    RetakesController(Retakes retakes, Leases leases, Ownership ownership) {
        this.ownership = ownership;
        this.retakes = retakes;
        this.leases = leases;
    }

    /** @param turn the last turn that is kept, of either side; 0 for none */
    @Costly
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Retakes.Retake retake(@PathVariable String id, @RequestParam int turn, HttpServletRequest request) {
        if (turn < 0) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "turn is the last turn that is kept: 0 or more.");
        }
        if (leases.isLive(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is under way; it can be taken again when it is over.");
        }
        Caller caller = Caller.of(request);
        return retakes.make(id, turn, retake -> ownership.claim(caller, retake));
    }
}
