package dev.calmroom.web;

import dev.calmroom.log.EventJson;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.protocol.ToServer;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import dev.calmroom.swap.Chair;
import dev.calmroom.swap.Cue;
import dev.calmroom.swap.Inside;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** A call with the seats swapped: whoever asks plays the persona, turn by turn, and reads afterwards what was felt. */
@RestController
final class SwapController {
    /** Shorter than proxies wait for an answer; a leader that a language model plays may take longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final SwapDesk swaps;
    private final EventLog log;
    private final ScenarioShelf scenarios;
    private final Ownership ownership;
    private final Leases leases;

    SwapController(SwapDesk swaps, EventLog log, ScenarioShelf scenarios, Ownership ownership, Leases leases) {
        this.swaps = swaps;
        this.log = log;
        this.scenarios = scenarios;
        this.ownership = ownership;
        this.leases = leases;
    }

    /** @param leads {@code well}, {@code badly} or {@code unevenly} */
    record Offer(String id, String title, LeaderScript.Leads leads) {}

    /**
     * @param difficulty id of a difficulty; null: the person as the files have it
     * @param seed null for one of the server's
     * @param spoken whether it is to be played on the phone; null: it is typed
     */
    record Beginning(
            @Nullable String scenario,
            @Nullable String leader,
            @Nullable String difficulty,
            @Nullable Long seed,
            @Nullable Boolean spoken) {}

    record Begun(String session) {}

    /** @param turn which turn is said, as its cue has it */
    record Line(int turn, @Nullable String text) {}

    /**
     * @param events what has happened since, as the log has it
     * @param cue what is to be said now; null while the leader is at it, and after the end
     * @param trouble why the call could not go on; empty where nothing is wrong
     */
    record Stand(List<ObjectNode> events, @Nullable Cue cue, boolean over, String trouble) {}

    @GetMapping("/api/scenarios/{scenario}/leaders")
    List<Offer> leaders(@PathVariable String scenario) {
        return reading(HttpStatus.NOT_FOUND, () -> swaps.offered(scenario)).stream()
                .map(leader -> new Offer(leader.id(), leader.title(), leader.leads()))
                .toList();
    }

    @Costly
    @PostMapping("/api/swaps")
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(@RequestBody Beginning asked, HttpServletRequest request) {
        if (asked.scenario() == null || asked.leader() == null) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "Which call, and who leads? scenario and leader are needed.");
        }
        String scenario = asked.scenario();
        String leader = asked.leader();
        long seed = asked.seed() == null ? ThreadLocalRandom.current().nextLong(1L << 53) : asked.seed();
        String difficulty = asked.difficulty() == null ? "" : asked.difficulty();
        Caller caller = Caller.of(request);
        boolean spoken = Boolean.TRUE.equals(asked.spoken());
        SwapDesk.Wish wish = new SwapDesk.Wish(who(caller, request), scenario, leader, difficulty, seed, spoken);
        return new Begun(reading(HttpStatus.BAD_REQUEST, () -> swaps.begin(wish, id -> ownership.claim(caller, id))));
    }

    /** Whose the seat is; where nobody is asked who they are, whoever comes from there. */
    private static String who(Caller caller, HttpServletRequest request) {
        String owner = caller.owner();
        return owner != null ? owner : request.getRemoteAddr();
    }

    /** @param after only events with a greater number */
    @GetMapping("/api/sessions/{id}/seat")
    Stand stand(@PathVariable String id, @RequestParam(defaultValue = "0") long after) {
        return swaps.chair(id)
                .map(chair -> chair.await(LONGEST_WAIT))
                .filter(moment -> !moment.over())
                .map(moment -> new Stand(trees(log.read(id, after)), moment.cue(), false, ""))
                .orElseGet(() -> past(id, after));
    }

    /** Also a call that has just ended, or was cut off by a server that stopped. */
    private Stand past(String id, long after) {
        List<LoggedEvent> events = log.read(id, 0);
        refuseUnlessSwapped(events);
        boolean ended = events.stream().anyMatch(event -> event.event() instanceof SessionEnded);
        if (!ended) {
            notElsewhere(id);
        }
        String why = ended ? "" : swaps.trouble(id).orElse("The call was cut off before its end.");
        List<LoggedEvent> since =
                events.stream().filter(event -> event.sequence() > after).toList();
        return new Stand(trees(since), null, true, why.isEmpty() ? "" : why + " What was said until then is kept.");
    }

    private static List<ObjectNode> trees(List<LoggedEvent> events) {
        return events.stream().map(EventJson::toTree).toList();
    }

    private static void refuseUnlessSwapped(List<LoggedEvent> events) {
        if (LoggedEvent.start(events).map(SessionStarted::ledBy).isEmpty()) {
            throw Problems.of(
                    HttpStatus.NOT_FOUND, "In this session the seats are not swapped, or it has been deleted.");
        }
    }

    @PostMapping("/api/sessions/{id}/seat")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void say(@PathVariable String id, @RequestBody Line line, HttpServletRequest request) {
        String text = line.text() == null ? "" : line.text().strip();
        if (text.isEmpty()) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "Say something, or hang up.");
        }
        if (text.length() > ToServer.MOST_TEXT) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, "A turn has at most %,d characters.".formatted(ToServer.MOST_TEXT));
        }
        if (!own(id, request).answer(line.turn(), text)) {
            throw Problems.of(HttpStatus.CONFLICT, "That turn has been said already, or the leader is still speaking.");
        }
    }

    /** The persona hangs up. */
    @DeleteMapping("/api/sessions/{id}/seat")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hangUp(@PathVariable String id, HttpServletRequest request) {
        own(id, request).leave();
    }

    private Chair own(String id, HttpServletRequest request) {
        if (!ownership.isOwn(Caller.of(request), id)) {
            throw Problems.of(HttpStatus.FORBIDDEN, "Only whoever took this seat speaks from it.");
        }
        return swaps.chair(id).orElseThrow(() -> {
            notElsewhere(id);
            return Problems.of(HttpStatus.GONE, "This call is over. Its report is there.");
        });
    }

    /** Where a lease is held and nobody sits here, another server has the call, or had it a moment ago. */
    private void notElsewhere(String id) {
        if (leases.isLive(id)) {
            throw Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "This call is on at another server. Try again in a moment.");
        }
    }

    /** What each of the leader's lines did to the persona as written, of any call. */
    @GetMapping("/api/sessions/{id}/inside")
    Inside inside(@PathVariable String id) {
        List<LoggedEvent> events = log.read(id, 0);
        SessionStarted started = LoggedEvent.start(events).orElseThrow(Problems::noSession);
        try {
            return Inside.of(
                    events,
                    scenarios
                            .current(started.scenario(), Circumstances.of(started.circumstances()))
                            .feelings());
        } catch (InvalidPromptsException | IllegalArgumentException e) {
            throw Problems.notPlayable(started.scenario(), e);
        }
    }

    private static <T> T reading(HttpStatus otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw Problems.of(otherwise, Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".");
        }
    }
}
