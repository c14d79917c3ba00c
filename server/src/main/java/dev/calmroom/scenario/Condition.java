package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * When something holds: every part that is given must. Lists are met by any of their members, «not» and «all» forms
 * excepted. An empty condition always holds. In the files all parts stand side by side.
 *
 * @param state how the persona feels
 * @param turn what the leader's last turn says
 * @param question what that turn asks, and how
 * @param call what has happened in the call
 * @param gate the fact whose own gate must be open
 * @param any at least one of these holds
 * @param not this does not hold
 * @param remembers memories of the earlier call, one of which holds
 */
public record Condition(
        @JsonUnwrapped State state,
        @JsonUnwrapped Turn turn,
        @JsonUnwrapped Question question,
        @JsonUnwrapped Call call,
        @Nullable String gate,
        List<Condition> any,
        @Nullable Condition not,
        List<String> remembers) {
    public Condition {
        remembers = List.copyOf(remembers);
        any = List.copyOf(any);
    }

    /** Whether it asks for nothing, as {@code {}} in a file. */
    public boolean holdsAlways() {
        return equals(Empty.CONDITION);
    }

    private static final class Empty {
        static final Condition CONDITION =
                PromptMapper.MAPPER.treeToValue(PromptMapper.MAPPER.createObjectNode(), Condition.class);
    }

    /**
     * @param atLeast lower bounds of feelings, by dimension
     * @param below upper bounds of feelings, by dimension; the bound itself is not below
     */
    public record State(Map<String, Double> atLeast, Map<String, Double> below) {
        public State {
            atLeast = Map.copyOf(atLeast);
            below = Map.copyOf(below);
        }

        /** @param feels how strongly a dimension is felt, 0 to 1; what is not felt at all, NaN, meets no bound */
        public boolean holds(ToDoubleFunction<String> feels) {
            return atLeast.entrySet().stream().allMatch(b -> feels.applyAsDouble(b.getKey()) >= b.getValue())
                    && below.entrySet().stream().allMatch(b -> feels.applyAsDouble(b.getKey()) < b.getValue());
        }
    }

    /**
     * @param moves moves in it
     * @param signs criteria that it speaks for
     * @param topics its topics
     * @param offRole it is not addressed to the persona as a person
     * @param cutShort the leader was still speaking: the persona cuts in
     * @param movesAtLeast how many different moves it makes
     * @param wordsAtLeast how many words it has
     */
    public record Turn(
            List<String> moves,
            List<String> signs,
            List<String> topics,
            boolean offRole,
            boolean cutShort,
            int movesAtLeast,
            int wordsAtLeast) {
        public Turn {
            moves = List.copyOf(moves);
            signs = List.copyOf(signs);
            topics = List.copyOf(topics);
        }
    }

    /**
     * @param asked facts that the turn asks for, or an earlier one when it is a gate
     * @param askedAll facts that the turn must all ask for
     * @param askedAnything it asks for a fact that the persona knows and may tell now
     * @param question it asks something
     * @param plainQuestion it asks for something known in so many words, and does nothing else
     * @param asksPlainly it asks for something known in so many words, whatever it does besides, and the asking is no
     *     move of the leader's
     * @param onlyAsks it is nothing but questions
     * @param unknowable it asks for something that the persona cannot know
     * @param mistaken it takes a figure for true that is not
     * @param partUnknown a part of what it asks has no answer, and the turn is not that part alone
     * @param asksAtLeast how many facts it asks for
     */
    public record Question(
            List<String> asked,
            List<String> askedAll,
            boolean askedAnything,
            boolean question,
            boolean plainQuestion,
            boolean asksPlainly,
            boolean onlyAsks,
            boolean unknowable,
            boolean mistaken,
            boolean partUnknown,
            int asksAtLeast) {
        public Question {
            asked = List.copyOf(asked);
            askedAll = List.copyOf(askedAll);
        }
    }

    /**
     * @param heard moves made anywhere in the call, this turn included
     * @param notHeard moves made nowhere in the call
     * @param times moves and how many turns of the leader's must have made them
     * @param told facts that the persona has told
     * @param done acts that the persona has played
     * @param notDone acts that the persona has not played
     * @param decided ways out, one of which was decided for last
     * @param proposed ways out, one of which the leader has held out last and neither decided for nor dropped
     * @param heardLast moves, one of which the leader made in the turn before this one, or in the last while nobody speaks
     * @param lastEvent events, one of which was the last that happened
     * @param lastOf events, the first of which has happened, and since then none of the others
     * @param happened events, one of which has happened
     * @param lastAct acts, one of which the persona played in its last turn, or plays now
     * @param calledBack the persona has called back after the call was over
     */
    public record Call(
            List<String> heard,
            List<String> notHeard,
            Map<String, Integer> times,
            List<String> told,
            List<String> done,
            List<String> notDone,
            List<String> decided,
            List<String> proposed,
            List<String> heardLast,
            List<String> lastEvent,
            List<String> lastOf,
            List<String> happened,
            List<String> lastAct,
            boolean calledBack) {
        public Call {
            heard = List.copyOf(heard);
            notHeard = List.copyOf(notHeard);
            times = Map.copyOf(times);
            told = List.copyOf(told);
            done = List.copyOf(done);
            notDone = List.copyOf(notDone);
            decided = List.copyOf(decided);
            proposed = List.copyOf(proposed);
            heardLast = List.copyOf(heardLast);
            lastEvent = List.copyOf(lastEvent);
            lastOf = List.copyOf(lastOf);
            happened = List.copyOf(happened);
            lastAct = List.copyOf(lastAct);
        }
    }
}
