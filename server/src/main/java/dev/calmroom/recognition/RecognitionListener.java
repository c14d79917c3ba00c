package dev.calmroom.recognition;

/** Hears what a stream makes of the sound so far. Called from a thread of the recogniser: hand over and return. */
public interface RecognitionListener {

    /**
     * The words of the current utterance have changed.
     *
     * @param text all words so far, the scenario's terms already put right; earlier words may still change
     * @param upTo the stream position (16 kHz samples) up to which sound had been heard
     */
    void onPartial(String text, long upTo);

    /** The engine failed: nothing more will come of this stream, the call goes on typed or with a new stream. */
    void onError(RecognitionException error);
}
