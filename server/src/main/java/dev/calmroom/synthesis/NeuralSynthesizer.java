package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A natural voice on the CPU, in this process, without foreign code: words become sounds by {@link Pronouncer}, sounds
 * become audio by a network on ONNX Runtime. The network itself speaks faster or slower; pitch is moved by playing what
 * was spoken at another speed at another rate, so that no seams are heard.
 */
public final class NeuralSynthesizer implements SpeechSynthesizer {
    private static final String WARM_UP = "One moment, please.";
    /** Speeds that are asked of the network: steps that nobody hears, so that what was made once can serve again. */
    private static final double SPEED_STEP = 0.05;

    private final String name;
    private final NeuralModel model;
    private final PhonemeAlphabet alphabet;
    private final ProsodyScale scale;
    private final ExecutorService executor;

    private NeuralSynthesizer(String name, NeuralModel model, int atOnce) {
        this.name = name;
        this.model = model;
        this.alphabet = PhonemeAlphabet.of(model.alphabet());
        this.scale = ProsodyScale.of(model.alphabet());
        this.executor = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().name("voice-", 0).daemon().factory());
    }

    /**
     * Loads a Piper voice and speaks a word with it unheard, so that the first clause of a call is not the slowest.
     *
     * @param file {@code NAME.onnx}, with {@code NAME.onnx.json} beside it
     * @throws SynthesisException when it cannot be loaded
     */
    public static NeuralSynthesizer piper(Path file) {
        String name = file.getFileName().toString().replace(".onnx", "");
        return warm(new NeuralSynthesizer("Piper " + name, PiperModel.load(file, threads()), 1));
    }

    /**
     * The same for Kokoro.
     *
     * @param style the file of the voice
     */
    public static NeuralSynthesizer kokoro(Path file, Path style) {
        String name = style.getFileName().toString().replace(".bin", "");
        return warm(new NeuralSynthesizer("Kokoro " + name, KokoroModel.load(file, style, threads()), 1));
    }

    /** Clauses are made one after the other, each by all cores: the first sound of each comes soonest that way. */
    private static int threads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    }

    private static NeuralSynthesizer warm(NeuralSynthesizer voice) {
        voice.make(WARM_UP, 1);
        return voice;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int sampleRate() {
        return model.sampleRate();
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
            if (stream.wanted()) {
                AudioClip made = make(text, step(bounded.rate() / bounded.pitch()));
                stream.give(Levelling.level(pitched(made, bounded.pitch()), bounded.volume()));
            }
        });
    }

    private static double step(double speed) {
        return Math.round(speed / SPEED_STEP) * SPEED_STEP;
    }

    /** Without a mark at its end it would be spoken as the end of a sentence; a comma keeps the melody up. */
    private static String goingOn(String text) {
        return ClauseSplitter.rests(text) ? text : text + ",";
    }

    private AudioClip make(String text, double speed) {
        PronouncedText pronounced = Pronouncer.english().of(text);
        if (pronounced.isSilent()) {
            return new AudioClip(new short[0], model.sampleRate());
        }
        float[] sound = model.speak(alphabet.write(pronounced), speed);
        float most = 1;
        for (float sample : sound) {
            most = Math.max(most, Math.abs(sample));
        }
        short[] samples = new short[sound.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(sound[i] / most * Short.MAX_VALUE);
        }
        return new AudioClip(samples, model.sampleRate());
    }

    /** Played faster it is higher; it was spoken as much slower before. */
    private static AudioClip pitched(AudioClip clip, double pitch) {
        int playedAt = (int) Math.round(clip.sampleRate() * pitch / 50) * 50;
        if (clip.isEmpty() || playedAt == clip.sampleRate()) {
            return clip;
        }
        AudioClip faster = new AudioClip(clip.samples(), playedAt);
        return Resampler.resample(faster, clip.sampleRate());
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (executor.awaitTermination(10, TimeUnit.SECONDS)) {
                model.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
