package dev.calmroom.log;

import dev.calmroom.log.RecordedCall.Start;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The report of a call as the page saves it: its turns stand in it as they were corrected. */
final class ReportTree {
    private ReportTree() {}

    static Optional<JsonNode> of(String text) {
        try {
            JsonNode tree = EventJson.mapper().readTree(text);
            return tree.path("call").path("scenario").isString()
                            && tree.path("turns").isArray()
                    ? Optional.of(tree)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static RecordedCall call(JsonNode report) {
        List<Turn> turns = new ArrayList<>();
        Map<Integer, Duration> times = new HashMap<>();
        for (JsonNode turn : report.path("turns").values()) {
            int number = turn.path("turn").asInt(turns.size() + 1);
            boolean leader = turn.path("speaker").asString("").equals("leader");
            turns.add(Turn.of(
                    number,
                    leader ? Speaker.LEADER : Speaker.PERSONA,
                    turn.path("text").asString("")));
            if (leader && turn.path("at").isNumber()) {
                times.put(number, Duration.ofMillis(turn.path("at").asLong(0)));
            }
        }
        if (turns.stream().noneMatch(Turn::isLeader)) {
            throw new IllegalArgumentException("the report has no turn of the leader");
        }
        JsonNode call = report.path("call");
        return new RecordedCall(
                turns,
                times,
                new Start(call.path("scenario").asString(""), call.path("seed").asLong(1)));
    }
}
