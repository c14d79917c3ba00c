package dev.calmroom.tuning;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallScenario;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.RecordedLeader;
import dev.calmroom.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call from a file with all that happened in it.
 *
 * @param seed of its session
 */
public record LoggedCall(List<LoggedEvent> events, long seed) {
    public LoggedCall {
        events = List.copyOf(events);
    }

    /** Whether the file is a log of events: what was said and felt then stands in it. */
    private static boolean isLog(String text) {
        return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
    }

    /**
     * The log in the file; of a plain transcript what becomes of the leader's words with these players.
     *
     * @param seed for a transcript, which has none
     * @throws IllegalArgumentException when the file is neither, with the reason
     */
    public static LoggedCall read(Path file, Scenario scenario, Players players, long seed) {
        // Refuses what is missing, too large or neither form.
        RecordedCall call =
                CallFile.read(file).take(CallScenario.names(scenario)).call();
        long itsSeed = call.start().map(RecordedCall.Start::seed).orElse(seed);
        try {
            String text = Files.readString(file);
            if (isLog(text)) {
                return new LoggedCall(events(text), itsSeed);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        List<LoggedEvent> events = new ArrayList<>();
        players.rehearse(new RecordedLeader(call), itsSeed, events::add);
        return new LoggedCall(events, itsSeed);
    }

    /** A call in which nobody has said anything yet but the persona. */
    public static LoggedCall opening(Players players, long seed) {
        List<LoggedEvent> events = new ArrayList<>();
        players.rehearse(scene -> new Leader.Action.HangsUp(EndReason.HUNG_UP), seed, events::add);
        return new LoggedCall(events, seed);
    }

    private static List<LoggedEvent> events(String text) {
        JsonMapper json = EventJson.mapper();
        List<LoggedEvent> events = new ArrayList<>();
        if (text.stripLeading().startsWith("[")) {
            json.readTree(text).values().forEach(e -> events.add(EventJson.readLogged(e.toString())));
            return events;
        }
        JsonNode first = json.readTree(text);
        if (first.path("events").isArray()) {
            first.path("events").values().forEach(e -> events.add(EventJson.readLogged(e.toString())));
            return events;
        }
        text.lines().filter(line -> !line.isBlank()).forEach(line -> events.add(EventJson.readLogged(line)));
        return events;
    }
}
