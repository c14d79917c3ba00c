package dev.calmroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who makes the persona's words sound in a call. */
public enum VoiceHost {
    /** A voice of the server; it is sent as sound, and what was played is counted in samples. */
    SERVER,
    /** The client, with a voice of its own; it is sent the words, and what was spoken is counted in characters. */
    CLIENT;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
