package dev.calmroom.tuning;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallScenario;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.RecordedLeader;
import dev.calmroom.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * A call from a file with all that happened in it.
 *
 * @param seed of its session
 */
public record LoggedCall(List<LoggedEvent> events, long seed) {
    public LoggedCall {
        events = List.copyOf(events);
    }

    /**
     * The log in the file; of a plain transcript what becomes of the leader's words with these players.
     *
     * @param scenario of which the call is, as it was held ({@link CallScenario#held})
     * @param seed for a transcript, which has none
     * @throws IllegalArgumentException when the file does not say who speaks, with the reason
     */
    public static LoggedCall of(CallFile file, Scenario scenario, Players players, long seed) {
        RecordedCall call = file.take(CallScenario.names(scenario)).call();
        long itsSeed = call.start().map(RecordedCall.Start::seed).orElse(seed);
        return file.events().map(events -> new LoggedCall(events, itsSeed)).orElseGet(() -> {
            List<LoggedEvent> events = new ArrayList<>();
            players.rehearse(new RecordedLeader(call), itsSeed, events::add);
            return new LoggedCall(events, itsSeed);
        });
    }

    /** A call in which nobody has said anything yet but the persona. */
    public static LoggedCall opening(Players players, long seed) {
        List<LoggedEvent> events = new ArrayList<>();
        players.rehearse(scene -> new Leader.Action.HangsUp(EndReason.HUNG_UP), seed, events::add);
        return new LoggedCall(events, seed);
    }
}
