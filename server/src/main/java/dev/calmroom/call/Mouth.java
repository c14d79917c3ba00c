package dev.calmroom.call;

import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.SynthesisException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The persona's mouth in one call: replies by their ids, prepared unheard, played, held, dropped. */
final class Mouth implements AutoCloseable {
    private final PersonaAgent agent;
    private final SpeechSynthesizer synthesizer;
    private final Supplier<Line> line;
    private final Consumer<CallInput> inputs;
    private final Consumer<SynthesisException> trouble;
    private final Map<Integer, Utterance> replies = new ConcurrentHashMap<>();

    /** @param line the client's line at the moment; it changes when the client comes back */
    Mouth(
            PersonaAgent agent,
            SpeechSynthesizer synthesizer,
            Supplier<Line> line,
            Consumer<CallInput> inputs,
            Consumer<SynthesisException> trouble) {
        this.agent = agent;
        this.synthesizer = synthesizer;
        this.line = line;
        this.inputs = inputs;
        this.trouble = trouble;
    }

    private static final class Utterance {
        final int turn;
        final Soundtrack track;
        final Production production;

        @Nullable
        Playout playout;

        Utterance(int turn, Soundtrack track, Production production) {
            this.turn = turn;
            this.track = track;
            this.production = production;
        }
    }

    void prepare(CallEffect.Prepare order) {
        Soundtrack track = new Soundtrack(synthesizer.sampleRate());
        Production production = new Production(order, synthesizer, track, inputs, trouble);
        replies.put(order.reply(), new Utterance(order.brief().turn(), track, production));
        production.start(agent);
    }

    void play(int reply) {
        Utterance utterance = replies.get(reply);
        if (utterance == null) {
            return;
        }
        int turn = utterance.turn;
        line.get().send(new ClientMessage.Speaking(turn, "started"));
        Playout playout = new Playout(
                "playout-" + reply,
                utterance.track,
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
                        line.get().send(new ClientMessage.Speaking(turn, "stopped"));
                    }
                },
                System::nanoTime);
        utterance.playout = playout;
        playout.start();
    }

    void lower(int reply) {
        tell(reply, "lowered");
    }

    void hold(int reply) {
        withPlayout(reply, Playout::hold);
        tell(reply, "held");
    }

    void resume(int reply) {
        tell(reply, "raised");
        withPlayout(reply, Playout::resume);
    }

    void resend(int reply, long from) {
        tell(reply, "started");
        withPlayout(reply, playout -> playout.resend(from));
    }

    void interrupt(int reply) {
        tell(reply, "interrupted");
        drop(reply);
    }

    void drop(int reply) {
        Utterance utterance = replies.remove(reply);
        if (utterance != null) {
            utterance.production.close();
            if (utterance.playout != null) {
                utterance.playout.close();
            }
        }
    }

    private void tell(int reply, String state) {
        Utterance utterance = replies.get(reply);
        if (utterance != null) {
            line.get().send(new ClientMessage.Speaking(utterance.turn, state));
        }
    }

    private void withPlayout(int reply, Consumer<Playout> action) {
        Utterance utterance = replies.get(reply);
        if (utterance != null && utterance.playout != null) {
            action.accept(utterance.playout);
        }
    }

    @Override
    public void close() {
        replies.keySet().forEach(this::drop);
    }
}
