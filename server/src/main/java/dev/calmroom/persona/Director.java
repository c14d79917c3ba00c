package dev.calmroom.persona;

import dev.calmroom.appraisal.Move;
import dev.calmroom.scenario.Condition;
import dev.calmroom.scenario.Direction.Reply;
import dev.calmroom.scenario.Plot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Picks what the persona does next: the first reply of the scenario whose condition holds, and at most one more where
 * the leader's words did two things. Decides which facts may be told. No wording, no chance.
 */
public final class Director {
    /** More than this nobody takes in, and nobody under pressure gets said. */
    private static final int MOST_FACTS = 3;

    private static final int MOST_REPLIES = 3;
    /** A part of the turn that has no answer; no fact and no move is called so. */
    private static final String UNKNOWN_PART = "?";

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
        Map<Reply, List<String>> shares = shares(first, situation);
        List<Reply> inOrder = inOrder(shares.keySet(), situation);
        Set<String> facts = new LinkedHashSet<>();
        inOrder.forEach(reply -> facts.addAll(shares.getOrDefault(reply, List.of())));
        return new Choice(
                inOrder.getFirst().act(),
                inOrder.stream().skip(1).map(Reply::act).toList(),
                List.copyOf(facts),
                inParts(inOrder, facts, situation),
                inOrder.stream().anyMatch(Reply::ends));
    }

    /** Whether so much is to be told, or said not to be known, that it takes two breaths. */
    private static boolean inParts(List<Reply> inOrder, Set<String> facts, Situation situation) {
        int oneBreath = inOrder.size() > 1 || situation.turn().asksSeveral() ? 1 : 2;
        return facts.size() > oneBreath
                && (inOrder.size() > 1 || inOrder.getFirst().tellsAsked());
    }

    /** Something that the persona does unasked: the opening, or what it says into a silence or to an event. */
    public Choice play(String act, List<String> tells, boolean ends, Situation situation) {
        return new Choice(
                act, List.of(), tells.stream().filter(situation::mayTell).toList(), false, ends);
    }

    /**
     * The reply, and what else the leader's words bring about, each with the facts that it tells: together no more than
     * {@link #MOST_FACTS}, those of the reply that was chosen first before the others'.
     */
    private Map<Reply, List<String>> shares(Reply first, Situation situation) {
        Map<Reply, List<String>> shares = new LinkedHashMap<>();
        Set<String> told = new LinkedHashSet<>();
        Optional<Reply> next = Optional.of(first);
        while (next.isPresent()) {
            List<String> share = new ArrayList<>();
            for (String fact : facts(next.get(), situation)) {
                if (told.contains(fact) || told.size() < MOST_FACTS) {
                    told.add(fact);
                    share.add(fact);
                }
            }
            shares.put(next.get(), share);
            next = first.also() && shares.size() < MOST_REPLIES
                    ? next(shares.keySet(), told, situation)
                    : Optional.empty();
        }
        return shares;
    }

    /** In the order in which it is said. */
    private static List<Reply> inOrder(Set<Reply> chosen, Situation situation) {
        return chosen.stream()
                .sorted(Comparator.comparing(Reply::ends)
                        .thenComparing(Reply::comesLast)
                        .thenComparingInt(reply -> position(reply, situation)))
                .toList();
    }

    private Optional<Reply> next(Set<Reply> chosen, Set<String> told, Situation situation) {
        Set<String> answered = new LinkedHashSet<>();
        chosen.forEach(reply -> answered.addAll(causes(reply, situation)));
        return plot.replies().stream()
                .filter(Reply::also)
                .filter(reply -> chosen.stream().noneMatch(other -> other.act().equals(reply.act())))
                .filter(reply -> {
                    Set<String> causes = causes(reply, situation);
                    return !causes.isEmpty()
                            && (reply.tellsAsked()
                                    ? !answered.containsAll(causes)
                                    : causes.stream().noneMatch(answered::contains));
                })
                .filter(reply -> situation.meets(reply.when()))
                .filter(reply -> !reply.tellsAsked() || !told.containsAll(facts(reply, situation)))
                .filter(reply -> chosen.size() < 2 || !facts(reply, situation).isEmpty())
                .filter(reply ->
                        told.size() < MOST_FACTS || facts(reply, situation).isEmpty())
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
        when.turn().topics().stream()
                .filter(situation.turn().topics()::contains)
                .forEach(causes::add);
        List<String> asked = situation.turn().hearing().facts();
        when.question().asked().stream().filter(asked::contains).forEach(causes::add);
        if (when.question().askedAnything()) {
            causes.addAll(asked);
        }
        if (when.question().partUnknown()) {
            causes.add(UNKNOWN_PART);
        }
        when.any().forEach(c -> collectCauses(c, situation, causes));
    }

    /** What the leader said first is taken up first. */
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
        if (reply.tellsChoice()) {
            situation.memory().dialogue().option().flatMap(plot::option).ifPresent(o -> wanted.addAll(o.facts()));
        }
        return wanted.stream()
                .distinct()
                .filter(situation::mayTell)
                .limit(MOST_FACTS)
                .toList();
    }
}
