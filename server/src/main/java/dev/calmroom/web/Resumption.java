package dev.calmroom.web;

import dev.calmroom.call.Switchboard;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.ProtocolException;
import dev.calmroom.replay.Restoration;
import dev.calmroom.replay.Restoration.Restored;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls whose server is gone, or is another one: taken over by their token, and rebuilt from their log. */
public final class Resumption {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    private final EventLog log;
    private final Leases leases;
    private final ScenarioShelf scenarios;
    private final CallDesk desk;

    public Resumption(EventLog log, Leases leases, ScenarioShelf scenarios, CallDesk desk) {
        this.log = log;
        this.leases = leases;
        this.scenarios = scenarios;
        this.desk = desk;
    }

    /**
     * @param lead session time that has passed; it stood still while nobody had the call
     * @param answered whether the leader had picked up: then the call goes on by itself
     */
    record Revived(String token, Scenario scenario, Switchboard.Opening opening, Duration lead, boolean answered) {}

    /**
     * Takes over the call that goes by this token.
     *
     * @param allowed whether whoever asks may go on with a session
     * @return empty where there is none that could be gone on with
     * @throws ProtocolException when its scenario cannot be played any more
     */
    Optional<Revived> revive(String token, Predicate<String> allowed) {
        return leases.session(token)
                .filter(allowed)
                .flatMap(session -> leases.takeOver(token))
                .map(found -> revived(token, found));
    }

    private Revived revived(String token, Leases.Found found) {
        List<LoggedEvent> events = log.read(found.session(), 0);
        SessionStarted started = (SessionStarted) events.getFirst().event();
        Scenario scenario = scenario(started);
        Switchboard.Opening opening = desk.reopening(scenario, started);
        Restored restored = Restoration.upToNow(opening.roleplay(), events);
        restored.events().forEach(e -> log.append(found.session(), e.at(), e.event()));
        LOG.info(
                "session {} goes on here at {} s",
                found.session(),
                restored.at().toSeconds());
        return new Revived(token, scenario, opening.with(restored.roleplay()), restored.at(), found.answered());
    }

    private Scenario scenario(SessionStarted started) {
        try {
            return scenarios.current(started.scenario(), Circumstances.of(started.circumstances()));
        } catch (InvalidPromptsException | IllegalArgumentException e) {
            leases.end(started.session());
            throw ProtocolException.fatal(
                    ErrorCode.RESUME_EXPIRED,
                    "The call cannot go on, its scenario cannot be played any more: " + e.getMessage());
        }
    }
}
