package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A natural voice on the CPU, in this process, without foreign code: words become sounds by {@link Pronouncer}, sounds
 * become audio by a network on ONNX Runtime. The network itself speaks faster or slower; pitch is moved by playing what
 * was spoken at another speed at another rate, so that no seams are heard.
 */
public final class NeuralSynthesizer implements SpeechSynthesizer {
    private static final String WARM_UP = "One moment, please.";
    /** Speeds that are asked of the network: steps that nobody hears, so that what was made once can serve again. */
    private static final double SPEED_STEP = 0.05;

    /** About three hours of speech: the beginnings of all lines in all states, and half of how they go on. */
    private static final long MOST_ON_DISK = 512_000_000;
    /** With so much of that used nothing more is made beforehand: it would drive out what is likelier. */
    private static final double FULL = 0.9;

    private final String name;
    private final NeuralModel model;
    private final PhonemeAlphabet alphabet;
    private final ProsodyScale scale;
    private final SpokenStore store;
    private final LongAdder fromStore = new LongAdder();
    private final LongAdder made = new LongAdder();
    /** Clauses are made one after the other, each by all cores: the first sound of each comes soonest that way. */
    private final ExecutorService engine = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("voice").daemon().factory());

    private final ExecutorService finishing = Executors.newVirtualThreadPerTaskExecutor();

    private NeuralSynthesizer(String name, NeuralModel model, SpokenStore store) {
        this.name = name;
        this.model = model;
        this.store = store;
        this.alphabet = PhonemeAlphabet.of(model.alphabet());
        this.scale = ProsodyScale.of(model.alphabet());
        make(said(WARM_UP, Prosody.PLAIN));
    }

    /**
     * Loads a Piper voice and speaks a word with it unheard, so that the first clause of a call is not the slowest.
     *
     * @param file {@code NAME.onnx}, with {@code NAME.onnx.json} beside it
     * @param spoken where clauses are kept that were made once
     * @throws SynthesisException when it cannot be loaded
     */
    static NeuralSynthesizer piper(Path file, Path spoken) {
        String name = bare(file, ".onnx");
        return new NeuralSynthesizer("Piper " + name, PiperModel.load(file, threads()), store(spoken, name, file));
    }

    /**
     * The same for Kokoro.
     *
     * @param style the file of the voice
     */
    static NeuralSynthesizer kokoro(Path file, Path style, Path spoken) {
        String name = bare(style, ".bin");
        return new NeuralSynthesizer(
                "Kokoro " + name, KokoroModel.load(file, style, threads()), store(spoken, name, file));
    }

    /** Another network of the same name has another length, and so a folder of its own. */
    private static SpokenStore store(Path spoken, String name, Path file) {
        return new SpokenStore(
                spoken.resolve("%s-%d".formatted(name, file.toFile().length())), MOST_ON_DISK);
    }

    private static String bare(Path file, String ending) {
        return file.getFileName().toString().replace(ending, "");
    }

    private static int threads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
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
        Said said = said(clause, bounded);
        Optional<AudioClip> kept = store.find(said.phonemes(), said.speed());
        (kept.isPresent() ? fromStore : made).increment();
        return kept.isPresent()
                ? EngineStream.start(finishing, stream -> stream.give(finished(kept.get(), bounded)))
                : EngineStream.start(engine, stream -> {
                    if (stream.wanted()) {
                        stream.give(finished(make(said), bounded));
                    }
                });
    }

    @Override
    public boolean gainsByRehearsal() {
        return true;
    }

    @Override
    public void rehearse(String clause, Prosody prosody) {
        Said said = said(clause, scale.bounded(prosody));
        if (store.has(said.phonemes(), said.speed()) || store.filled() > FULL) {
            return;
        }
        try {
            CompletableFuture.runAsync(() -> make(said), engine).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SynthesisException known
                    ? known
                    : new SynthesisException("the voice failed: " + e.getCause(), e);
        } catch (RejectedExecutionException e) {
            throw new SynthesisException("the voice has been closed", e);
        }
    }

    @Override
    public double shareMadeBefore() {
        long all = fromStore.sum() + made.sum();
        return all == 0 ? 0 : (double) fromStore.sum() / all;
    }

    /** What the network is asked for: everything else about a clause is done to what it gives. */
    private record Said(String phonemes, double speed) {}

    private Said said(String clause, Prosody bounded) {
        String text = goingOn(SpeakableText.of(Hesitation.in(clause, bounded.hesitation())));
        PronouncedText pronounced = Pronouncer.english().of(text);
        return new Said(
                pronounced.isSilent() ? "" : alphabet.write(pronounced), step(bounded.rate() / bounded.pitch()));
    }

    private static AudioClip finished(AudioClip made, Prosody bounded) {
        return Levelling.level(pitched(made, bounded.pitch()), bounded.volume());
    }

    private static double step(double speed) {
        return Math.round(speed / SPEED_STEP) * SPEED_STEP;
    }

    /** Without a mark at its end it would be spoken as the end of a sentence; a comma keeps the melody up. */
    private static String goingOn(String text) {
        return ClauseSplitter.rests(text) ? text : text + ",";
    }

    private AudioClip make(Said said) {
        if (said.phonemes().isEmpty()) {
            return new AudioClip(new short[0], model.sampleRate());
        }
        float[] sound = model.speak(said.phonemes(), said.speed());
        float most = 1;
        for (float sample : sound) {
            most = Math.max(most, Math.abs(sample));
        }
        short[] samples = new short[sound.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(sound[i] / most * Short.MAX_VALUE);
        }
        AudioClip clip = new AudioClip(samples, model.sampleRate());
        store.keep(said.phonemes(), said.speed(), clip);
        return clip;
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
        finishing.shutdown();
        engine.shutdown();
        try {
            if (engine.awaitTermination(10, TimeUnit.SECONDS)) {
                model.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
