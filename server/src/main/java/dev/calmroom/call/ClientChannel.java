package dev.calmroom.call;

import dev.calmroom.protocol.ToClient;

/** The way to one client. Methods return at once, may be called from any thread, and never throw. */
public interface ClientChannel {
    /** No line: the client is away. */
    ClientChannel NOBODY = new ClientChannel() {
        @Override
        public void send(ToClient message) {}

        @Override
        public void audio(int turn, int sequence, long offset, short[] samples) {}

        @Override
        public void close() {}
    };

    void send(ToClient message);

    /**
     * A frame of the persona's voice.
     *
     * @param sequence counts the frames of a turn from 0
     * @param offset of the first sample within the turn
     * @param samples mono, at the voice's rate
     */
    void audio(int turn, int sequence, long offset, short[] samples);

    /** The call is over, nothing more will be sent. */
    void close();

    /** The call goes on elsewhere: nothing more will be sent here, and the client comes again with its token. */
    default void sendAway() {
        close();
    }
}
