package dev.calmroom.log;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The JSON of session events: one object each, with {@code type}, {@code sequence}, {@code at} and the event's own
 * fields side by side. Durations are whole milliseconds, instants ISO 8601. Fields that are not known are ignored on
 * reading, so that an older node can read a newer log; a word that is not known where only certain ones can stand is an
 * error that names those that are.
 */
public final class EventJson {
    private static final JsonMapper MAPPER = mapper();

    private EventJson() {}

    /** A mapper that knows events, and durations as milliseconds, for whoever embeds events in larger objects. */
    public static JsonMapper mapper() {
        SimpleModule events = new SimpleModule("session events")
                .addSerializer(Duration.class, new MillisecondsSerializer())
                .addDeserializer(Duration.class, new MillisecondsDeserializer())
                .addSerializer(LoggedEvent.class, new LoggedEventSerializer())
                .addDeserializer(LoggedEvent.class, new LoggedEventDeserializer());
        return JsonMapper.builder().addModule(events).build();
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
        return logged(read(json, JsonNode.class));
    }

    private static LoggedEvent logged(JsonNode tree) {
        if (!tree.isObject()
                || !tree.path("sequence").isIntegralNumber()
                || !tree.path("at").isIntegralNumber()) {
            throw new IllegalArgumentException("not a session event: expected an object with type, sequence and at,"
                    + " found " + excerpt(tree.toString()));
        }
        return new LoggedEvent(
                tree.get("sequence").longValue(), tree.get("at").longValue(), readEvent(tree.toString()));
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("not a session event: " + excerpt(json));
            }
            return value;
        } catch (InvalidFormatException e) {
            throw new IllegalArgumentException(
                    "not a session event: %s in %s".formatted(unknownWord(e), excerpt(json)), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "not a session event: %s in %s".formatted(e.getOriginalMessage(), excerpt(json)), e);
        }
    }

    /** Of a word that this version does not know, which it was and which it knows. */
    private static String unknownWord(InvalidFormatException e) {
        if (!e.getTargetType().isEnum() || e.getPath().isEmpty()) {
            return e.getOriginalMessage();
        }
        return "this version knows no %s «%s», only %s"
                .formatted(
                        e.getPath().getLast().getPropertyName(),
                        e.getValue(),
                        Arrays.stream(e.getTargetType().getEnumConstants())
                                .map(MAPPER::valueToTree)
                                .map(word -> ((JsonNode) word).asString())
                                .collect(Collectors.joining(", ")));
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

    /** An event in a message looks as it does in the log. */
    private static final class LoggedEventSerializer extends StdSerializer<LoggedEvent> {
        private LoggedEventSerializer() {
            super(LoggedEvent.class);
        }

        @Override
        public void serialize(LoggedEvent event, JsonGenerator generator, SerializationContext context) {
            generator.writePOJO(toTree(event));
        }
    }

    private static final class LoggedEventDeserializer extends StdDeserializer<LoggedEvent> {
        private LoggedEventDeserializer() {
            super(LoggedEvent.class);
        }

        @Override
        public LoggedEvent deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = context.readTree(parser);
            try {
                return logged(tree);
            } catch (IllegalArgumentException e) {
                return context.reportInputMismatch(LoggedEvent.class, "%s", e.getMessage());
            }
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
