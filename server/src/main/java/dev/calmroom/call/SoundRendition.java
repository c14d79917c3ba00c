package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.SpokenClause;
import dev.calmroom.protocol.SpeakingState;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.SynthesisException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reply that is synthesised here and sent as sound; its units are samples. */
final class SoundRendition implements Rendition {
    /** Between two phrases of one clause: no rest, only the closure of a consonant. */
    private static final Duration JOINT = Duration.ofMillis(40);
    /** Between a murmur and the first word, at least. */
    private static final Duration BREATH = Duration.ofMillis(120);
    /** A murmur and a breath take as long. */
    private static final Duration SHORTEST = Duration.ofMillis(300);

    private final int turn;
    private final int reply;
    private final String murmur;
    private final Duration lead;
    private final LongSupplier nanos;
    /** By the same clock, when the persona is to be heard. */
    private final long heardAt;

    private final Duration rest;
    private final Prosody prosody;
    private final SpeechSynthesizer synthesizer;
    private final ReplySound track;
    private final Supplier<ClientChannel> line;
    private final Consumer<CallInput> inputs;
    private final Consumer<SynthesisException> trouble;
    private String before = "";
    private volatile boolean closed;
    private volatile @Nullable AudioStream speaking;
    private @Nullable Playout playout;

    SoundRendition(
            CallEffect.Prepare order,
            SpeechSynthesizer synthesizer,
            Supplier<ClientChannel> line,
            Consumer<CallInput> inputs,
            Consumer<SynthesisException> trouble,
            LongSupplier nanos) {
        this.turn = order.brief().turn();
        this.reply = order.reply();
        this.murmur = order.brief().sound().murmur();
        this.lead = order.lead();
        this.nanos = nanos;
        this.heardAt = nanos.getAsLong() + order.slack().toNanos();
        this.rest = order.brief().sound().delivery().clausePause();
        this.prosody = ReplyPlayer.prosody(order.brief().sound().delivery());
        this.synthesizer = synthesizer;
        this.track = new ReplySound(synthesizer.sampleRate());
        this.line = line;
        this.inputs = inputs;
        this.trouble = trouble;
    }

    /** A clause that the voice cannot speak is still shown, and stands in the transcript as heard: it was read. */
    @Override
    public SpokenClause add(String words) {
        if (!before.isEmpty()) {
            track.append(AudioClip.silence(ClauseSplitter.rests(before) ? rest : JOINT, track.sampleRate()));
        } else if (lead.isPositive()) {
            Duration late = Duration.ofNanos(Math.max(0, nanos.getAsLong() - heardAt));
            lead(lead.minus(late));
        }
        before = words;
        long start = track.length();
        speak(words, prosody);
        return new SpokenClause(words, start, track.length());
    }

    /**
     * Where the words took too long to make to leave room for a murmur before them, they are said when they are due. A
     * murmur is played when it is due, whether or not a heavy voice has made the words by then.
     */
    private void lead(Duration left) {
        Duration silent = left;
        if (left.compareTo(SHORTEST) >= 0) {
            speak(murmur, prosody.murmured());
            silent = Collections.max(
                    List.of(BREATH, left.minus(AudioClip.duration(track.length(), track.sampleRate()))));
        }
        boolean murmured = track.length() > 0;
        if (silent.isPositive()) {
            track.append(AudioClip.silence(silent, track.sampleRate()));
        }
        if (murmured && !closed) {
            inputs.accept(new CallInput.MurmurReady(reply));
        }
    }

    private void speak(String words, Prosody manner) {
        try (AudioStream stream = synthesizer.synthesize(words, manner)) {
            speaking = stream;
            for (Optional<AudioClip> clip = stream.next(); clip.isPresent() && !closed; clip = stream.next()) {
                track.append(clip.get());
            }
        } catch (SynthesisException e) {
            trouble.accept(e);
        }
    }

    @Override
    public long complete() {
        track.complete();
        return track.length();
    }

    @Override
    public void play() {
        line.get().send(new ToClient.Speaking(turn, SpeakingState.STARTED));
        Playout frames = new Playout(
                "playout-" + reply,
                track,
                new Playout.Frames() {
                    @Override
                    public void frame(int sequence, long offset, short[] samples) {
                        line.get().audio(turn, sequence, offset, samples);
                    }

                    @Override
                    public void started() {
                        inputs.accept(new CallInput.AudioSent(reply));
                    }

                    @Override
                    public void ended() {
                        line.get().send(new ToClient.Speaking(turn, SpeakingState.STOPPED));
                    }
                },
                nanos);
        playout = frames;
        frames.start();
    }

    /** The sound says by itself where it ends. */
    @Override
    public void shown() {}

    @Override
    public void hold() {
        if (playout != null) {
            playout.hold();
        }
    }

    @Override
    public void resume() {
        if (playout != null) {
            playout.resume();
        }
    }

    @Override
    public void resend(long from) {
        line.get().send(new ToClient.Speaking(turn, SpeakingState.STARTED));
        if (playout != null) {
            playout.resend(from);
        }
    }

    @Override
    public void close() {
        closed = true;
        AudioStream stream = speaking;
        if (stream != null) {
            stream.close();
        }
        if (playout != null) {
            playout.close();
        }
    }
}
