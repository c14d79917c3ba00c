package dev.calmroom.web;

import dev.calmroom.call.Switchboard;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Origin;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.replay.Restoration;
import dev.calmroom.replay.Restoration.Restored;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Calls taken again from a turn of an old one. The new session's log begins as the old one's did; its line, and its
 * clock, begin when the leader picks up. One that nobody picks up is taken away again.
 */
public final class Retakes {
    private static final Duration RINGS = Duration.ofMinutes(10);
    private static final int MOST_WAITING = 200;

    private final EventLog log;
    private final SessionIndex sessions;
    private final Leases leases;
    private final ScenarioShelf scenarios;
    private final CallDesk desk;
    private final Clock clock;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    public Retakes(
            EventLog log, SessionIndex sessions, Leases leases, ScenarioShelf scenarios, CallDesk desk, Clock clock) {
        this.log = log;
        this.leases = leases;
        this.sessions = sessions;
        this.scenarios = scenarios;
        this.desk = desk;
        this.clock = clock;
    }

    /** @param lead session time that has passed already */
    record Waiting(String token, Scenario scenario, Switchboard.Opening opening, Duration lead, Instant until) {}

    /**
     * @param resume the token that the leader's {@code hello} carries
     * @param note what the leader should know of how the new call differs from the old one; null where it does not
     */
    record Retake(
            String session,
            String resume,
            String scenario,
            @Nullable String note) {}

    /**
     * @param turn the last turn that is kept, 0 for none
     * @param kept told the new session as soon as there is one, before anybody can find it
     */
    Retake make(String session, int turn, Consumer<String> kept) {
        sweep();
        if (waiting.size() >= MOST_WAITING) {
            throw Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many retakes wait to be answered. Answer one, or try again in ten minutes.");
        }
        List<LoggedEvent> old = log.read(session, 0);
        SessionStarted first = LoggedEvent.start(old).orElseThrow(Problems::noSession);
        if (first.ledBy() != null) {
            throw Problems.of(
                    HttpStatus.CONFLICT,
                    "In this call the seats were swapped: there is no turn of yours as leader to take again.");
        }
        Scenario scenario = scenario(first);
        Switchboard.Opening opening = desk.opening(
                scenario,
                first.seed(),
                new Origin(session, turn),
                VoiceHost.SERVER,
                Circumstances.of(first.circumstances()));
        Restored restored = restored(opening, old, turn);
        String token = Switchboard.token();
        String id = opening.started().session();
        List<LoggedEvent> all = new ArrayList<>();
        all.add(new LoggedEvent(1, 0, opening.started()));
        all.addAll(restored.events());
        log.appendAll(id, all);
        kept.accept(id);
        leases.expect(id, token);
        waiting.put(
                token,
                new Waiting(
                        token,
                        scenario,
                        opening.with(restored.roleplay()),
                        restored.at(),
                        clock.instant().plus(RINGS)));
        return new Retake(id, token, scenario.id(), note(first, opening.started(), restored));
    }

    /**
     * The retake that waits for this token; it waits no longer.
     *
     * @param allowed whether whoever asks may go on with a session
     * @return empty also where it has been deleted or handed in meanwhile, or is another's
     */
    Optional<Waiting> take(String token, Predicate<String> allowed) {
        sweep();
        return waiting.containsKey(token)
                ? leases.session(token).filter(allowed).flatMap(session -> Optional.ofNullable(waiting.remove(token)))
                : Optional.empty();
    }

    private Scenario scenario(SessionStarted first) {
        try {
            return scenarios.current(first.scenario(), Circumstances.of(first.circumstances()));
        } catch (InvalidPromptsException | IllegalArgumentException e) {
            throw Problems.notPlayable(first.scenario(), e);
        }
    }

    private static Restored restored(Switchboard.Opening opening, List<LoggedEvent> old, int turn) {
        try {
            return Restoration.restore(opening.roleplay(), old, turn);
        } catch (IllegalArgumentException e) {
            throw Problems.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String note(SessionStarted then, SessionStarted now, Restored restored) {
        boolean edited = !then.prompts().equals(now.prompts());
        if (restored.faithful()) {
            return edited
                    ? "The prompts have been edited since that call; up to this turn it makes no difference."
                    : null;
        }
        return edited
                ? "The prompts have been edited since that call: the same words move the persona otherwise than then."
                : "Calmroom itself has changed since that call: the same words move the persona otherwise than then.";
    }

    private void sweep() {
        Instant now = clock.instant();
        for (Waiting retake : List.copyOf(waiting.values())) {
            if (retake.until().isBefore(now) && waiting.remove(retake.token(), retake)) {
                sessions.deleteUnanswered(retake.opening().started().session());
            }
        }
    }
}
