package dev.calmroom.persona;

import dev.calmroom.appraisal.Move;
import dev.calmroom.transcript.Tell;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has happened in a call so far, as far as the director and the endings go by it. Immutable.
 *
 * @param heard how many turns of the leader's made each move
 * @param signs criteria that any turn of the leader's spoke for
 * @param asked facts that the leader has asked for
 * @param told facts that the persona has told, as they were heard
 * @param done acts that the persona has played
 * @param subject what the persona told last, in the order in which it was said
 * @param dialogue what happened, was decided and was promised
 * @param calledBack whether the persona has called again after the call was over
 */
public record CallMemory(
        Map<String, Integer> heard,
        Set<String> signs,
        Set<String> asked,
        Set<String> told,
        Set<String> done,
        List<String> subject,
        Dialogue dialogue,
        boolean calledBack) {
    public static final CallMemory EMPTY =
            new CallMemory(Map.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(), Dialogue.EMPTY, false);

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
                moves,
                receipts,
                and(asked, turn.hearing().facts()),
                told,
                done,
                subject,
                dialogue.hearing(
                        turn.appraisal().moves().stream().map(Move::move).collect(Collectors.toSet())),
                calledBack);
    }

    /** The persona is about to do this; what of it is told is known only when it has been said. */
    public CallMemory play(Choice played) {
        Set<String> acts = new LinkedHashSet<>(done);
        acts.add(played.act());
        acts.addAll(played.also());
        return new CallMemory(heard, signs, asked, told, acts, subject, dialogue.playing(played.act()), calledBack);
    }

    /**
     * The persona has spoken.
     *
     * @param tells what of it was heard
     * @param unlessPromised acts that are only done where a promise was made
     */
    public CallMemory say(List<Tell> tells, Collection<String> unlessPromised) {
        List<String> facts = tells.stream()
                .filter(tell -> tell.kind() == Tell.Kind.TOLD)
                .map(Tell::fact)
                .distinct()
                .toList();
        Set<String> acts = new LinkedHashSet<>(done);
        if (tells.stream().noneMatch(tell -> tell.kind() == Tell.Kind.PROMISED)
                && unlessPromised.contains(dialogue.playing())) {
            acts.remove(dialogue.playing());
        }
        return new CallMemory(
                heard,
                signs,
                asked,
                and(told, facts),
                acts,
                facts.isEmpty() ? subject : facts,
                dialogue.saying(tells),
                calledBack);
    }

    public CallMemory in(Dialogue next) {
        return new CallMemory(heard, signs, asked, told, done, subject, next, calledBack);
    }

    /** The leader has taken these moves back. */
    public CallMemory undo(Set<String> moves) {
        Map<String, Integer> left = new HashMap<>(heard);
        left.keySet().removeAll(moves);
        return new CallMemory(left, signs, asked, told, done, subject, dialogue, calledBack);
    }

    public CallMemory callBack() {
        return new CallMemory(heard, signs, asked, told, done, subject, dialogue, true);
    }

    private static Set<String> and(Set<String> some, Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
