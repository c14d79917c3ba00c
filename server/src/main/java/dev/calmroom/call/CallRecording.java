package dev.calmroom.call;

import dev.calmroom.transcript.Speaker;
import java.time.Duration;

/**
 * Takes down the sound of a call, each side in session time, so that a line of the log can be heard where it was said.
 * Methods return at once and never throw: a call does not end because its sound cannot be kept. Safe for use by several
 * threads.
 */
public interface CallRecording extends AutoCloseable {

    /** Where nothing is to be kept. */
    CallRecording NONE = new CallRecording() {
        @Override
        public void write(Speaker side, Duration at, short[] samples, int sampleRate) {}

        @Override
        public void cut(Speaker side, Duration at) {}

        @Override
        public void close() {}
    };

    /** Begins the recording of a session's call. */
    @FunctionalInterface
    interface Factory {
        CallRecording begin(String session);
    }

    /**
     * Sound that begins at this time of the session, or follows what came before where that has not ended yet.
     *
     * @param samples mono
     * @param sampleRate the same for all sound of a side
     */
    void write(Speaker side, Duration at, short[] samples, int sampleRate);

    /** What was written for later than this was never heard: the side was cut off. */
    void cut(Speaker side, Duration at);

    @Override
    void close();
}
