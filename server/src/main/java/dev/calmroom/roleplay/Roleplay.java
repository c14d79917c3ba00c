package dev.calmroom.roleplay;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.Situation;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The inner life of one session: immutable, so that a turn can be tried before it is certain and thrown away unheard.
 * Same scenario, same seed, same words: the same steps, bit for bit. Times are session time.
 */
public interface Roleplay {

    /** The turns so far, as they were heard. */
    List<Turn> conversation();

    /** How many turns either side has had, counted through whoever was on the line. */
    default int turns() {
        return conversation().stream().mapToInt(Turn::number).max().orElse(0);
    }

    /** The leader has picked up: the persona speaks first. */
    Step open();

    /**
     * Makes out what the leader's words do and ask for, in the light of the conversation so far. This is the costly part
     * of hearing a turn, for models are asked; it changes nothing and may run on any thread.
     */
    Understanding understand(Said said);

    /**
     * The same on these threads, while a language model is asked beside, where one reads too: what it says in its time is in
     * the answer. Returns at once. For a call that is made; whatever is only tried is read by the ear alone.
     */
    default CompletableFuture<Understanding> understanding(Said said, Executor threads) {
        return CompletableFuture.supplyAsync(() -> understand(said), threads);
    }

    /**
     * What was understood of these words when they were said here before: what a log tells of it is not made out again.
     *
     * @param then as the log has it
     */
    default Understanding recall(Said said, SessionEvent.TurnAppraised then) {
        return understand(said);
    }

    /**
     * The leader has finished a turn: it is felt and answered.
     *
     * @param heard as this roleplay, or one with the same conversation, has understood it
     */
    Step hear(Understanding heard, Duration at);

    /** The same for a caller that has the time to wait for the models. */
    default Step hear(Said said, Duration at) {
        return hear(understand(said), at);
    }

    /**
     * What the persona's answer would be decided by, if the leader had said this: for explaining, not for playing.
     *
     * @return empty where a roleplay does not tell
     */
    default Optional<Situation> weigh(Understanding heard) {
        return Optional.empty();
    }

    /**
     * The leader has been speaking for so long without an end; asked once a second.
     *
     * @return where the session stands once the persona has decided to cut in: the next words that it hears are those
     *     it cuts short; empty while the persona goes on listening
     */
    Optional<Roleplay> cutIn(Duration talked);

    /** Neither side has spoken for so long; asked once a second from the first second of silence on. */
    Step silent(Duration lasted, Duration at);

    /** The call's clock stands here: the world may act. Asked about once a second while nobody's turn is pending. */
    Step clock(Duration at);

    /**
     * The leader hangs up on whoever is on the line, if that is not the persona.
     *
     * @return the persona takes notice; empty where nobody else is there, and hanging up ends the call
     */
    default Optional<Step> putDown(Duration at) {
        return Optional.empty();
    }

    /** Whether somebody else may come on the line soon: what that takes can be got ready. */
    default boolean expectsAnother() {
        return false;
    }

    /**
     * The persona's turn is over.
     *
     * @param text what the persona meant to say
     * @param heard what was really played
     * @param tells what of it told, asked and promised something
     */
    Roleplay spoken(int turn, String text, String heard, List<Tell> tells);

    /** The line is dead; the step's events end with {@link SessionEvent.SessionEnded}. */
    Step end(EndReason reason, Duration at);
}
