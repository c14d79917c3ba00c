package dev.calmroom.web;

import dev.calmroom.call.VoiceHost;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes frames of {@code calmroom.v1}. */
public final class Protocol {
    public static final String SUBPROTOCOL = "calmroom.v1";
    static final int MOST_TEXT = 2_000;
    /** 200 ms at 16 kHz. */
    static final int MOST_SAMPLES = 3_200;

    private static final int MICROPHONE_HEADER = 4;
    private static final int VOICE_HEADER = 12;

    private final JsonMapper json;

    public Protocol(JsonMapper json) {
        this.json = json;
    }

    /** One frame of the microphone. */
    record MicrophoneFrame(long sequence, short[] samples) {}

    /** @throws ProtocolException when the text is not a JSON object with a type, or a field is not what it should be */
    ClientRequest read(String text) {
        JsonNode message = parse(text);
        String type = string(message, "type", null);
        return switch (type) {
            case "hello" ->
                new ClientRequest.Hello(
                        string(message, "scenario", ""),
                        (int) number(message, "sampleRate", 16_000, 1, 1_000_000),
                        message.hasNonNull("resume") ? string(message, "resume", null) : null,
                        number(message, "last", 0, 0, Long.MAX_VALUE),
                        message.hasNonNull("seed")
                                ? (Long) number(message, "seed", 0, Long.MIN_VALUE, Long.MAX_VALUE)
                                : null,
                        voice(message),
                        message.path("keepSound").asBoolean(false));
            case "answer" -> new ClientRequest.Answer();
            case "say" -> new ClientRequest.Say(say(message));
            case "microphone" ->
                new ClientRequest.Microphone(message.path("echoCancellation").asBoolean(false));
            case "mute" -> new ClientRequest.Mute(message.path("on").asBoolean(true));
            case "typing" -> new ClientRequest.Typing(message.path("on").asBoolean(true));
            case "pause" -> new ClientRequest.Pause(message.path("on").asBoolean(true));
            case "playback" ->
                new ClientRequest.Playback(
                        turn(message),
                        number(message, "samples", 0, 0, Integer.MAX_VALUE),
                        message.path("done").asBoolean(false));
            case "spoken" ->
                new ClientRequest.Spoken(
                        turn(message),
                        (int) number(message, "chars", 0, 0, Integer.MAX_VALUE),
                        message.path("done").asBoolean(false));
            case "hangup" -> new ClientRequest.Hangup();
            case "ping" -> new ClientRequest.Ping(whole("id", message.path("id").asString("")));
            default -> new ClientRequest.Unknown(type);
        };
    }

    private JsonNode parse(String text) {
        try {
            JsonNode message = json.readTree(text);
            if (message.isObject()) {
                return message;
            }
        } catch (JacksonException e) {
            throw ProtocolException.harmless("not-json", "A text frame is one JSON object; this one cannot be read.");
        }
        throw ProtocolException.harmless("not-json", "A text frame is one JSON object, not a bare value.");
    }

    private static String string(JsonNode message, String field, @Nullable String otherwise) {
        JsonNode value = message.path(field);
        if (value.isString()) {
            return whole(field, value.asString());
        }
        if (otherwise == null || !value.isMissingNode()) {
            throw ProtocolException.harmless("bad-message", "The field '%s' is a string.".formatted(field));
        }
        return otherwise;
    }

    /** Half of a character that takes two cannot be sent back to anybody. */
    private static String whole(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw ProtocolException.harmless(
                        "bad-message", "The field '%s' holds half a character; send it whole.".formatted(field));
            }
        }
        return text;
    }

    private static long number(JsonNode message, String field, long otherwise, long least, long most) {
        JsonNode value = message.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            throw ProtocolException.harmless(
                    "bad-message", "The field '%s' is a whole number from %d to %d.".formatted(field, least, most));
        }
        return value.asLong();
    }

    private static VoiceHost voice(JsonNode message) {
        return switch (string(message, "voice", "server")) {
            case "server" -> VoiceHost.SERVER;
            case "client" -> VoiceHost.CLIENT;
            default -> throw ProtocolException.harmless("bad-message", "The field 'voice' is 'server' or 'client'.");
        };
    }

    private static int turn(JsonNode message) {
        return (int) number(message, "turn", 0, 0, Integer.MAX_VALUE);
    }

    private static String say(JsonNode message) {
        String text = string(message, "text", null).strip();
        if (text.isEmpty() || text.length() > MOST_TEXT) {
            throw ProtocolException.harmless(
                    "bad-message", "Typed words are from 1 to %d characters.".formatted(MOST_TEXT));
        }
        return text;
    }

    /** @throws ProtocolException when the frame has no header, half a sample, none at all or too many */
    MicrophoneFrame read(ByteBuffer frame) {
        int bytes = frame.remaining() - MICROPHONE_HEADER;
        if (bytes <= 0 || bytes % 2 != 0 || bytes / 2 > MOST_SAMPLES) {
            throw ProtocolException.harmless(
                    "bad-frame",
                    "A microphone frame is 4 bytes of sequence and up to %d samples of 2 bytes; this one has %d bytes."
                            .formatted(MOST_SAMPLES, frame.remaining()));
        }
        long sequence = Integer.toUnsignedLong(frame.order(ByteOrder.BIG_ENDIAN).getInt());
        short[] samples = new short[bytes / 2];
        frame.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new MicrophoneFrame(sequence, samples);
    }

    String write(Object message) {
        return json.writeValueAsString(message);
    }

    byte[] voice(int turn, int sequence, long offset, short[] samples) {
        ByteBuffer frame = ByteBuffer.allocate(VOICE_HEADER + samples.length * 2);
        frame.order(ByteOrder.BIG_ENDIAN).putInt(turn).putInt(sequence).putInt((int) offset);
        frame.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples);
        return frame.array();
    }
}
