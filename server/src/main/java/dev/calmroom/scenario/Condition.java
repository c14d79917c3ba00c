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
 * @param signs criteria that her last turn speaks for
 * @param topics topics of her last turn
 * @param asked facts that her last turn asks for, or that she asked for earlier when it is a gate
 * @param askedAll facts that her last turn must all ask for
 * @param heard moves made anywhere in the call, this turn included
 * @param notHeard moves made nowhere in the call
 * @param told facts that he has told
 * @param done acts that he has played
 * @param notDone acts that he has not played
 * @param times moves and how many turns of hers must have made them
 * @param gate the fact whose own gate must be open
 * @param offRole her last turn speaks past the person she is talking to
 * @param unknowable her last turn asks for something that he cannot know
 * @param question her last turn asks something
 * @param plainQuestion it asks for something known in so many words, and does nothing else
 * @param asksPlainly it asks for something known in so many words, whatever it does besides, and the asking is no move
 *     of hers
 * @param onlyAsks it is nothing but questions
 * @param askedAnything her last turn asks for a fact that he knows and may tell now
 * @param mistaken her last turn takes a figure for true that is not
 * @param calledBack he has called back after the call was over
 * @param cutShort she was still speaking: he cuts in on her
 * @param movesAtLeast how many different moves her last turn makes
 * @param wordsAtLeast how many words her last turn has
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
