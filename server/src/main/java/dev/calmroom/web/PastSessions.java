package dev.calmroom.web;

import dev.calmroom.authoring.LeaderOfCall;
import dev.calmroom.authoring.Trials.Past;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import dev.calmroom.storage.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions as the studio needs them: which version of the prompts each ran with, and what was said. */
public final class PastSessions {
    private static final int LOOKED_AT = 50;

    private final SessionIndex index;
    private final EventLog log;
    private final ScenarioShelf scenarios;

    public PastSessions(SessionIndex index, EventLog log, ScenarioShelf scenarios) {
        this.index = index;
        this.log = log;
        this.scenarios = scenarios;
    }

    /**
     * A version of a scenario's files.
     *
     * @param sha256 as sessions record it
     * @param inUse whether the next call runs with it
     * @param last when a call last ran with it; null where none has
     */
    record Version(
            String scenario,
            String sha256,
            boolean inUse,
            @Nullable Instant last,
            List<String> sessions) {}

    /** @param turns numbers of the persona's turns, behind which something else can be said */
    record Call(
            String session,
            String scenario,
            Instant started,
            @Nullable Integer score,
            List<Integer> turns) {}

    /**
     * @param versions those in use first, then those of the newest calls
     * @param calls the newest that are over
     */
    record Overview(List<Version> versions, List<Call> calls) {}

    /** @param of of what somebody may see */
    Overview overview(Sight of) {
        Map<SessionSummary, List<LoggedEvent>> newest = new LinkedHashMap<>();
        index.latest(of, LOOKED_AT, 0).forEach(summary -> newest.put(summary, log.read(summary.id(), 0)));
        return new Overview(versions(newest), calls(newest));
    }

    private static List<Call> calls(Map<SessionSummary, List<LoggedEvent>> newest) {
        List<Call> calls = new ArrayList<>();
        newest.forEach((summary, events) -> {
            if (summary.ended()) {
                calls.add(new Call(
                        summary.id(),
                        summary.scenario(),
                        summary.started(),
                        summary.score(),
                        new PlayedCall(events)
                                .all(PersonaSpoke.class).stream()
                                        .map(PersonaSpoke::turn)
                                        .toList()));
            }
        });
        return calls;
    }

    private List<Version> versions(Map<SessionSummary, List<LoggedEvent>> newest) {
        Map<List<String>, List<SessionSummary>> used = new LinkedHashMap<>();
        Set<List<String>> current = new HashSet<>();
        for (String id : scenarios.ids()) {
            try {
                List<String> version = List.of(id, scenarios.current(id).sha256());
                current.add(version);
                used.put(version, new ArrayList<>());
            } catch (InvalidPromptsException e) {
                // Told elsewhere: it has no version that a call could run with.
            }
        }
        newest.forEach((summary, events) -> LoggedEvent.start(events)
                .ifPresent(started -> used.computeIfAbsent(
                                List.of(started.scenario(), started.prompts()), key -> new ArrayList<>())
                        .add(summary)));
        List<Version> versions = new ArrayList<>();
        used.forEach((version, sessions) -> versions.add(new Version(
                version.get(0),
                version.get(1),
                current.contains(version),
                sessions.isEmpty() ? null : sessions.getFirst().started(),
                sessions.stream().map(SessionSummary::id).toList())));
        return versions;
    }

    Past past(Sight of, String session) {
        if (!index.isSeen(session, of)) {
            throw Problems.noSession();
        }
        List<LoggedEvent> events = log.read(session, 0);
        return new Past(
                session,
                LoggedEvent.start(events).orElseThrow(Problems::noSession).seed(),
                events);
    }

    /**
     * Whoever led in that call.
     *
     * @param id what the leader is to be called
     */
    LeaderOfCall leader(Sight of, String session, String id) {
        List<LoggedEvent> events = past(of, session).events();
        String scenario =
                LoggedEvent.start(events).orElseThrow(Problems::noSession).scenario();
        return LeaderOfCall.of(id, scenario, "As in the call " + session, RecordedCall.of(events));
    }
}
