package dev.calmroom.persona;

import dev.calmroom.appraisal.Move;
import dev.calmroom.scenario.Condition;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Plot.Reply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Picks what the persona does next: the first reply of the scenario whose condition holds, and at most one more where
 * the leader's words did two things. Decides which facts may be told. No wording, no chance.
 */
public final class Director {
    /** More to tell is more than one breath. */
    private static final int MOST_FACTS = 2;

    private final Plot plot;

    public Director(Plot plot) {
        this.plot = plot;
    }

    /** What the persona does with the leader's last turn. */
    public Choice answer(Situation situation) {
        Reply first = plot.replies().stream()
                .filter(reply -> situation.meets(reply.when()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the last reply of '%s' must hold always".formatted(plot.id())));
        Optional<Reply> second = first.also() ? second(first, situation) : Optional.empty();
        List<Reply> inOrder =
                second.map(other -> inOrderOfMention(first, other, situation)).orElse(List.of(first));
        Set<String> facts = new LinkedHashSet<>();
        inOrder.forEach(reply -> facts.addAll(facts(reply, situation)));
        return new Choice(
                inOrder.getFirst().act(),
                inOrder.stream().skip(1).map(Reply::act).toList(),
                List.copyOf(facts),
                inOrder.stream().anyMatch(Reply::ends));
    }

    /** Something that the persona does unasked: the opening, or what it says into a silence or to an event. */
    public Choice play(String act, List<String> tells, boolean ends, Situation situation) {
        return new Choice(
                act, List.of(), tells.stream().filter(situation::mayTell).toList(), ends);
    }

    private Optional<Reply> second(Reply first, Situation situation) {
        Set<String> answered = causes(first, situation);
        return plot.replies().stream()
                .filter(Reply::also)
                .filter(reply -> !reply.act().equals(first.act()))
                .filter(reply -> {
                    Set<String> causes = causes(reply, situation);
                    return !causes.isEmpty() && causes.stream().noneMatch(answered::contains);
                })
                .filter(reply -> situation.meets(reply.when()))
                .filter(reply -> !reply.tellsAsked() || !facts(first, situation).containsAll(facts(reply, situation)))
                .filter(reply ->
                        facts(first, situation).size() + facts(reply, situation).size() <= MOST_FACTS)
                .findFirst();
    }

    /**
     * What in the leader's turn brings a reply about: the moves, topics and facts in it that the reply's condition
     * names.
     */
    private static Set<String> causes(Reply reply, Situation situation) {
        Set<String> causes = new LinkedHashSet<>();
        collectCauses(reply.when(), situation, causes);
        return causes;
    }

    private static void collectCauses(Condition when, Situation situation, Set<String> causes) {
        when.turn().moves().stream().filter(situation.turn()::makes).forEach(causes::add);
        when.turn().topics().stream().filter(situation.turn().topics()::contains).forEach(causes::add);
        List<String> asked = situation.turn().hearing().facts();
        when.question().asked().stream().filter(asked::contains).forEach(causes::add);
        if (when.question().askedAnything()) {
            causes.addAll(asked);
        }
        when.any().forEach(c -> collectCauses(c, situation, causes));
    }

    /** What the leader said first is taken up first; a goodbye comes last. */
    private static List<Reply> inOrderOfMention(Reply first, Reply second, Situation situation) {
        boolean swap = first.ends() || (!second.ends() && position(second, situation) < position(first, situation));
        return swap ? List.of(second, first) : List.of(first, second);
    }

    private static int position(Reply reply, Situation situation) {
        List<Move> moves = situation.turn().appraisal().moves();
        for (int i = 0; i < moves.size(); i++) {
            if (reply.when().turn().moves().contains(moves.get(i).move())) {
                return i;
            }
        }
        return moves.size();
    }

    private List<String> facts(Reply reply, Situation situation) {
        List<String> wanted = new ArrayList<>(reply.tells());
        Set<String> named = situation.turn().options();
        reply.byOption().forEach((option, facts) -> {
            if (named.isEmpty() || named.contains(option)) {
                wanted.addAll(facts);
            }
        });
        if (reply.tellsAsked()) {
            wanted.addAll(situation.turn().hearing().facts());
        }
        if (reply.tellsChoice() && situation.memory().choice() != null) {
            plot.option(situation.memory().choice()).ifPresent(option -> wanted.addAll(option.facts()));
        }
        return wanted.stream().distinct().filter(situation::mayTell).toList();
    }
}
