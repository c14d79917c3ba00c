package dev.calmroom.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When something holds: every part that is given must. Lists are met by any of their members, «not» and «all» forms
 * excepted. An empty condition always holds.
 *
 * @param atLeast lower bounds of feelings, by dimension
 * @param below upper bounds of feelings, by dimension; the bound itself is not below
 * @param moves moves in the leader's last turn
 * @param signs criteria that the leader's last turn speaks for
 * @param topics topics of the leader's last turn
 * @param asked facts that the leader's last turn asks for, or an earlier one when it is a gate
 * @param askedAll facts that the leader's last turn must all ask for
 * @param heard moves made anywhere in the call, this turn included
 * @param notHeard moves made nowhere in the call
 * @param told facts that the persona has told
 * @param done acts that the persona has played
 * @param notDone acts that the persona has not played
 * @param times moves and how many turns of the leader's must have made them
 * @param gate the fact whose own gate must be open
 * @param offRole the leader's last turn is not addressed to the persona as a person
 * @param unknowable the leader's last turn asks for something that the persona cannot know
 * @param question the leader's last turn asks something
 * @param plainQuestion it asks for something known in so many words, and does nothing else
 * @param asksPlainly it asks for something known in so many words, whatever it does besides, and the asking is no move
 *     of the leader's
 * @param onlyAsks it is nothing but questions
 * @param askedAnything the leader's last turn asks for a fact that the persona knows and may tell now
 * @param mistaken the leader's last turn takes a figure for true that is not
 * @param calledBack the persona has called back after the call was over
 * @param cutShort the leader was still speaking: the persona cuts in
 * @param movesAtLeast how many different moves the leader's last turn makes
 * @param wordsAtLeast how many words the leader's last turn has
 * @param any at least one of these holds
 * @param not this does not hold
 */
public record Condition(
        Map<String, Double> atLeast,
        Map<String, Double> below,
        List<String> moves,
        List<String> signs,
        List<String> topics,
        List<String> asked,
        List<String> askedAll,
        List<String> heard,
        List<String> notHeard,
        List<String> told,
        List<String> done,
        List<String> notDone,
        Map<String, Integer> times,
        @Nullable String gate,
        boolean offRole,
        boolean unknowable,
        boolean question,
        boolean plainQuestion,
        boolean asksPlainly,
        boolean onlyAsks,
        boolean askedAnything,
        boolean mistaken,
        boolean calledBack,
        boolean cutShort,
        int movesAtLeast,
        int wordsAtLeast,
        List<Condition> any,
        @Nullable Condition not) {
    public Condition {
        atLeast = Map.copyOf(atLeast);
        below = Map.copyOf(below);
        moves = List.copyOf(moves);
        signs = List.copyOf(signs);
        topics = List.copyOf(topics);
        asked = List.copyOf(asked);
        askedAll = List.copyOf(askedAll);
        heard = List.copyOf(heard);
        notHeard = List.copyOf(notHeard);
        told = List.copyOf(told);
        done = List.copyOf(done);
        notDone = List.copyOf(notDone);
        times = Map.copyOf(times);
        any = List.copyOf(any);
    }
}
