package dev.calmroom.replay;

import dev.calmroom.recognition.SpeechRecognizer;
import java.util.function.Supplier;

/**
 * Engines for recordings, loaded when one is heard and closed behind it: a recording that is fed as fast as the machine
 * can would stand in the way of the calls that are heard meanwhile.
 */
public final class SpareEars {
    private final Supplier<SpeechRecognizer> recognizers;

    /** @param recognizers gives a new one each time, which whoever asks for it closes */
    public SpareEars(Supplier<SpeechRecognizer> recognizers) {
        this.recognizers = recognizers;
    }

    /** To be closed by whoever asks. */
    public SpeechRecognizer recognizer() {
        return recognizers.get();
    }
}
