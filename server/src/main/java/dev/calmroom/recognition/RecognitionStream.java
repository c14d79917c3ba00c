package dev.calmroom.recognition;

import java.util.concurrent.CompletableFuture;

/**
 * One call's ear. All methods return at once and may be called from any thread, one after the other; the work is done
 * in order on a thread of the recogniser, so that what was accepted before {@link #finish()} belongs to its result.
 */
public interface RecognitionStream extends AutoCloseable {

    /**
     * Sound to listen to.
     *
     * @param position where the first sample stands in the call's microphone stream, counted at 16 kHz; within
     *     an utterance it may leap forward (silence that was not worth hearing), never back; the next may begin with
     *     sound that the last one has heard too
     * @param samples 16 kHz mono, any length up to a second; not altered afterwards by the caller
     * @throws IllegalArgumentException when the position goes back or the frame is too long
     */
    void accept(long position, short[] samples);

    /**
     * The utterance is over: gives its words, and is ready for the next. Completes exceptionally with
     * {@link RecognitionException} when the engine failed; with {@link Recognition#NOTHING} after {@link #close()}.
     */
    CompletableFuture<Recognition> finish();

    /** Completes when all that was accepted has been listened to, and what came of it told: for clocks that wait. */
    default CompletableFuture<Void> caughtUp() {
        return CompletableFuture.completedFuture(null);
    }

    /** The utterance so far was nothing (a cough, an echo): forget it without a result. */
    void discard();

    /** Ends the stream, also in the middle of a frame; its native memory is freed on its own thread. Harmless twice. */
    @Override
    void close();
}
