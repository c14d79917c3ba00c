package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.persona.Delivery;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.SynthesisException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one reply: words from the persona's agent, clauses from words, sound from clauses, each as soon as it can. The
 * next clause is made while one is spoken. Stops at once when told to.
 */
final class Production implements AutoCloseable {
    private sealed interface Piece {}

    private record Spoken(String clause) implements Piece {}

    private record Whole(String speaker, String note) implements Piece {}

    private final CallEffect.Prepare order;
    private final SpeechSynthesizer synthesizer;
    private final Prosody prosody;
    private final Soundtrack track;
    private final Consumer<CallInput> inputs;
    private final Consumer<SynthesisException> trouble;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Thread worker;
    private volatile boolean stopped;
    private volatile @Nullable AudioStream speaking;
    private @Nullable Wording wording;

    Production(
            CallEffect.Prepare order,
            SpeechSynthesizer synthesizer,
            Soundtrack track,
            Consumer<CallInput> inputs,
            Consumer<SynthesisException> trouble) {
        this.order = order;
        this.synthesizer = synthesizer;
        this.track = track;
        this.inputs = inputs;
        this.trouble = trouble;
        Delivery delivery = order.brief().delivery();
        this.prosody = new Prosody(
                delivery.rate(), delivery.pitch(), delivery.pitchRange(), delivery.volume(), delivery.hesitation());
        this.worker = Thread.ofVirtual().name("reply-" + order.reply()).unstarted(this::synthesise);
    }

    void start(PersonaAgent agent) {
        worker.start();
        wording = agent.word(order.brief(), order.conversation(), new Words());
        if (stopped) {
            wording.cancel();
        }
    }

    private final class Words implements WordingListener {
        private final ClauseSplitter splitter = new ClauseSplitter();
        private boolean begun;

        @Override
        public void onText(String text) {
            if (!begun && !text.isBlank()) {
                begun = true;
                inputs.accept(new CallInput.FirstWord(order.reply()));
            }
            splitter.accept(text).forEach(clause -> pieces.add(new Spoken(clause)));
        }

        @Override
        public void onComplete(String speaker, String note) {
            splitter.finish().ifPresent(clause -> pieces.add(new Spoken(clause)));
            pieces.add(new Whole(speaker, note));
        }
    }

    private void synthesise() {
        try {
            while (!stopped) {
                switch (pieces.take()) {
                    case Spoken spoken -> speak(spoken.clause().strip());
                    case Whole whole -> {
                        track.complete();
                        inputs.accept(new CallInput.ReplyComplete(
                                order.reply(), whole.speaker(), whole.note(), track.length()));
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A clause that the voice cannot speak is still shown, and stands in the transcript as heard: it was read. */
    private void speak(String clause) {
        long start = track.length();
        try {
            if (start > 0) {
                AudioClip rest = AudioClip.silence(order.brief().delivery().clausePause(), track.sampleRate());
                track.append(rest);
                start = track.length();
            }
            try (AudioStream stream = synthesizer.synthesize(clause, prosody)) {
                speaking = stream;
                for (Optional<AudioClip> clip = stream.next(); clip.isPresent() && !stopped; clip = stream.next()) {
                    track.append(clip.get());
                }
            }
        } catch (SynthesisException e) {
            trouble.accept(e);
        }
        if (!stopped) {
            inputs.accept(new CallInput.ClauseReady(order.reply(), clause, start, track.length()));
        }
    }

    @Override
    public void close() {
        stopped = true;
        Wording words = wording;
        if (words != null) {
            words.cancel();
        }
        AudioStream stream = speaking;
        if (stream != null) {
            stream.close();
        }
        worker.interrupt();
    }
}
