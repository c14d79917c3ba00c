package dev.calmroom.recognition;

import com.sun.jna.Pointer;

/** Hears one utterance; for one thread at a time, closed once, after the last call. Results are Vosk's JSON. */
final class VoskUtterance implements AutoCloseable {
    private final Pointer recognizer;

    VoskUtterance(Pointer recognizer) {
        this.recognizer = recognizer;
        VoskLibrary.vosk_recognizer_set_words(recognizer, true);
    }

    /** @return whether Vosk heard an end by its own rule, or failed; its result so far is then to be taken */
    boolean accept(short[] samples) {
        return VoskLibrary.vosk_recognizer_accept_waveform_s(recognizer, samples, samples.length) != 0;
    }

    String result() {
        return VoskLibrary.vosk_recognizer_result(recognizer);
    }

    String partialResult() {
        return VoskLibrary.vosk_recognizer_partial_result(recognizer);
    }

    /** To the end: with the last quarter second, which a result leaves in the pipeline. */
    String finalResult() {
        return VoskLibrary.vosk_recognizer_final_result(recognizer);
    }

    @Override
    public void close() {
        VoskLibrary.vosk_recognizer_free(recognizer);
    }
}
