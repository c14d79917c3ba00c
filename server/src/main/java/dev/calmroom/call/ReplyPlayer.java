package dev.calmroom.call;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.protocol.SpeakingState;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SynthesisException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Plays the persona's replies in one call, by their ids: prepared unheard, played, held, dropped. */
final class ReplyPlayer implements AutoCloseable {
    private final PersonaAgent agent;
    private final Function<CallEffect.Prepare, Rendition> renditions;
    private final Supplier<ClauseSplitter> splitters;
    private final Function<CallEffect.ShowCaption, ToClient.Caption> captions;
    private final ClientChannel line;
    private final Consumer<CallInput> inputs;
    private final Map<Integer, Utterance> replies = new ConcurrentHashMap<>();

    /**
     * @param renditions begins a reply in the voice of this call
     * @param splitters what cuts a reply into clauses for that voice
     * @param captions what the client is told of a clause
     * @param line to the client
     */
    private ReplyPlayer(
            PersonaAgent agent,
            Function<CallEffect.Prepare, Rendition> renditions,
            Supplier<ClauseSplitter> splitters,
            Function<CallEffect.ShowCaption, ToClient.Caption> captions,
            ClientChannel line,
            Consumer<CallInput> inputs) {
        this.agent = agent;
        this.renditions = renditions;
        this.splitters = splitters;
        this.captions = captions;
        this.line = line;
        this.inputs = inputs;
    }

    /**
     * With a voice of the server's.
     *
     * @param nanos a clock as {@link System#nanoTime()}
     */
    static ReplyPlayer sounding(
            PersonaAgent agent,
            CallVoice voice,
            ClientChannel line,
            Consumer<CallInput> inputs,
            Consumer<SynthesisException> trouble,
            LongSupplier nanos) {
        return new ReplyPlayer(
                agent,
                order -> new SoundRendition(order, voice.of(order.brief().guest()), () -> line, inputs, trouble, nanos),
                voice::splitter,
                it -> new ToClient.Caption(it.turn(), it.text(), it.at()),
                line,
                inputs);
    }

    /** Where the client speaks by itself. */
    static ReplyPlayer written(PersonaAgent agent, ClientChannel line, Consumer<CallInput> inputs) {
        return new ReplyPlayer(
                agent,
                order -> new WordRendition(order, () -> line, inputs),
                ClauseSplitter::new,
                WordRendition::caption,
                line,
                inputs);
    }

    private record Utterance(int turn, Rendition rendition, Production production) {}

    static Prosody prosody(Delivery delivery) {
        return new Prosody(
                delivery.rate(), delivery.pitch(), delivery.pitchRange(), delivery.volume(), delivery.hesitation());
    }

    void ring() {
        agent.ring();
    }

    void prepare(CallEffect.Prepare order) {
        Rendition rendition = renditions.apply(order);
        Production production = new Production(order, rendition, splitters.get(), inputs);
        replies.put(order.reply(), new Utterance(order.brief().turn(), rendition, production));
        production.start(agent);
    }

    void play(int reply) {
        with(reply, Rendition::play);
    }

    /** What the client is told of a clause: what is read, and where the client speaks, what is said. */
    ToClient.Caption caption(CallEffect.ShowCaption clause) {
        return captions.apply(clause);
    }

    void shown(int reply) {
        with(reply, Rendition::shown);
    }

    void lower(int reply) {
        tell(reply, SpeakingState.LOWERED);
    }

    void hold(int reply) {
        with(reply, Rendition::hold);
        tell(reply, SpeakingState.HELD);
    }

    void resume(int reply) {
        tell(reply, SpeakingState.RAISED);
        with(reply, Rendition::resume);
    }

    void resend(int reply, long from) {
        with(reply, rendition -> rendition.resend(from));
    }

    void interrupt(int reply) {
        tell(reply, SpeakingState.INTERRUPTED);
        drop(reply);
    }

    void drop(int reply) {
        Utterance utterance = replies.remove(reply);
        if (utterance != null) {
            utterance.production().close();
        }
    }

    private void tell(int reply, SpeakingState state) {
        Utterance utterance = replies.get(reply);
        if (utterance != null) {
            line.send(new ToClient.Speaking(utterance.turn(), state));
        }
    }

    private void with(int reply, Consumer<Rendition> action) {
        Utterance utterance = replies.get(reply);
        if (utterance != null) {
            action.accept(utterance.rendition());
        }
    }

    @Override
    public void close() {
        replies.keySet().forEach(this::drop);
        agent.leave();
    }
}
