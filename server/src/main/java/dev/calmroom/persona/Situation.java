package dev.calmroom.persona;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.scenario.Condition;
import dev.calmroom.scenario.Knowledge;
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
        return mayTell(plot.fact(fact)
                .orElseThrow(() -> new IllegalArgumentException("no fact '%s' in the scenario".formatted(fact))));
    }

    /** @param known a fact of the scenario */
    public boolean mayTell(Knowledge.Fact known) {
        return (known.when() == null || meets(known.when(), memory.asked()))
                && (known.gate() == null || meets(known.gate(), memory.asked()));
    }

    private boolean meets(Condition condition, Collection<String> asked) {
        return condition.state().holds(state::get)
                && says(condition.turn())
                && asks(condition.question(), asked)
                && remembers(condition.call())
                && anyOf(condition.remembers(), plot.remembered())
                && (condition.gate() == null || mayTell(condition.gate()))
                && (condition.any().isEmpty() || condition.any().stream().anyMatch(c -> meets(c, asked)))
                && (condition.not() == null || !meets(condition.not(), asked));
    }

    private boolean says(Condition.Turn wanted) {
        return (wanted.moves().isEmpty() || wanted.moves().stream().anyMatch(turn::makes))
                && (wanted.signs().isEmpty() || wanted.signs().stream().anyMatch(turn::speaksFor))
                && anyOf(wanted.topics(), turn.topics())
                && (!wanted.offRole() || turn.offRole())
                && (!wanted.cutShort() || turn.cutShort())
                && (wanted.movesAtLeast() == 0 || turn.differentMoves() >= wanted.movesAtLeast())
                && (wanted.wordsAtLeast() == 0 || turn.words() >= wanted.wordsAtLeast());
    }

    private boolean asks(Condition.Question wanted, Collection<String> asked) {
        return anyOf(wanted.asked(), asked)
                && asked.containsAll(wanted.askedAll())
                && (!wanted.unknowable() || turn.hearing().unknowable())
                && (!wanted.question() || turn.hearing().question())
                && (!wanted.plainQuestion() || turn.hearing().plain())
                && (!wanted.asksPlainly() || asksPlainly())
                && (!wanted.mistaken() || turn.hearing().mistaken())
                && (!wanted.partUnknown() || turn.asksBesideForUnknown())
                && (!wanted.onlyAsks() || turn.hearing().onlyAsks())
                && turn.hearing().facts().size() >= wanted.asksAtLeast()
                && (!wanted.askedAnything() || turn.hearing().facts().stream().anyMatch(this::mayTell));
    }

    /** «How could you let that happen?» is an accusation before it is a question. */
    private boolean asksPlainly() {
        return turn.hearing().plainly()
                && turn.hearing().does().stream()
                        .filter(move -> !plot.asking().contains(move))
                        .noneMatch(move -> plot.notByAsking().contains(move) && turn.makes(move));
    }

    private boolean remembers(Condition.Call wanted) {
        Set<String> heard = memory.heard().keySet();
        return anyOf(wanted.heard(), heard)
                && wanted.notHeard().stream().noneMatch(heard::contains)
                && anyOf(wanted.told(), memory.told())
                && anyOf(wanted.done(), memory.done())
                && wanted.notDone().stream().noneMatch(memory.done()::contains)
                && wanted.times().entrySet().stream()
                        .allMatch(e -> memory.heard().getOrDefault(e.getKey(), 0) >= e.getValue())
                && anyOf(
                        wanted.decided(),
                        memory.dialogue().option().map(List::of).orElse(List.of()))
                && anyOf(
                        wanted.proposed(),
                        memory.dialogue().held().map(List::of).orElse(List.of()))
                && anyOf(wanted.heardLast(), memory.dialogue().lately())
                && anyOf(wanted.happened(), memory.dialogue().happened())
                && anyOf(
                        wanted.lastEvent(),
                        memory.dialogue().lastEvent().map(List::of).orElse(List.of()))
                && (wanted.lastOf().isEmpty()
                        || memory.dialogue()
                                .lastOf(wanted.lastOf())
                                .filter(wanted.lastOf().getFirst()::equals)
                                .isPresent())
                && anyOf(wanted.lastAct(), List.of(memory.dialogue().playing()))
                && (!wanted.calledBack() || memory.calledBack());
    }

    private static boolean anyOf(List<String> wanted, Collection<String> found) {
        return wanted.isEmpty() || wanted.stream().anyMatch(found::contains);
    }
}
