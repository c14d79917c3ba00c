package dev.calmroom.call;

/** Who makes the persona's words sound in a call. */
public enum VoiceHost {
    /** A voice of the server; it is sent as sound, and what was played is counted in samples. */
    SERVER,
    /** The client, with a voice of its own; it is sent the words, and what was spoken is counted in characters. */
    CLIENT;

    /** About what a slow voice speaks; a client that tells more is waited for longer. */
    private static final int CHARACTERS_A_SECOND = 12;

    int unitsPerSecond(int sampleRate) {
        return this == SERVER ? sampleRate : CHARACTERS_A_SECOND;
    }
}
