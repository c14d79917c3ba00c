package dev.calmroom.recognition;

import com.sun.jna.Pointer;

/** Heard by Vosk in this process. */
final class VoskUtterance implements Utterance {
    private final Pointer recognizer;

    VoskUtterance(Pointer recognizer) {
        this.recognizer = recognizer;
        VoskLibrary.vosk_recognizer_set_words(recognizer, true);
    }

    /** Also true where Vosk failed. */
    @Override
    public boolean accept(short[] samples) {
        return VoskLibrary.vosk_recognizer_accept_waveform_s(recognizer, samples, samples.length) != 0;
    }

    @Override
    public String result() {
        return VoskLibrary.vosk_recognizer_result(recognizer);
    }

    @Override
    public String partialResult() {
        return VoskLibrary.vosk_recognizer_partial_result(recognizer);
    }

    @Override
    public String finalResult() {
        return VoskLibrary.vosk_recognizer_final_result(recognizer);
    }

    @Override
    public void close() {
        VoskLibrary.vosk_recognizer_free(recognizer);
    }
}
