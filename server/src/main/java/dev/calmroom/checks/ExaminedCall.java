package dev.calmroom.checks;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One call of an experiment, played to its end.
 *
 * @param place where in the experiment it belongs
 * @param wordings one for each turn of the persona's, in order
 * @param score 0 to 100, by the built-in judge
 * @param verdicts of the built-in judge, by criterion
 */
public record ExaminedCall(
        Place place, PlayedCall call, List<WordedTurn> wordings, int score, Map<String, Verdict> verdicts) {
    public ExaminedCall {
        wordings = List.copyOf(wordings);
        verdicts = Map.copyOf(verdicts);
    }

    /**
     * One cell of the matrix.
     *
     * @param variant which prompts, {@code player} who words the persona, {@code leader} who calls
     * @param repeat counts from 1
     */
    public record Place(String variant, String player, String leader, long seed, int repeat) {
        @Override
        public String toString() {
            return "%s, %s, %s, seed %d%s"
                    .formatted(variant, player, leader, seed, repeat == 1 ? "" : ", repeat " + repeat);
        }
    }

    /**
     * How one turn of the persona's was worded.
     *
     * @param facts ids of the facts that it told
     * @param took from the order to the last word
     */
    public record WordedTurn(int turn, List<String> facts, Duration took) {
        public WordedTurn {
            facts = List.copyOf(facts);
        }
    }

    /** The same call where it stands elsewhere in the matrix. */
    public ExaminedCall at(Place other) {
        return new ExaminedCall(other, call, wordings, score, verdicts);
    }

    /** How the persona felt after a turn, whoever's it was; at the end where the call had fewer. */
    public EmotionalState stateAfter(int turn) {
        EmotionalState last = call.curve().getFirst().state();
        for (PlayedCall.Point felt : call.curve()) {
            if (felt.turn() <= turn) {
                last = felt.state();
            }
        }
        return last;
    }

    /** How the persona felt when the call was over. */
    public EmotionalState lastState() {
        return call.curve().getLast().state();
    }

    public List<PersonaSpoke> personaTurns() {
        return call.all(PersonaSpoke.class);
    }

    /** The id of the ending; empty where the call has none. */
    public String ending() {
        return call.ending().map(SessionEnded::ending).orElse("");
    }
}
