package dev.calmroom.protocol;

import dev.calmroom.log.EventJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes the frames of {@code calmroom.v1}, for either end of the line. */
public final class Protocol {
    public static final String SUBPROTOCOL = "calmroom.v1";

    /** 200 ms at 16 kHz. */
    private static final int MOST_SAMPLES = 3_200;

    private static final int MICROPHONE_HEADER = 4;
    private static final int VOICE_HEADER = 12;

    /** A field of the wrong kind is a mistake of the client's, never taken for what it might have meant. */
    private static final JsonMapper JSON = EventJson.mapper()
            .rebuild()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .withCoercionConfig(
                    LogicalType.Enum, word -> word.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
            .build();

    private Protocol() {}

    /** @throws ProtocolException when the text is not a JSON object with a type, or a field is not what it should be */
    public static ToServer toServer(String text) {
        return read(text, ToServer.class);
    }

    /** @throws ProtocolException when the text is not a JSON object with a type, or a field is not what it should be */
    public static ToClient toClient(String text) {
        return read(text, ToClient.class);
    }

    public static String write(ToServer message) {
        return JSON.writerFor(ToServer.class).writeValueAsString(message);
    }

    public static String write(ToClient message) {
        return JSON.writerFor(ToClient.class).writeValueAsString(message);
    }

    private static <T> T read(String text, Class<T> type) {
        JsonNode message = parse(text);
        try {
            return JSON.treeToValue(message, type);
        } catch (JacksonException e) {
            if (e.getCause() instanceof ProtocolException broken) {
                throw broken;
            }
            throw Fields.bad("The field '%s' is %s.".formatted(field(e), expected(e)));
        }
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.isObject() && message.path("type").isString()) {
                return message;
            }
            if (message.isObject()) {
                throw Fields.bad("The field 'type' is a string.");
            }
        } catch (JacksonException e) {
            throw ProtocolException.harmless(
                    ErrorCode.NOT_JSON, "A text frame is one JSON object; this one cannot be read.");
        }
        throw ProtocolException.harmless(ErrorCode.NOT_JSON, "A text frame is one JSON object, not a bare value.");
    }

    private static String field(JacksonException mistake) {
        String path = mistake.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path;
    }

    private static String expected(JacksonException mistake) {
        Class<?> type = mistake instanceof MismatchedInputException it ? it.getTargetType() : Long.class;
        if (type == null || type == String.class) {
            return "a string";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> "'" + JSON.<JsonNode>valueToTree(constant).asString() + "'")
                    .collect(Collectors.joining(" or "));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return type == Long.class || type == Integer.class ? "a whole number" : "of another kind";
    }

    /** @throws ProtocolException when the frame has no header, half a sample, none at all or too many */
    public static MicrophoneFrame microphone(ByteBuffer frame) {
        int bytes = frame.remaining() - MICROPHONE_HEADER;
        if (bytes <= 0 || bytes % 2 != 0 || bytes / 2 > MOST_SAMPLES) {
            throw ProtocolException.harmless(
                    ErrorCode.BAD_FRAME,
                    "A microphone frame is 4 bytes of sequence and up to %d samples of 2 bytes; this one has %d bytes."
                            .formatted(MOST_SAMPLES, frame.remaining()));
        }
        ByteBuffer header = frame.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new MicrophoneFrame(Integer.toUnsignedLong(header.getInt()), samples(header));
    }

    /** @throws ProtocolException when the frame is shorter than its header or holds half a sample */
    public static VoiceFrame voice(ByteBuffer frame) {
        int bytes = frame.remaining() - VOICE_HEADER;
        if (bytes < 0 || bytes % 2 != 0) {
            throw ProtocolException.harmless(
                    ErrorCode.BAD_FRAME,
                    "A frame of the voice is 12 bytes of header and samples of 2 bytes; this one has %d bytes."
                            .formatted(frame.remaining()));
        }
        ByteBuffer header = frame.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new VoiceFrame(
                header.getInt(), header.getInt(), Integer.toUnsignedLong(header.getInt()), samples(header));
    }

    private static short[] samples(ByteBuffer behindHeader) {
        short[] samples = new short[behindHeader.remaining() / 2];
        behindHeader.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    public static byte[] write(MicrophoneFrame frame) {
        byte[] bytes = new byte[MICROPHONE_HEADER + frame.samples().length * 2];
        write(ByteBuffer.wrap(bytes).putInt((int) frame.sequence()), frame.samples());
        return bytes;
    }

    public static byte[] write(VoiceFrame frame) {
        byte[] bytes = new byte[VOICE_HEADER + frame.samples().length * 2];
        write(
                ByteBuffer.wrap(bytes)
                        .putInt(frame.turn())
                        .putInt(frame.sequence())
                        .putInt((int) frame.offset()),
                frame.samples());
        return bytes;
    }

    private static void write(ByteBuffer behindHeader, short[] samples) {
        behindHeader.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples);
    }
}
