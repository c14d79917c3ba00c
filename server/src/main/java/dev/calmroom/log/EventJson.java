package dev.calmroom.log;

import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The JSON of session events: one object each, with {@code type}, {@code sequence}, {@code at} and the event's own
 * fields side by side. Durations are whole milliseconds, instants ISO 8601. Fields that are not known are ignored on
 * reading, so that an older node can read a newer log.
 */
public final class EventJson {
    private static final JsonMapper MAPPER = mapper();

    private EventJson() {}

    /** A mapper that writes durations as milliseconds, for whoever embeds events in larger objects. */
    public static JsonMapper mapper() {
        SimpleModule durations = new SimpleModule("durations in milliseconds")
                .addSerializer(Duration.class, new MillisecondsSerializer())
                .addDeserializer(Duration.class, new MillisecondsDeserializer());
        return JsonMapper.builder().addModule(durations).build();
    }

    public static String write(LoggedEvent event) {
        return MAPPER.writeValueAsString(toTree(event));
    }

    public static ObjectNode toTree(LoggedEvent event) {
        ObjectNode fields = (ObjectNode) MAPPER.<JsonNode>valueToTree(event.event());
        ObjectNode flat = MAPPER.createObjectNode();
        flat.set("type", fields.get("type"));
        flat.put("sequence", event.sequence());
        flat.put("at", event.at());
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            flat.set(field.getKey(), field.getValue());
        }
        return flat;
    }

    /** The event alone, for a store that keeps number and time in columns of their own. */
    public static String write(SessionEvent event) {
        return MAPPER.writeValueAsString(event);
    }

    /** @throws IllegalArgumentException when the text is no event, with the reason */
    public static SessionEvent readEvent(String json) {
        return read(json, SessionEvent.class);
    }

    /** @throws IllegalArgumentException when the text is no logged event, with the reason */
    public static LoggedEvent readLogged(String json) {
        JsonNode tree = read(json, JsonNode.class);
        if (!tree.isObject()
                || !tree.path("sequence").isIntegralNumber()
                || !tree.path("at").isIntegralNumber()) {
            throw new IllegalArgumentException(
                    "not a session event: expected an object with type, sequence and at, found " + excerpt(json));
        }
        return new LoggedEvent(tree.get("sequence").longValue(), tree.get("at").longValue(), readEvent(json));
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("not a session event: " + excerpt(json));
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "not a session event: %s in %s".formatted(e.getOriginalMessage(), excerpt(json)), e);
        }
    }

    private static String excerpt(String json) {
        return json.length() <= 120 ? json : json.substring(0, 117) + "...";
    }

    private static final class MillisecondsSerializer extends StdSerializer<Duration> {
        private MillisecondsSerializer() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator generator, SerializationContext context) {
            generator.writeNumber(value.toMillis());
        }
    }

    private static final class MillisecondsDeserializer extends StdDeserializer<Duration> {
        private MillisecondsDeserializer() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            return Duration.ofMillis(parser.getLongValue());
        }
    }
}
