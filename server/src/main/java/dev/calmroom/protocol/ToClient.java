package dev.calmroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.TurnLatency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server says to a client besides sound; {@code docs/protocol.md} describes each. Times are milliseconds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = ToClient.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToClient.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ToClient.Hearing.class, name = "hearing"),
    @JsonSubTypes.Type(value = ToClient.Caption.class, name = "caption"),
    @JsonSubTypes.Type(value = ToClient.Speaking.class, name = "speaking"),
    @JsonSubTypes.Type(value = ToClient.Happened.class, name = "event"),
    @JsonSubTypes.Type(value = ToClient.Clock.class, name = "clock"),
    @JsonSubTypes.Type(value = ToClient.Warning.class, name = "warning"),
    @JsonSubTypes.Type(value = ToClient.Latency.class, name = "latency"),
    @JsonSubTypes.Type(value = ToClient.Trouble.class, name = "error"),
    @JsonSubTypes.Type(value = ToClient.Pong.class, name = "pong")
})
public sealed interface ToClient {

    /**
     * The answer to {@code hello}.
     *
     * @param resume the token with which another connection goes on with this session
     * @param sampleRate of the persona's voice
     * @param microphoneFrames how many frames of the microphone came over the former connection, where one is gone on
     *     from: what was sent behind them never arrived
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Welcome(
            String session,
            String resume,
            ScenarioCard scenario,
            Engines engines,
            int sampleRate,
            long elapsedMs,
            boolean resumed,
            @Nullable Long microphoneFrames)
            implements ToClient {}

    /** @param settled whether these are the final words of the utterance */
    record Hearing(
            int utterance,
            String text,
            @JsonProperty("final") boolean settled) implements ToClient {}

    /**
     * @param atSamples where the words begin: a sample of the turn, or a character where the client speaks
     * @param said what a client that speaks by itself is to say, in pieces that together are all of the text; null for
     *     others, and where it is said as it is written
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Caption(
            int turn, String text, long atSamples, @Nullable List<Said> said) implements ToClient {
        public Caption(int turn, String text, long atSamples) {
            this(turn, text, atSamples, null);
        }
    }

    /**
     * @param text the words
     * @param chars how many characters of the caption's text they stand for
     */
    record Said(String text, int chars) {}

    /**
     * @param from where a client that speaks by itself begins, in characters of the turn; null for others
     * @param manner how it speaks, against its voice's own way; null for others
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Speaking(
            int turn,
            SpeakingState state,
            @Nullable Long from,
            @Nullable Manner manner) implements ToClient {
        public Speaking(int turn, SpeakingState state) {
            this(turn, state, null, null);
        }
    }

    /**
     * @param rate speaking rate
     * @param pitch fundamental frequency
     * @param volume loudness; 1 is the voice's own
     */
    record Manner(double rate, double pitch, double volume) {}

    record Happened(LoggedEvent event) implements ToClient {}

    record Clock(long elapsedMs, long remainingMs) implements ToClient {}

    record Warning(long remainingMs) implements ToClient {}

    record Latency(int turn, TurnLatency stages) implements ToClient {}

    record Trouble(ErrorCode code, String message, boolean fatal) implements ToClient {}

    /** @param id that of the {@code ping} which this answers */
    record Pong(long id) implements ToClient {}

    /** A type of a later version, ignored. */
    record Unknown() implements ToClient {}
}
