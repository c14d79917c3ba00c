package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What a leadership framework says about a leader's words: the moves they can make, and the criteria they can speak
 * for. How it is scored is the grader's to read.
 */
public record Framework(String id, int version, String title, List<MoveKind> moves, List<Criterion> criteria) {
    public Framework {
        moves = List.copyOf(moves);
        criteria = List.copyOf(criteria);
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

    /** Whether a move helps, harms, or does neither. */
    public enum Tone {
        @JsonProperty("good")
        GOOD,
        @JsonProperty("trap")
        TRAP,
        @JsonProperty("neutral")
        NEUTRAL
    }

    /**
     * @param about what the move is, in words that a language model and an author can go by
     * @param asks whether it is made by asking: on a sheet such a question is answered, whatever else it does
     * @param decides whether it settles which way it goes: on a new sheet it stands among those that decide
     */
    public record MoveKind(
            String id, Tone tone, String title, String about, boolean fallback, boolean asks, boolean decides) {
        /** A move that neither asks nor decides. */
        public MoveKind(String id, Tone tone, String title, String about, boolean fallback) {
            this(id, tone, title, about, fallback, false, false);
        }
    }

    /**
     * How a criterion is decided: by what the leader said, by what should not have been said, or by what came first.
     */
    public enum Kind {
        @JsonProperty("observed")
        OBSERVED,
        @JsonProperty("trap")
        TRAP,
        @JsonProperty("order")
        ORDER
    }

    /** @param moves the moves whose quotes may be evidence for it */
    public record Criterion(String id, Kind kind, List<String> moves) {
        public Criterion {
            moves = moves == null ? List.of() : List.copyOf(moves);
        }
    }
}
