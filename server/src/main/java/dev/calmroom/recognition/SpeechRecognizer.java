package dev.calmroom.recognition;

/** Turns speech into words for many calls at once. Safe for use by several threads. */
public interface SpeechRecognizer extends AutoCloseable {

    /** What the page calls it. */
    String name();

    /**
     * Opens an ear for one call.
     *
     * @param vocabulary names and terms of the scenario, put right in partial and final results
     * @throws RecognitionException when the engine cannot open another stream
     */
    RecognitionStream open(Vocabulary vocabulary, RecognitionListener listener);

    /** How many streams are open, or hold native memory still. */
    int openStreams();

    /** Closes every stream, then the engine. */
    @Override
    void close();
}
