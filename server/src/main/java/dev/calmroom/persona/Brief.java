package dev.calmroom.persona;

import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import java.util.List;

/**
 * What the director asks of whoever words the next turn.
 *
 * @param turn the number that this turn of the persona will have
 * @param act the id of an act in the scenario's files (present the options, withdraw, …)
 * @param also acts that the same turn plays after the first, because the leader's words did both (granting one thing
 *     and asking another); usually empty, at most one
 * @param mood the id of the mood that the state falls into
 * @param state how the persona feels now
 * @param facts ids of the scenario's facts that this turn is to tell, most important first; none other may be told
 * @param moves what the leader's turn did, as appraised: a line may be written for a certain move, and takes up words
 *     only from the quotes of the moves that it names
 * @param leaderWords what the leader just said; empty when nothing was said (opening, silence, an event)
 * @param minWords shortest fitting length
 * @param maxWords longest fitting length
 * @param seed what chance there is in the wording comes from it: the session's seed, the same for all its turns
 * @param delivery how it is spoken
 * @param murmur the sound the persona makes while it is not certain that the leader has finished; empty where it
 *     listens in silence
 * @param last whether the persona ends the call with this turn
 * @param scene where the call stands
 */
public record Brief(
        int turn,
        String act,
        List<String> also,
        String mood,
        EmotionalState state,
        List<String> facts,
        List<Move> moves,
        String leaderWords,
        int minWords,
        int maxWords,
        long seed,
        Delivery delivery,
        String murmur,
        boolean last,
        Scene scene) {
    public Brief {
        also = List.copyOf(also);
        facts = List.copyOf(facts);
        moves = List.copyOf(moves);
    }
}
