package dev.calmroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say in a text frame; {@code docs/protocol.md} describes each. What comes from outside is made by
 * the {@code of} methods: they know what holds where a field is missing, and what is out of bounds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", visible = true, defaultImpl = ToServer.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToServer.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ToServer.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = ToServer.Say.class, name = "say"),
    @JsonSubTypes.Type(value = ToServer.Microphone.class, name = "microphone"),
    @JsonSubTypes.Type(value = ToServer.Mute.class, name = "mute"),
    @JsonSubTypes.Type(value = ToServer.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ToServer.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = ToServer.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = ToServer.Help.class, name = "help"),
    @JsonSubTypes.Type(value = ToServer.Playback.class, name = "playback"),
    @JsonSubTypes.Type(value = ToServer.Spoken.class, name = "spoken"),
    @JsonSubTypes.Type(value = ToServer.PutDown.class, name = "put-down"),
    @JsonSubTypes.Type(value = ToServer.Hangup.class, name = "hangup"),
    @JsonSubTypes.Type(value = ToServer.Ping.class, name = "ping")
})
public sealed interface ToServer {
    /** The longest typed turn, in characters. */
    int MOST_TEXT = 2_000;

    /**
     * @param scenario its id, or empty for the server's first one
     * @param sampleRate of the microphone
     * @param resume token of the call to go on with, or null for a new one
     * @param last sequence of the last event seen
     * @param seed chosen by the client, or null for one of the server's
     * @param voice who speaks the persona's words; a call that is gone on with keeps what it began with
     * @param keepSound whether the leader wants the sound of the call kept; without it only the words are
     * @param seat the session whose seat is sat in by voice, where the seats are swapped; null for any other call
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Hello(
            String scenario,
            int sampleRate,
            @Nullable String resume,
            long last,
            @Nullable Long seed,
            VoiceHost voice,
            boolean keepSound,
            @JsonUnwrapped Wishes wishes,
            @Nullable String seat)
            implements ToServer {
        /**
         * How the call is to be other than the files have it.
         *
         * @param difficulty id of a difficulty of the server's; null: the person as the files have it
         * @param pace id of a pace of the server's; null: as the files have it
         * @param earlier the session that is remembered, empty for none; null: the latest, where the scenario
         *     remembers any
         * @param test whether the call is a test, in which nobody helps
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Wishes(
                @Nullable String difficulty,
                @Nullable String pace,
                @Nullable String earlier,
                boolean test) {
            static final Wishes NONE = new Wishes(null, null, null, false);
        }

        /** A call as the files have it. */
        public Hello(
                String scenario,
                int sampleRate,
                @Nullable String resume,
                long last,
                @Nullable Long seed,
                VoiceHost voice,
                boolean keepSound) {
            this(scenario, sampleRate, resume, last, seed, voice, keepSound, Wishes.NONE, null);
        }

        @JsonCreator
        static Hello of(
                @JsonProperty("scenario") @Nullable String scenario,
                @JsonProperty("sampleRate") @Nullable Long sampleRate,
                @JsonProperty("resume") @Nullable String resume,
                @JsonProperty("last") @Nullable Long last,
                @JsonProperty("seed") @Nullable Long seed,
                @JsonProperty("voice") @Nullable VoiceHost voice,
                @JsonProperty("keepSound") @Nullable Boolean keepSound,
                @JsonProperty("difficulty") @Nullable String difficulty,
                @JsonProperty("pace") @Nullable String pace,
                @JsonProperty("earlier") @Nullable String earlier,
                @JsonProperty("test") @Nullable Boolean test,
                @JsonProperty("seat") @Nullable String seat) {
            return new Hello(
                    Fields.whole("scenario", Objects.requireNonNullElse(scenario, "")),
                    (int) Fields.within("sampleRate", sampleRate, 16_000, 1, 1_000_000),
                    resume == null ? null : Fields.whole("resume", resume),
                    Fields.within("last", last, 0, 0, Long.MAX_VALUE),
                    seed,
                    Objects.requireNonNullElse(voice, VoiceHost.SERVER),
                    Boolean.TRUE.equals(keepSound),
                    new Wishes(
                            whole("difficulty", difficulty),
                            whole("pace", pace),
                            whole("earlier", earlier),
                            Boolean.TRUE.equals(test)),
                    whole("seat", seat));
        }

        private static @Nullable String whole(String field, @Nullable String text) {
            return text == null ? null : Fields.whole(field, text);
        }
    }

    /** The leader picks up. */
    record Answer() implements ToServer {}

    /**
     * @param text a whole turn, typed
     * @param id by which it is known when it comes again, as its line may have broken on the way; null where it never does
     */
    record Say(String text, @Nullable Long id) implements ToServer {

        @JsonCreator
        static Say of(@JsonProperty("text") @Nullable String text, @JsonProperty("id") @Nullable Long id) {
            String said = Fields.whole("text", Fields.needed("text", "a string", text))
                    .strip();
            if (said.isEmpty() || said.length() > MOST_TEXT) {
                throw Fields.bad("Typed words are from 1 to %d characters.".formatted(MOST_TEXT));
            }
            return new Say(said, id);
        }
    }

    /** @param echoCancellation whether what it gives has been freed of what the loudspeaker plays */
    record Microphone(boolean echoCancellation) implements ToServer {

        @JsonCreator
        static Microphone of(@JsonProperty("echoCancellation") @Nullable Boolean echoCancellation) {
            return new Microphone(Boolean.TRUE.equals(echoCancellation));
        }
    }

    record Mute(boolean on) implements ToServer {

        @JsonCreator
        static Mute of(@JsonProperty("on") @Nullable Boolean on) {
            return new Mute(!Boolean.FALSE.equals(on));
        }
    }

    /** @param on whether a turn is being typed */
    record Typing(boolean on) implements ToServer {

        @JsonCreator
        static Typing of(@JsonProperty("on") @Nullable Boolean on) {
            return new Typing(!Boolean.FALSE.equals(on));
        }
    }

    /** @param on whether the leader is in a dialog of the page */
    record Pause(boolean on) implements ToServer {

        @JsonCreator
        static Pause of(@JsonProperty("on") @Nullable Boolean on) {
            return new Pause(!Boolean.FALSE.equals(on));
        }
    }

    /** @param on whether the call is to wait, clock and persona and all, or to go on */
    record Hold(boolean on) implements ToServer {

        @JsonCreator
        static Hold of(@JsonProperty("on") @Nullable Boolean on) {
            return new Hold(!Boolean.FALSE.equals(on));
        }
    }

    /** The leader does not know how to go on; the event {@code help-given} answers. */
    record Help() implements ToServer {}

    /** @param samples of the turn that have been played, from its beginning */
    record Playback(int turn, long samples, boolean done) implements ToServer {

        @JsonCreator
        static Playback of(
                @JsonProperty("turn") @Nullable Long turn,
                @JsonProperty("samples") @Nullable Long samples,
                @JsonProperty("done") @Nullable Boolean done) {
            return new Playback(
                    Fields.turn(turn),
                    Fields.within("samples", samples, 0, 0, Integer.MAX_VALUE),
                    Boolean.TRUE.equals(done));
        }
    }

    /** @param chars of the turn's text that have been spoken by the client's own voice */
    record Spoken(int turn, int chars, boolean done) implements ToServer {

        @JsonCreator
        static Spoken of(
                @JsonProperty("turn") @Nullable Long turn,
                @JsonProperty("chars") @Nullable Long chars,
                @JsonProperty("done") @Nullable Boolean done) {
            return new Spoken(
                    Fields.turn(turn),
                    (int) Fields.within("chars", chars, 0, 0, Integer.MAX_VALUE),
                    Boolean.TRUE.equals(done));
        }
    }

    record Hangup() implements ToServer {}

    /** The leader hangs up on a guest and is back with the persona; nothing where no guest is on the line. */
    record PutDown() implements ToServer {}

    /** @param id comes back in {@code pong} */
    record Ping(long id) implements ToServer {

        @JsonCreator
        static Ping of(@JsonProperty("id") @Nullable Long id) {
            return new Ping(Fields.needed("id", "a whole number", id));
        }
    }

    /** A type of a later version, ignored. */
    record Unknown(String type) implements ToServer {}
}
