package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import java.io.IOException;
import org.vosk.Model;
import org.vosk.Recognizer;

/** A Vosk recogniser of the pool, and how much it has heard: used by one stream at a time. */
final class LentRecognizer implements RecognizerPool.Growing {
    /** What a recogniser's copy of the search graph grows by, with the square root of the seconds heard. Measured. */
    private static final double MEGABYTES_BY_ROOT_OF_SECONDS = 13;

    private static final double MEGABYTES_AT_FIRST = 4;

    private final Recognizer recognizer;
    private volatile long samples;

    /** @throws RecognitionException when the engine has no room for it */
    LentRecognizer(Model model) {
        try {
            recognizer = new Recognizer(model, AudioClip.SPEECH_RATE);
            recognizer.setWords(true);
        } catch (IOException | RuntimeException e) {
            throw new RecognitionException(
                    "the recogniser has no room for another call; try again when one has ended", e);
        }
    }

    /** Samples heard since it was made: its clock. */
    long samples() {
        return samples;
    }

    @Override
    public double megabytes() {
        return MEGABYTES_AT_FIRST + MEGABYTES_BY_ROOT_OF_SECONDS * Math.sqrt((double) samples / AudioClip.SPEECH_RATE);
    }

    /** @return whether Vosk believes that an utterance has ended */
    boolean hear(short[] sound) {
        samples += sound.length;
        return recognizer.acceptWaveForm(sound, sound.length);
    }

    String partial() {
        return recognizer.getPartialResult();
    }

    /** The words so far; it goes on with what it has learned of the speaker. */
    String result() {
        return recognizer.getResult();
    }

    /**
     * The words to the end: with the last quarter second, which {@link #result()} leaves in the pipeline. Forgets the
     * speaker, which on read speech costs nothing that could be measured, and is as fresh for the next one.
     */
    String finalResult() {
        return recognizer.getFinalResult();
    }

    @Override
    public void free() {
        recognizer.close();
    }
}
