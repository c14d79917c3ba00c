package dev.calmroom.checks;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a check says: of each call by itself, or of many calls together. */
sealed interface Statement {

    /** Holds of a call or does not. */
    sealed interface OfCall extends Statement {}

    /** One figure of all calls of a variant and a player. */
    sealed interface OfAll extends Statement {}

    /** Which moment of a call is looked at. */
    sealed interface When {
        record AtEnd() implements When {}

        /** Also {@code until turn N}: what had come about by then. */
        record AtTurn(int turn) implements When {}

        record Always() implements When {}
    }

    /** @param change signed: how far the dimension must have gone from where the call began */
    record Moves(String dimension, double change, When when) implements OfCall {}

    record Stands(String dimension, When when, Bounds bounds) implements OfCall {}

    record NotToldBefore(String fact, String dimension, double level) implements OfCall {}

    /** @param wanted whether it must be told, or must not */
    record Told(String fact, boolean wanted, Optional<Integer> untilTurn) implements OfCall {}

    /** No figure is spoken that no fact states and nobody has said. */
    record ConstantFacts() implements OfCall {}

    /** In every turn of the persona's. */
    record Words(Bounds bounds) implements OfCall {}

    /**
     * @param name how the check calls them
     * @param wanted whether one of them must be found in the persona's words, or none may be
     */
    record Says(String name, List<Pattern> patterns, boolean wanted) implements OfCall {
        public Says {
            patterns = List.copyOf(patterns);
        }
    }

    record Plays(String act, boolean wanted) implements OfCall {}

    record LeaderMakes(String move, Bounds turns) implements OfCall {}

    record Ends(List<String> endings) implements OfCall {
        public Ends {
            endings = List.copyOf(endings);
        }
    }

    record Scores(Bounds bounds) implements OfCall {}

    /** By the built-in judge. */
    record Meets(String criterion, boolean wanted) implements OfCall {}

    /** By a language model, yes or no with a quote. */
    record Judged(String statement) implements OfCall {}

    /**
     * Nothing comes back too often in what one speaker says.
     *
     * @param most the largest share that may hold the same, 0 to 1
     */
    record Refrain(What what, Of of, double most) implements OfAll {
        /** What is looked for. */
        enum What {
            SENTENCE,
            /** One that neither the scenario's authors nor the leader have said. */
            WORD
        }

        /** What is counted. */
        enum Of {
            TURNS,
            CALLS
        }
    }

    /**
     * Turns that were spoken as the player worded them: no sentence had to be left out, and nobody had to stand in.
     *
     * @param bounds of their share, 0 to 1
     */
    record AsWorded(Bounds bounds) implements OfAll {}

    record Spread(String dimension, When when, Bounds bounds) implements OfAll {}

    /**
     * @param percentile 0 to 100
     * @param millis of the time from the order for a turn to its last word
     */
    record Latency(int percentile, Bounds millis) implements OfAll {}
}
