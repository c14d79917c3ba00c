package dev.calmroom.persona;

import dev.calmroom.transcript.Turn;
import java.util.List;

/** Words the persona's turns: the understudy from authored lines, or a language model. Decides nothing. */
public interface PersonaAgent {

    /** What the page calls it, for instance {@code understudy} or a model's name. */
    String name();

    /** The phone rings: what takes time before the first turn can be got ready. Returns at once. */
    default void ring() {}

    /** The call is over: nothing more will be asked. */
    default void leave() {}

    /**
     * Begins to word one turn; returns at once. The listener is called from one thread at a time, in order, and never
     * after {@link Wording#cancel()} has returned. Text that reaches it has passed every check and may be spoken.
     *
     * @param conversation the turns so far, oldest first, as they were heard
     */
    Wording word(Brief brief, List<Turn> conversation, WordingListener listener);
}
