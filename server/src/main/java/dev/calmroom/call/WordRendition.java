package dev.calmroom.call;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.SpokenClause;
import dev.calmroom.protocol.SpeakingState;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.synthesis.ClientVoice;
import dev.calmroom.synthesis.Prosody;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A reply that the client speaks with a voice of its own: the captions are what it speaks, no sound is sent. Its units
 * are characters of the turn's text, in which clauses are joined by one space.
 */
final class WordRendition implements Rendition {
    private final int turn;
    private final int reply;
    private final Prosody prosody;
    private final Supplier<ClientChannel> line;
    private final Consumer<CallInput> inputs;
    private long length;

    WordRendition(CallEffect.Prepare order, Supplier<ClientChannel> line, Consumer<CallInput> inputs) {
        this.turn = order.brief().turn();
        this.reply = order.reply();
        this.prosody =
                ClientVoice.bounded(ReplyPlayer.prosody(order.brief().sound().delivery()));
        this.line = line;
        this.inputs = inputs;
    }

    @Override
    public SpokenClause add(String words) {
        long start = length == 0 ? 0 : length + 1;
        length = start + words.length();
        return new SpokenClause(words, start, length);
    }

    @Override
    public long complete() {
        return length;
    }

    @Override
    public void play() {
        started(0);
        inputs.accept(new CallInput.AudioSent(reply));
    }

    private void started(long from) {
        line.get()
                .send(new ToClient.Speaking(
                        turn,
                        SpeakingState.STARTED,
                        from,
                        new ToClient.Manner(prosody.rate(), prosody.pitch(), prosody.volume())));
    }

    @Override
    public void shown() {
        line.get().send(new ToClient.Speaking(turn, SpeakingState.STOPPED));
    }

    /** What the client does when it is told so is all there is to do. */
    @Override
    public void hold() {}

    @Override
    public void resume() {}

    @Override
    public void resend(long from) {
        started(from);
    }

    @Override
    public void close() {}
}
