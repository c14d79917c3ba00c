package dev.calmroom.replay;

import dev.calmroom.log.EndReason;
import dev.calmroom.roleplay.Said;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The leader's side of a rehearsal: a recorded one, or one that reacts. */
public interface Leader {

    /** What the leader does next. */
    Action next(Scene scene);

    /**
     * Session time at which the leader speaks next, whatever the persona is still saying then; empty for one that lets
     * the persona finish.
     */
    default Optional<Duration> speaksAt() {
        return Optional.empty();
    }

    /** Whether only hanging up is yet to come. */
    default boolean hasSaidAll() {
        return false;
    }

    /** Whether the leader is known to say and do nothing at that session time, so that the silence counts. */
    default boolean isSilentAt(Duration at) {
        return true;
    }

    /**
     * What the leader has to go by.
     *
     * @param conversation the turns so far
     * @param act what the persona has just done
     * @param feels how the persona feels now, by dimension, 0 to 1
     * @param at session time
     */
    record Scene(List<Turn> conversation, String act, Map<String, Double> feels, Duration at) {
        public Scene {
            conversation = List.copyOf(conversation);
            feels = Map.copyOf(feels);
        }
    }

    /** One of the things that the leader can do. */
    sealed interface Action {

        /** @param notBefore session time before which the leader has not finished; zero: as long as the words take */
        record Says(String text, Duration notBefore) implements Action {}

        /** @param at session time at which it is said: not as long as the words take, but when they were over then */
        record SaysAt(Said said, Duration at) implements Action {}

        /** Words that are for the persona alone: whoever else is on the line is hung up on before. */
        record ToPersona(Action says) implements Action {}

        record IsSilent(Duration lasts) implements Action {}

        /** @param reason as in the session's last event */
        record HangsUp(EndReason reason) implements Action {}
    }
}
