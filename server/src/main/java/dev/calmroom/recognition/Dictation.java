package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import java.util.Arrays;
import java.util.concurrent.CompletionException;

/** Recognises a whole recording at once, as fast as the machine can: for files, benchmarks and proofs, not for calls. */
public final class Dictation {
    private static final int FRAME = AudioClip.SPEECH_RATE / 50;

    private final SpeechRecognizer recognizer;

    public Dictation(SpeechRecognizer recognizer) {
        this.recognizer = recognizer;
    }

    /**
     * @param clip at 16 kHz
     * @throws RecognitionException when the engine failed
     * @throws IllegalArgumentException when the clip has another rate
     */
    public Recognition hear(AudioClip clip, Vocabulary vocabulary) {
        if (clip.sampleRate() != AudioClip.SPEECH_RATE) {
            throw new IllegalArgumentException("resample to 16 kHz first, not " + clip.sampleRate());
        }
        try (RecognitionStream stream = recognizer.open(vocabulary, new Unheard())) {
            for (int at = 0; at < clip.length(); at += FRAME) {
                stream.accept(at, Arrays.copyOfRange(clip.samples(), at, Math.min(clip.length(), at + FRAME)));
            }
            return stream.finish().join();
        } catch (CompletionException e) {
            throw new RecognitionException("the recording could not be recognised", e.getCause());
        }
    }

    /** Failures come out of finish() as well, and nobody reads along. */
    private static final class Unheard implements RecognitionListener {
        @Override
        public void onPartial(String text, long upTo) {}

        @Override
        public void onError(RecognitionException error) {}
    }
}
