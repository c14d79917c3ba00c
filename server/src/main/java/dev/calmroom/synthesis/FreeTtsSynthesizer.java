package dev.calmroom.synthesis;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import dev.calmroom.audio.AudioClip;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * FreeTTS with its 16 kHz diphone voice: sounds like 1999, needs nothing, first sound within milliseconds. A voice
 * object speaks one clause at a time; there are as many of them as clauses were ever spoken at once, up to a limit.
 */
public final class FreeTtsSynthesizer implements SpeechSynthesizer {
    static final int RATE = 16_000;
    private static final String NAME = "kevin16";
    private static final int MOST_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());
    /** Voices share tables while they load: two loads at once leave both broken. */
    private static final Object LOADING = new Object();

    private final ConcurrentLinkedDeque<Voice> idle = new ConcurrentLinkedDeque<>();
    private final ProsodyScale scale;
    private final ExecutorService executor;

    private FreeTtsSynthesizer(ProsodyScale scale) {
        this.scale = scale;
        this.executor = Executors.newFixedThreadPool(
                MOST_AT_ONCE, Thread.ofPlatform().name("freetts-", 0).daemon().factory());
    }

    /** Loads the voice; takes about half a second. @throws SynthesisException when it is not on the class path */
    public static FreeTtsSynthesizer load() {
        FreeTtsSynthesizer synthesizer = new FreeTtsSynthesizer(ProsodyScale.of("freetts"));
        synthesizer.idle.push(allocate());
        return synthesizer;
    }

    private static Voice allocate() {
        synchronized (LOADING) {
            System.setProperty("freetts.voices", "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory");
            Voice voice = VoiceManager.getInstance().getVoice(NAME);
            if (voice == null) {
                throw new SynthesisException(
                        "FreeTTS has no voice %s on the class path; build with Maven".formatted(NAME));
            }
            voice.allocate();
            HummedSounds.teach(voice.getLexicon());
            return voice;
        }
    }

    @Override
    public String name() {
        return "FreeTTS kevin16";
    }

    @Override
    public int sampleRate() {
        return RATE;
    }

    @Override
    public AudioStream synthesize(String clause, Prosody prosody) {
        Prosody scaled = scale.bounded(prosody);
        String text = HummedSounds.in(SpeakableText.of(Hesitation.in(clause, scaled.hesitation())));
        return EngineStream.start(
                executor, stream -> stream.give(Levelling.level(speak(text, scaled, stream), scaled.volume())));
    }

    private AudioClip speak(String text, Prosody prosody, EngineStream stream) {
        Voice pooled = idle.poll();
        Voice voice = pooled == null ? allocate() : pooled;
        try {
            PcmCollector collector = new PcmCollector(stream::wanted);
            voice.setAudioPlayer(collector);
            voice.setRate((float) (scale.base("wordsPerMinute") * prosody.rate()));
            voice.setPitch((float) (scale.base("hertz") * prosody.pitch()));
            voice.setPitchRange((float) (scale.base("hertzDeviation") * prosody.pitchRange()));
            voice.speak(text);
            return collector.clip();
        } finally {
            idle.push(voice);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            // A clause takes some ten milliseconds; ten seconds mean that something hangs, and daemons may hang.
            executor.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.forEach(Voice::deallocate);
        idle.clear();
    }
}
