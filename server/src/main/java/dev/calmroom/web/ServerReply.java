package dev.calmroom.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.calmroom.log.Engines;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the edge itself says to a client, besides what a call says; {@code docs/protocol.md} describes each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerReply.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerReply.Pong.class, name = "pong")
})
sealed interface ServerReply {

    record Welcome(
            String session,
            String resume,
            ScenarioCard scenario,
            Engines engines,
            int sampleRate,
            long elapsedMs,
            boolean resumed)
            implements ServerReply {}

    record Pong(String id) implements ServerReply {}

    /** What the page needs of a scenario; it knows none by itself. */
    record ScenarioCard(
            String id,
            String title,
            String summary,
            Person persona,
            String clock,
            long durationMs,
            long warnAtMs,
            List<Dimension> dimensions,
            Map<String, String> rules,
            Map<String, String> sounds) {}

    record Person(String name, String role) {}

    record Dimension(
            String id,
            String label,
            String low,
            String high,
            String good,
            @Nullable String look) {}
}
