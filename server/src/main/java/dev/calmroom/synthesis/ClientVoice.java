package dev.calmroom.synthesis;

/** A voice that the client has by itself, of which nothing is known but that it takes rate, pitch and volume. */
public final class ClientVoice {
    private static final ProsodyScale SCALE = ProsodyScale.of("client");

    private ClientVoice() {}

    /** @return the prosody within the bounds in which unknown voices stay intelligible */
    public static Prosody bounded(Prosody wanted) {
        return SCALE.bounded(wanted);
    }
}
