package dev.calmroom.report;

import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.transcript.PlainTranscript;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A conversation to be graded, in whichever form it was kept. */
public final class Transcripts {
    private Transcripts() {}

    /**
     * @param text an event log as a JSON array or as a JSON object a line, or plain text with a turn a line
     * @param personaNames what the other side may be called in plain text
     * @throws IllegalArgumentException with what was expected, and where
     */
    public static List<Turn> read(String text, List<String> personaNames) {
        String start = text.stripLeading();
        if (start.startsWith("[")
                && start.length() > 1
                && start.substring(1).stripLeading().startsWith("{")) {
            return conversation(array(text));
        }
        return start.startsWith("{")
                ? conversation(text.lines()
                        .filter(line -> !line.isBlank())
                        .map(EventJson::readLogged)
                        .toList())
                : PlainTranscript.parse(text, personaNames);
    }

    private static List<LoggedEvent> array(String text) {
        try {
            List<LoggedEvent> events = new ArrayList<>();
            for (JsonNode node : EventJson.mapper().readTree(text)) {
                events.add(EventJson.readLogged(node.toString()));
            }
            return events;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not an event log: " + e.getOriginalMessage(), e);
        }
    }

    private static List<Turn> conversation(List<LoggedEvent> events) {
        List<Turn> turns = new CallLog(events).conversation();
        if (turns.isEmpty()) {
            throw new IllegalArgumentException(
                    "the event log has nothing that was said: no leader-spoke, no persona-spoke");
        }
        return turns;
    }
}
