package dev.calmroom.roleplay;

import dev.calmroom.persona.CallMemory;
import dev.calmroom.persona.Dialogue;
import dev.calmroom.persona.LeaderTurn;
import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.WorldRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Takes down what in the leader's words outlasts the turn: the way out decided for, the interval set, and what is undone. */
final class NoteTaking {
    private final Plot plot;
    private final Agreements agreements;

    NoteTaking(Plot plot, Agreements agreements) {
        this.plot = plot;
        this.agreements = agreements;
    }

    /**
     * @param before the turn
     * @param next after the turn, before anything is taken down
     * @param naming puts names into sentences that only point at a way out
     */
    RoleplayState after(Situation before, RoleplayState next, LeaderTurn heard, UnaryOperator<List<String>> naming) {
        return agreed(proposed(decided(undone(before, next, heard), heard, naming), heard), heard);
    }

    private RoleplayState undone(Situation before, RoleplayState next, LeaderTurn heard) {
        Set<String> moves = new TreeSet<>();
        plot.topics().stream()
                .filter(topic -> heard.topics().contains(topic.id()))
                .filter(topic -> topic.when() == null || before.meets(topic.when()))
                .map(Knowledge.Topic::undoes)
                .forEach(moves::addAll);
        heard.appraisal().moves().forEach(move -> moves.remove(move.move()));
        Optional<String> stands = next.memory().dialogue().option();
        boolean ofAnother = stands.filter(
                        way -> !heard.options().isEmpty() && !heard.options().contains(way))
                .isPresent();
        if (moves.isEmpty() || ofAnother) {
            return next;
        }
        CallMemory memory = next.memory().undo(moves);
        RoleplayState without = next.remember(
                moves.stream().anyMatch(agreements::decides)
                        ? memory.in(memory.dialogue().decide(null))
                        : memory);
        WorldRules.CallBack callBack = plot.callBack();
        return callBack != null && callBack.when().call().heard().stream().anyMatch(moves::contains)
                ? without.agreeOn(Duration.ZERO)
                : without;
    }

    private RoleplayState decided(RoleplayState next, LeaderTurn heard, UnaryOperator<List<String>> naming) {
        if (!agreements.chooses(heard)) {
            return next;
        }
        Agreements.Chosen chosen = agreements.chosen(heard, naming);
        Dialogue dialogue = next.memory().dialogue();
        Optional<String> way =
                Optional.ofNullable(chosen.way()).or(() -> chosen.open() ? agreedTo(next, heard) : Optional.empty());
        if (way.isPresent()) {
            return next.remember(next.memory().in(dialogue.decide(new Dialogue.Decision(way.get(), heard.text()))));
        }
        boolean against = dialogue.option().filter(chosen.ruledOut()::contains).isPresent();
        return against ? next.remember(next.memory().in(dialogue.decide(null))) : next;
    }

    private RoleplayState agreed(RoleplayState next, LeaderTurn heard) {
        WorldRules.CallBack callBack = plot.callBack();
        return callBack != null && situation(next, heard).meets(callBack.when())
                ? agreements
                        .interval(callBack, heard, next.interval())
                        .map(next::agreeOn)
                        .orElse(next)
                : next;
    }

    /** What words hold out and do not decide stays held out until it is agreed to, decided otherwise, or dropped. */
    private RoleplayState proposed(RoleplayState next, LeaderTurn heard) {
        boolean holdsOut = plot.topics().stream()
                .anyMatch(topic -> topic.proposes() && heard.topics().contains(topic.id()));
        if (!holdsOut || agreements.chooses(heard)) {
            return next;
        }
        String favoured = favoured(next, heard).orElse("");
        Dialogue dialogue = next.memory().dialogue();
        return agreements
                .heldOut(heard.text())
                .map(way -> next.remember(next.memory().in(dialogue.propose(new Dialogue.Proposal(way, favoured)))))
                .orElse(next);
    }

    /** What was held out, unless the persona has since said that it would do something else. */
    private Optional<String> agreedTo(RoleplayState next, LeaderTurn heard) {
        Optional<String> favoured = favoured(next, heard);
        Dialogue.Proposal held = next.memory().dialogue().proposal();
        return held != null && favoured.orElse(held.favoured()).equals(held.favoured())
                ? Optional.of(held.option())
                : favoured;
    }

    private Optional<String> favoured(RoleplayState next, LeaderTurn heard) {
        Situation situation = situation(next, heard);
        return plot.options().stream()
                .filter(way -> way.favoured() != null && situation.meets(way.favoured()))
                .map(Knowledge.WayOut::id)
                .findFirst();
    }

    private Situation situation(RoleplayState next, LeaderTurn heard) {
        return new Situation(plot, next.feelings().state(), heard, next.memory());
    }
}
