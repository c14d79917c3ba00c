package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.TimeStretch;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A neural voice on the CPU, in this process (VITS, by way of piper-jni). It speaks one sentence at a time, for all
 * calls, on one thread; rate and pitch are moved afterwards, because the engine fixes them when a voice is loaded.
 */
public final class PiperSynthesizer implements SpeechSynthesizer {
    private static final String WARM_UP = "One moment.";

    private final String name;
    private final PiperLibrary library;
    private final PiperLibrary.Voice voice;
    private final ProsodyScale scale = ProsodyScale.of("piper");
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("piper").daemon().factory());

    private PiperSynthesizer(String name, PiperLibrary library, PiperLibrary.Voice voice) {
        this.name = name;
        this.library = library;
        this.voice = voice;
    }

    /**
     * Loads a voice and speaks a word with it unheard, so that the first clause of a call is not the slowest.
     *
     * @param model {@code NAME.onnx}, with {@code NAME.onnx.json} beside it
     * @param engine where an installed piper-jni lies
     * @throws SynthesisException when the voice or its engine cannot be loaded
     */
    public static PiperSynthesizer load(Path model, Path engine) {
        PiperLibrary library = PiperLibrary.load(engine);
        PiperLibrary.Voice voice = library.voice(model);
        library.speak(voice, WARM_UP);
        String name = model.getFileName().toString().replace(".onnx", "");
        return new PiperSynthesizer(name, library, voice);
    }

    @Override
    public String name() {
        return "Piper " + name;
    }

    @Override
    public int sampleRate() {
        return voice.sampleRate();
    }

    /** It makes a clause whole before it gives the first sample. */
    @Override
    public ClauseSplitter splitter() {
        return ClauseSplitter.inPhrases();
    }

    @Override
    public AudioStream synthesize(String clause, Prosody prosody) {
        Prosody bounded = scale.bounded(prosody);
        String text = goingOn(SpeakableText.of(Hesitation.in(clause, bounded.hesitation())));
        return EngineStream.start(executor, stream -> {
            if (text.chars().anyMatch(Character::isLetterOrDigit)) {
                AudioClip spoken = new AudioClip(library.speak(voice, text), voice.sampleRate());
                AudioClip moved = TimeStretch.change(spoken, bounded.rate(), bounded.pitch());
                stream.give(Levelling.level(moved, bounded.volume()));
            }
        });
    }

    /** Without a mark at its end it would be spoken as the end of a sentence; a comma keeps the melody up. */
    private static String goingOn(String text) {
        return ClauseSplitter.rests(text) ? text : text + ",";
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (executor.awaitTermination(10, TimeUnit.SECONDS)) {
                voice.free();
                library.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
