package dev.calmroom.persona;

import dev.calmroom.appraisal.Move;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a call so far, as far as the director and the endings go by it. Immutable.
 *
 * @param heard how many turns of the leader's made each move
 * @param signs criteria that any turn of the leader's spoke for
 * @param asked facts that the leader has asked for
 * @param told facts that the persona has told
 * @param done acts that the persona has played
 * @param subject what the persona told last, in the order in which it may have been said
 * @param choice the way out that was decided for, or null
 * @param calledBack whether the persona has called again after the call was over
 */
public record CallMemory(
        Map<String, Integer> heard,
        Set<String> signs,
        Set<String> asked,
        Set<String> told,
        Set<String> done,
        List<String> subject,
        @Nullable String choice,
        boolean calledBack) {
    public static final CallMemory EMPTY =
            new CallMemory(Map.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(), null, false);

    public CallMemory {
        heard = Map.copyOf(heard);
        signs = Set.copyOf(signs);
        asked = Set.copyOf(asked);
        told = Set.copyOf(told);
        done = Set.copyOf(done);
        subject = List.copyOf(subject);
    }

    public CallMemory hear(LeaderTurn turn) {
        Map<String, Integer> moves = new HashMap<>(heard);
        turn.appraisal().moves().stream().map(Move::move).distinct().forEach(m -> moves.merge(m, 1, Integer::sum));
        Set<String> receipts = new LinkedHashSet<>(signs);
        turn.appraisal().signs().forEach(sign -> receipts.add(sign.criterion()));
        return new CallMemory(
                moves, receipts, and(asked, turn.hearing().facts()), told, done, subject, choice, calledBack);
    }

    public CallMemory play(Choice played) {
        Set<String> acts = new LinkedHashSet<>(done);
        acts.add(played.act());
        acts.addAll(played.also());
        List<String> last = played.facts().isEmpty() ? subject : played.facts();
        return new CallMemory(heard, signs, asked, and(told, played.facts()), acts, last, choice, calledBack);
    }

    public CallMemory decideFor(String option) {
        return new CallMemory(heard, signs, asked, told, done, subject, option, calledBack);
    }

    public CallMemory callBack() {
        return new CallMemory(heard, signs, asked, told, done, subject, choice, true);
    }

    private static Set<String> and(Set<String> some, Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
