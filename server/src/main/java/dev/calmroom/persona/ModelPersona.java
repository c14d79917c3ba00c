package dev.calmroom.persona;

import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Words the persona of one call by a language model. Its words stream through the guard sentence by sentence; where it is late,
 * breaks off or says what may not be said, the understudy speaks, and the note says why. Safe for use by several threads.
 */
public final class ModelPersona implements PersonaAgent {
    /** After so many turns lost to the model in a row it is left alone for a while, so that nobody waits for it. */
    private static final int LOST_IN_A_ROW = 2;

    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final ModelCast cast;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong leftAloneUntil = new AtomicLong(Long.MIN_VALUE);

    ModelPersona(ModelCast cast) {
        this.cast = cast;
    }

    @Override
    public String name() {
        return cast.model().name();
    }

    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        if (cast.scenario().plot().act(brief.act()).authored()) {
            new StandIn(cast.understudy(), brief, conversation).speak(listener, "");
            return () -> {};
        }
        if (cast.clock().millis() < leftAloneUntil.get()) {
            StandIn standIn = new StandIn(cast.understudy(), brief, conversation);
            standIn.speak(listener, "the model has failed twice in a row and is left alone for a moment");
            return () -> {};
        }
        ModelTurn turn = new ModelTurn(
                cast.model(),
                cast.prompt().messages(brief, conversation),
                cast.guard().inspect(brief, conversation),
                brief,
                new StandIn(cast.understudy(), brief, conversation),
                cast.timer(),
                listener,
                this::remember);
        turn.start();
        return turn;
    }

    private void remember(boolean worked) {
        if (worked) {
            lost.set(0);
        } else if (lost.incrementAndGet() >= LOST_IN_A_ROW) {
            lost.set(0);
            leftAloneUntil.set(cast.clock().millis() + LEFT_ALONE.toMillis());
        }
    }

    /** The understudy, ready with this turn's words. */
    record StandIn(Understudy understudy, Brief brief, List<Turn> conversation) {
        void speak(WordingListener listener, String note) {
            SpokenParts.of(understudy.words(brief, conversation)).forEach(listener::onText);
            listener.onComplete(Understudy.NAME, note);
        }
    }
}
