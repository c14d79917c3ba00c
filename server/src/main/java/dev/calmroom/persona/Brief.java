package dev.calmroom.persona;

import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import java.util.List;

/**
 * What the director asks of whoever words the next turn.
 *
 * @param turn the number that this turn of the persona will have
 * @param task what the turn does
 * @param feeling how the persona feels
 * @param leader what the persona answers
 * @param sound how it is spoken
 * @param scene where the call stands
 * @param guest who speaks in the persona's place; empty where it is the persona
 * @param seed what chance there is in the wording comes from it: the session's seed, the same for all its turns
 */
public record Brief(
        int turn, Task task, Feeling feeling, Leader leader, Sound sound, Scene scene, String guest, long seed) {

    /** Of the persona. */
    public Brief(int turn, Task task, Feeling feeling, Leader leader, Sound sound, Scene scene, long seed) {
        this(turn, task, feeling, leader, sound, scene, "", seed);
    }

    /** The same for a guest: after whose last words the call goes on. */
    public Brief of(String guest) {
        Task still = new Task(task.act(), task.also(), task.facts(), task.words(), false);
        return new Brief(turn, still, feeling, leader, sound, scene, guest, seed);
    }

    /**
     * @param act the id of an act in the scenario's files (present the options, withdraw, …)
     * @param also acts that the same turn plays after the first, because the leader's words did both (granting one
     *     thing and asking another); usually empty, at most one
     * @param facts ids of the scenario's facts that this turn is to tell, most important first; none other may be told
     * @param words the shortest and the longest fitting length
     * @param last whether the persona ends the call with this turn
     */
    public record Task(String act, List<String> also, List<String> facts, Voicing.Length words, boolean last) {
        public Task {
            also = List.copyOf(also);
            facts = List.copyOf(facts);
        }
    }

    /**
     * @param mood the id of the mood that the state falls into
     * @param state how the persona feels now
     */
    public record Feeling(String mood, EmotionalState state) {}

    /**
     * @param words what the leader just said; empty when nothing was said (opening, silence, an event)
     * @param moves what those words did, as appraised: a line may be written for a certain move, and takes up words only
     *     from the quotes of the moves that it names
     * @param unanswered what they ask without an answer, verbatim: a line may name it
     * @param leftOut what they ask beside that has an answer for which this turn has no room, verbatim
     */
    public record Leader(String words, List<Move> moves, List<String> unanswered, List<String> leftOut) {
        public Leader {
            leftOut = List.copyOf(leftOut);
            moves = List.copyOf(moves);
            unanswered = List.copyOf(unanswered);
        }

        /** Where all that is asked has an answer. */
        public Leader(String words, List<Move> moves) {
            this(words, moves, List.of(), List.of());
        }
    }

    /**
     * @param delivery rate, pitch, pauses
     * @param murmur the sound the persona makes while it is not certain that the leader has finished; empty where it
     *     listens in silence
     */
    public record Sound(Delivery delivery, String murmur) {}
}
