package dev.calmroom.judging;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a framework's file says about grading: what is observed, what it is worth, in which order it belongs. The ids of
 * criteria, groups and moves are the file's own and mean nothing to this code.
 */
public record Rubric(
        String id,
        int version,
        String title,
        List<MoveKind> moves,
        List<Group> groups,
        List<Criterion> criteria,
        Scoring scoring,
        List<Finding> evidence) {
    public Rubric {
        moves = List.copyOf(moves);
        groups = List.copyOf(groups);
        criteria = List.copyOf(criteria);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    /** @throws IllegalArgumentException when the framework has no such criterion */
    public Criterion criterion(String id) {
        return criteria.stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no criterion '%s' in the framework '%s'".formatted(id, this.id)));
    }

    public Optional<MoveKind> move(String id) {
        return moves.stream().filter(m -> m.id().equals(id)).findFirst();
    }

    /** What a judge is asked; the others follow from the answers. */
    public List<Criterion> observable() {
        return criteria.stream().filter(c -> c.kind() != Kind.ORDER).toList();
    }

    /** Criteria among which the points of a group are shared. */
    public List<Criterion> sharing(String group) {
        return criteria.stream()
                .filter(c -> c.kind() == Kind.OBSERVED && c.group().equals(group))
                .toList();
    }

    /** Groups that give points: what the framework calls its moves. */
    public List<Group> worthPoints() {
        return groups.stream().filter(g -> g.points() > 0).toList();
    }

    /** Id and version, as a scorecard records them. */
    public String name() {
        return id + " " + version;
    }

    /** What kind of observation a criterion is. */
    public enum Kind {
        /** gives points when the leader's words carry it */
        @JsonProperty("observed")
        OBSERVED,
        /** costs points when they do */
        @JsonProperty("trap")
        TRAP,
        /** costs points when it is not kept; computed from the evidence of others */
        @JsonProperty("order")
        ORDER
    }

    /** @param tone {@code good}, {@code trap} or {@code neutral} */
    public record MoveKind(String id, String tone, String group, String title) {}

    public record Group(String id, String title, double points) {}

    /** A finding behind the framework, as its author cites it. */
    public record Finding(String source, String finding) {}

    /**
     * @param text what is observed, as a sentence about the leader without its subject
     * @param reading how a careful reader decides where the sentence alone leaves doubt; null where it does not
     * @param coaching one sentence of advice for who did not meet it
     * @param moves moves whose quotes may be evidence
     * @param before moves that must not come earlier in the call than the first evidence
     * @param undoneBy moves that, coming later, take it back
     * @param parts what must be named, and how much of it
     * @param minimumMinutes least time between two updates
     * @param earlier what an order wants first
     * @param later the criterion that it must precede
     */
    public record Criterion(
            String id,
            String group,
            Kind kind,
            String text,
            @Nullable String reading,
            String coaching,
            List<String> moves,
            List<String> before,
            List<String> undoneBy,
            @Nullable Parts parts,
            @Nullable Integer minimumMinutes,
            @Nullable Earlier earlier,
            @Nullable String later) {
        public Criterion {
            moves = orEmpty(moves);
            before = orEmpty(before);
            undoneBy = orEmpty(undoneBy);
            if ((kind == Kind.ORDER) != (earlier != null && later != null)) {
                throw new IllegalArgumentException(
                        "criterion '%s': an order, and only an order, has 'earlier' and 'later'".formatted(id));
            }
        }

        /** Whether words alone meet it: no length of time, no number of parts and nothing that has to come later. */
        public boolean restsOnWords() {
            return kind != Kind.ORDER && parts == null && minimumMinutes == null && before.isEmpty();
        }
    }

    /** @param everything words that stand for all of the parts at once */
    public record Parts(int atLeast, Map<String, List<String>> of, List<String> everything) {}

    /**
     * @param anyOf criteria whose evidence counts
     * @param answered whether the other side must have spoken between it and what it precedes
     */
    public record Earlier(List<String> anyOf, int atLeast, boolean answered) {}

    /** @param failedOrder points that each order that was not kept costs */
    public record Scoring(Trap trap, int failedOrder, Recital recital) {}

    /** What a trap costs: for its first turn, for each further one, and at most. */
    public record Trap(int first, int eachFurtherTurn, int atMost) {}

    /**
     * Saying everything at once is not doing it.
     *
     * @param groupsInOneTurn how many of the groups that give points make a turn a recital
     * @param forfeits groups whose criteria such a turn cannot meet
     */
    public record Recital(int groupsInOneTurn, List<String> forfeits) {}

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
