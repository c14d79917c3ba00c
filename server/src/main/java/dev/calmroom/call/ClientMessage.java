package dev.calmroom.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.TurnLatency;
import org.jspecify.annotations.Nullable;

/** What the client is told besides sound; {@code docs/protocol.md} describes each. Times are milliseconds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientMessage.Hearing.class, name = "hearing"),
    @JsonSubTypes.Type(value = ClientMessage.Caption.class, name = "caption"),
    @JsonSubTypes.Type(value = ClientMessage.Speaking.class, name = "speaking"),
    @JsonSubTypes.Type(value = ClientMessage.Happened.class, name = "event"),
    @JsonSubTypes.Type(value = ClientMessage.Clock.class, name = "clock"),
    @JsonSubTypes.Type(value = ClientMessage.Warning.class, name = "warning"),
    @JsonSubTypes.Type(value = ClientMessage.Latency.class, name = "latency"),
    @JsonSubTypes.Type(value = ClientMessage.Trouble.class, name = "error")
})
public sealed interface ClientMessage {

    record Hearing(
            int utterance,
            String text,
            @JsonProperty("final") boolean settled) implements ClientMessage {}

    record Caption(int turn, String text, long atSamples) implements ClientMessage {}

    /**
     * @param state {@code started}, {@code stopped}, {@code interrupted}, {@code lowered}, {@code held}, {@code raised}
     * @param from where a client that speaks by itself begins, in characters of the turn; null for others
     * @param manner how it speaks, against its voice's own way; null for others
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Speaking(
            int turn,
            String state,
            @Nullable Long from,
            @Nullable Manner manner) implements ClientMessage {
        Speaking(int turn, String state) {
            this(turn, state, null, null);
        }
    }

    /**
     * @param rate speaking rate
     * @param pitch fundamental frequency
     * @param volume loudness; 1 is the voice's own
     */
    record Manner(double rate, double pitch, double volume) {}

    record Happened(LoggedEvent event) implements ClientMessage {}

    record Clock(long elapsedMs, long remainingMs) implements ClientMessage {}

    record Warning(long remainingMs) implements ClientMessage {}

    record Latency(int turn, TurnLatency stages) implements ClientMessage {}

    record Trouble(String code, String message, boolean fatal) implements ClientMessage {}
}
