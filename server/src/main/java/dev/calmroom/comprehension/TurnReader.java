package dev.calmroom.comprehension;

import dev.calmroom.scenario.Knowledge.Fact;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads a turn as well as the ear does, elsewhere and in its own time: what it chooses says what is answered, and nothing
 * else. One turn at a time: whoever asks again has no use for the answer before.
 */
@FunctionalInterface
public interface TurnReader {
    /** The ear reads alone. */
    TurnReader NOBODY = _ -> CompletableFuture.completedFuture(Answer.NOT_ASKED);

    /**
     * Returns at once.
     *
     * @return never fails, and comes within the time that the reader has
     */
    CompletableFuture<Answer> ask(Question question);

    /**
     * @param before what the words answer
     * @param known the facts that may be told now, the only ones that can be chosen
     */
    record Question(String words, Before before, List<Fact> known) {
        public Question {
            known = List.copyOf(known);
        }
    }

    /**
     * @param by who was asked; empty: nobody
     * @param choice null where the ear's reading stands
     * @param unused why it does; empty where there is a choice
     */
    record Answer(String by, @Nullable TurnChoice choice, String unused) {
        static final Answer NOT_ASKED = new Answer("", null, "");

        public static Answer unused(String by, String why) {
            return new Answer(by, null, why);
        }

        public static Answer of(String by, TurnChoice choice) {
            return new Answer(by, choice, "");
        }
    }
}
