package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The voice of one call, which may be exchanged in its middle: what is being said is said to its end by the voice before,
 * the next clause by the new one. The rate on the line stays what it was when the call began.
 */
final class CallVoice implements SpeechSynthesizer {
    private final int rate;
    private final Supplier<SpeechSynthesizer> guests;
    private final AtomicBoolean expecting = new AtomicBoolean();
    private volatile SpeechSynthesizer voice;

    /** @param guests who speaks for others than the persona */
    CallVoice(SpeechSynthesizer voice, Supplier<SpeechSynthesizer> guests) {
        this(voice, guests, voice.sampleRate());
    }

    private CallVoice(SpeechSynthesizer voice, Supplier<SpeechSynthesizer> guests, int rate) {
        this.voice = voice;
        this.guests = guests;
        this.rate = rate;
    }

    /**
     * Who speaks in the call for somebody, at the rate of the line.
     *
     * @param guest by its id; empty for the persona
     */
    SpeechSynthesizer of(String guest) {
        return guest.isEmpty() ? this : new CallVoice(guests.get(), guests, rate);
    }

    /** Somebody else may speak soon: a voice that is not loaded yet is loaded on a thread of its own. Returns at once. */
    void expectAnother() {
        if (!expecting.getAndSet(true)) {
            Thread.ofVirtual().name("voice-of-another").start(() -> {
                var _ = guests.get();
            });
        }
    }

    /** Speaks as another from the next clause on, and tells that; harmless where it is the same. */
    void become(SpeechSynthesizer other, Consumer<SessionEvent> log) {
        if (!other.name().equals(voice.name())) {
            voice = other;
            log.accept(new SessionEvent.VoiceChosen(other.name()));
        }
    }

    @Override
    public String name() {
        return voice.name();
    }

    @Override
    public int sampleRate() {
        return rate;
    }

    @Override
    public AudioStream synthesize(String clause, Prosody prosody) {
        SpeechSynthesizer speaking = voice;
        AudioStream stream = speaking.synthesize(clause, prosody);
        return speaking.sampleRate() == rate ? stream : new AtRate(stream, speaking.sampleRate(), rate);
    }

    @Override
    public ClauseSplitter splitter() {
        return voice.splitter();
    }

    /** The voices belong to all calls. */
    @Override
    public void close() {}

    /** A clause at another rate than the one at which it is spoken. */
    private static final class AtRate implements AudioStream {
        private final AudioStream stream;
        private final Resampler resampler;
        private final int rate;
        private boolean over;

        AtRate(AudioStream stream, int from, int to) {
            this.stream = stream;
            this.resampler = new Resampler(from, to);
            this.rate = to;
        }

        @Override
        public Optional<AudioClip> next() {
            while (!over) {
                Optional<AudioClip> clip = stream.next();
                over = clip.isEmpty();
                short[] samples =
                        over ? resampler.finish() : resampler.accept(clip.get().samples());
                if (samples.length > 0) {
                    return Optional.of(new AudioClip(samples, rate));
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
