package dev.calmroom.web;

import dev.calmroom.call.VoiceHost;
import org.jspecify.annotations.Nullable;

/** What a client may say in a text frame; {@code docs/protocol.md} describes each. */
sealed interface ClientRequest {

    /**
     * @param resume token of the call to go on with, or null for a new one
     * @param last sequence of the last event seen
     * @param seed chosen by the client, or null for one of ours
     * @param keepSound whether the leader wants the sound of the call kept; without it only the words are
     * @param voice who speaks the persona's words; a call that is gone on with keeps what it began with
     */
    record Hello(
            String scenario,
            int sampleRate,
            @Nullable String resume,
            long last,
            @Nullable Long seed,
            VoiceHost voice,
            boolean keepSound)
            implements ClientRequest {}

    record Answer() implements ClientRequest {}

    record Say(String text) implements ClientRequest {}

    /** @param echoCancellation whether what it gives has been freed of what the loudspeaker plays */
    record Microphone(boolean echoCancellation) implements ClientRequest {}

    record Mute(boolean on) implements ClientRequest {}

    /** @param on whether a turn is being typed */
    record Typing(boolean on) implements ClientRequest {}

    /** @param on whether the leader is in a dialog of the page */
    record Pause(boolean on) implements ClientRequest {}

    record Playback(int turn, long samples, boolean done) implements ClientRequest {}

    record Spoken(int turn, int chars, boolean done) implements ClientRequest {}

    record Hangup() implements ClientRequest {}

    record Ping(String id) implements ClientRequest {}

    /** A type of a later version, ignored. */
    record Unknown(String type) implements ClientRequest {}
}
