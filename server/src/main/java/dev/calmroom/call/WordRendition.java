package dev.calmroom.call;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.SpokenClause;
import dev.calmroom.protocol.SpeakingState;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.synthesis.ClientVoice;
import dev.calmroom.synthesis.Prosody;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A reply that the client speaks with a voice of its own: the captions tell it what, no sound is sent. Its units are
 * characters of the turn's text as it is written, in which clauses are joined by one space.
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

    /** Shown, remembered and counted are the words as they are written; only what the voice is given is written out. */
    static ToClient.Caption caption(CallEffect.ShowCaption clause) {
        List<ToClient.Said> said = ClientVoice.said(clause.text()).stream()
                .map(piece -> new ToClient.Said(piece.words(), piece.written()))
                .toList();
        return new ToClient.Caption(clause.turn(), clause.text(), clause.at(), said.isEmpty() ? null : said);
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
