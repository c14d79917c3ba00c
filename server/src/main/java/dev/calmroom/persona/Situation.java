package dev.calmroom.persona;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.scenario.Condition;
import dev.calmroom.scenario.Plot;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Where a call stands: what the conditions of a scenario are held against.
 *
 * @param memory includes the last turn
 */
public record Situation(Plot plot, EmotionalState state, LeaderTurn turn, CallMemory memory) {

    public boolean meets(Condition condition) {
        return meets(condition, turn.hearing().facts());
    }

    /** Whether a fact may be told now: what the leader asked for once stays asked for. */
    public boolean mayTell(String fact) {
        Condition gate = plot.fact(fact)
                .orElseThrow(() -> new IllegalArgumentException("no fact '%s' in the scenario".formatted(fact)))
                .gate();
        return gate == null || meets(gate, memory.asked());
    }

    private boolean meets(Condition condition, Collection<String> asked) {
        return feels(condition)
                && says(condition, asked)
                && remembers(condition)
                && (condition.gate() == null || mayTell(condition.gate()))
                && (condition.any().isEmpty() || condition.any().stream().anyMatch(c -> meets(c, asked)))
                && (condition.not() == null || !meets(condition.not(), asked));
    }

    private boolean feels(Condition condition) {
        return condition.atLeast().entrySet().stream().allMatch(e -> state.get(e.getKey()) >= e.getValue())
                && condition.below().entrySet().stream().allMatch(e -> state.get(e.getKey()) < e.getValue());
    }

    private boolean says(Condition condition, Collection<String> asked) {
        return (condition.moves().isEmpty() || condition.moves().stream().anyMatch(turn::makes))
                && (condition.signs().isEmpty() || condition.signs().stream().anyMatch(turn::speaksFor))
                && anyOf(condition.topics(), turn.topics())
                && anyOf(condition.asked(), asked)
                && asked.containsAll(condition.askedAll())
                && (!condition.offRole() || turn.offRole())
                && (!condition.unknowable() || turn.hearing().unknowable())
                && (!condition.question() || turn.hearing().question())
                && (!condition.plainQuestion() || turn.hearing().plain())
                && (!condition.asksPlainly() || asksPlainly())
                && (!condition.mistaken() || turn.hearing().mistaken())
                && (!condition.onlyAsks() || turn.hearing().onlyAsks())
                && (!condition.askedAnything()
                        || turn.hearing().facts().stream().anyMatch(this::mayTell))
                && (!condition.cutShort() || turn.cutShort())
                && turn.differentMoves() >= condition.movesAtLeast()
                && turn.words() >= condition.wordsAtLeast();
    }

    /** «How could you let that happen?» is an accusation before it is a question. */
    private boolean asksPlainly() {
        return turn.hearing().plainly()
                && turn.hearing().does().stream()
                        .filter(move -> !plot.asking().contains(move))
                        .noneMatch(move -> plot.notByAsking().contains(move) && turn.makes(move));
    }

    private boolean remembers(Condition condition) {
        Set<String> heard = memory.heard().keySet();
        return anyOf(condition.heard(), heard)
                && condition.notHeard().stream().noneMatch(heard::contains)
                && anyOf(condition.told(), memory.told())
                && anyOf(condition.done(), memory.done())
                && condition.notDone().stream().noneMatch(memory.done()::contains)
                && condition.times().entrySet().stream()
                        .allMatch(e -> memory.heard().getOrDefault(e.getKey(), 0) >= e.getValue())
                && (!condition.calledBack() || memory.calledBack());
    }

    private static boolean anyOf(List<String> wanted, Collection<String> found) {
        return wanted.isEmpty() || wanted.stream().anyMatch(found::contains);
    }
}
