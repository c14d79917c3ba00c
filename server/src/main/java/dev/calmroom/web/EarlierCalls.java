package dev.calmroom.web;

import dev.calmroom.log.EventLog;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Remembrance;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.ProtocolException;
import dev.calmroom.protocol.ToServer;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.Earlier;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the call that is remembered in another: the one that was chosen, else the latest of its scenario. */
public final class EarlierCalls {
    private static final int LOOKED_THROUGH = 500;

    /** A call that is over never changes: what is remembered of it is read once. */
    private static final int KEPT = 500;

    private final EventLog log;
    private final SessionIndex sessions;
    private final Map<Read, List<String>> about = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Read, List<String>> eldest) {
            return size() > KEPT;
        }
    });

    /** A call as a version of a scenario remembers it. */
    private record Read(Earlier earlier, String session) {}

    public EarlierCalls(EventLog log, SessionIndex sessions) {
        this.log = log;
        this.sessions = sessions;
    }

    /**
     * The calls that a scenario can remember, the latest first; empty where it remembers none, or nobody can be asked: a
     * call goes on without the database.
     *
     * @param owner whose; null for everybody's
     */
    List<SessionSummary> of(Scenario scenario, @Nullable String owner) {
        Earlier earlier = scenario.plot().earlier();
        if (earlier == null) {
            return List.of();
        }
        try {
            return sessions.latest(owner, LOOKED_THROUGH, 0).stream()
                    .filter(call -> call.ended() && call.isAttempt())
                    .filter(call -> call.scenario().equals(earlier.scenario()))
                    .toList();
        } catch (LogUnavailableException away) {
            return List.of();
        }
    }

    /** What a scenario remembers of a call, in sentences that the leader is shown; none where nobody can be asked. */
    List<String> about(Scenario scenario, SessionSummary call) {
        Earlier earlier = scenario.plot().earlier();
        if (earlier == null) {
            return List.of();
        }
        Read read = new Read(earlier, call.id());
        List<String> known = about.get(read);
        if (known != null) {
            return known;
        }
        try {
            List<String> told = Remembrance.memories(earlier, log.read(call.id(), 0)).stream()
                    .map(Earlier.Memory::about)
                    .toList();
            about.put(read, told);
            return told;
        } catch (LogUnavailableException away) {
            return List.of();
        }
    }

    /** @throws ProtocolException when the call that was chosen is none that can be remembered */
    Circumstances circumstances(Scenario scenario, ToServer.Hello hello, @Nullable String owner) {
        Earlier earlier = scenario.plot().earlier();
        String chosen = earlier == null ? "" : chosen(scenario, hello.wishes().earlier(), owner);
        List<String> remembered =
                earlier == null || chosen.isEmpty() ? List.of() : Remembrance.of(earlier, told(earlier, chosen, owner));
        return new Circumstances(hello.wishes().difficulty(), hello.wishes().pace(), chosen, remembered);
    }

    private String chosen(Scenario scenario, @Nullable String asked, @Nullable String owner) {
        return asked != null
                ? asked
                : of(scenario, owner).stream()
                        .findFirst()
                        .map(SessionSummary::id)
                        .orElse("");
    }

    private List<LoggedEvent> told(Earlier earlier, String session, @Nullable String owner) {
        List<LoggedEvent> events = log.read(session, 0);
        Optional<SessionStarted> started = LoggedEvent.start(events);
        boolean others = owner != null && !owner.equals(sessions.owner(session).orElse(""));
        if (others
                || started.isEmpty()
                || started.get().ledBy() != null
                || !Objects.equals(started.get().scenario(), earlier.scenario())) {
            throw ProtocolException.fatal(
                    ErrorCode.UNKNOWN_SCENARIO,
                    "The call that is to be remembered is not there, was not led by a person, or is of another scenario than '%s'."
                            .formatted(earlier.scenario()));
        }
        return events;
    }
}
