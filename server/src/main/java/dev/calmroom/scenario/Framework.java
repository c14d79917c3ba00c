package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A leadership framework: what a leader's words can do, what a grader looks for, and how it is scored.
 *
 * @param principle the framework in one thought
 * @param evidence findings that the framework's source cites
 */
public record Framework(
        String id,
        int version,
        String title,
        String principle,
        List<MoveKind> moves,
        List<Group> groups,
        List<Criterion> criteria,
        Scoring scoring,
        List<Citation> evidence,
        List<Swap> swaps) {
    public Framework {
        moves = List.copyOf(moves);
        groups = List.copyOf(groups);
        criteria = List.copyOf(criteria);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        swaps = swaps == null ? List.of() : List.copyOf(swaps);
        if (moves.stream().filter(MoveKind::fallback).count() != 1) {
            throw new IllegalArgumentException("expected exactly one move with 'fallback: true'");
        }
    }

    /** The move that is given when nothing else fits. */
    public MoveKind fallback() {
        return moves.stream().filter(MoveKind::fallback).findFirst().orElseThrow();
    }

    public Optional<MoveKind> move(String id) {
        return moves.stream().filter(m -> m.id().equals(id)).findFirst();
    }

    public Optional<Criterion> criterion(String id) {
        return criteria.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** Whether a move helps, harms, or does neither. */
    public enum Tone {
        @JsonProperty("good")
        GOOD,
        @JsonProperty("trap")
        TRAP,
        @JsonProperty("neutral")
        NEUTRAL
    }

    /** @param about what the move is, in words that a language model and an author can go by */
    public record MoveKind(String id, Tone tone, String group, String title, String about, boolean fallback) {}

    /** @param points shared evenly among the group's criteria */
    public record Group(String id, String title, int points) {}

    /** How a criterion is decided: by what she said, by what she should not have said, or by what came first. */
    public enum Kind {
        @JsonProperty("observed")
        OBSERVED,
        @JsonProperty("trap")
        TRAP,
        @JsonProperty("order")
        ORDER
    }

    /**
     * Something that a judge answers with yes, no or unsure.
     *
     * @param coaching what to try next time
     * @param moves the moves whose quotes may be evidence for it
     * @param before it counts only where it is said before any of these moves; empty when that does not matter
     * @param undoneBy moves that take it back
     * @param minimumMinutes the shortest interval that meets it, or null where it is not about one
     * @param parts what has to be named, and how many of it, or null where nothing is counted
     * @param earlier what has to come first, or null where it is not about order
     * @param later the criterion that has to come after it, or null where it is not about order
     */
    public record Criterion(
            String id,
            String group,
            Kind kind,
            String text,
            String coaching,
            List<String> moves,
            List<String> before,
            List<String> undoneBy,
            @Nullable Integer minimumMinutes,
            @Nullable Parts parts,
            @Nullable Earlier earlier,
            @Nullable String later) {
        public Criterion {
            coaching = coaching == null ? "" : coaching;
            moves = moves == null ? List.of() : List.copyOf(moves);
            before = before == null ? List.of() : List.copyOf(before);
            undoneBy = undoneBy == null ? List.of() : List.copyOf(undoneBy);
        }
    }

    /**
     * @param of words by which each part is named
     * @param everything words that name all parts at once
     */
    public record Parts(int atLeast, Map<String, List<String>> of, List<String> everything) {
        public Parts {
            of = Map.copyOf(of);
            everything = everything == null ? List.of() : List.copyOf(everything);
        }
    }

    /** At least so many of these criteria. */
    public record Earlier(List<String> anyOf, int atLeast) {
        public Earlier {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** @param failedOrder points that each order criterion costs when it is not met */
    public record Scoring(TrapCost trap, int failedOrder, Recital recital) {}

    /** Points that a trap costs. */
    public record TrapCost(int first, int eachFurtherTurn, int atMost) {}

    /**
     * When saying it all at once counts as reciting.
     *
     * @param groupsInOneTurn how many groups of moves in one turn make a recital
     * @param forfeits groups whose criteria a recital cannot meet
     */
    public record Recital(int groupsInOneTurn, List<String> forfeits) {
        public Recital {
            forfeits = List.copyOf(forfeits);
        }
    }

    public record Citation(String source, String finding) {}

    /** What is said too easily, and what helps more. */
    public record Swap(String move, String insteadOf, String better) {}
}
