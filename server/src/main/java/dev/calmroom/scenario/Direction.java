package dev.calmroom.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the persona does.
 *
 * @param replies the director's rules, read from the top
 * @param bridge the act whose lines are said while a language model thinks; null: none are
 * @param standIns a dozen lines that fit anywhere, for a scenario without {@code lines.yaml}; else empty
 * @param notByAsking moves that a plain question does not make, unless it is one that does
 * @param asking moves that ask: what they are heard in is a question, whatever its form
 */
public record Direction(
        List<Act> acts,
        List<Reply> replies,
        Opening opening,
        @Nullable String bridge,
        List<String> standIns,
        List<String> notByAsking,
        List<String> asking) {
    public Direction {
        acts = List.copyOf(acts);
        replies = List.copyOf(replies);
        standIns = standIns == null ? List.of() : List.copyOf(standIns);
        notByAsking = List.copyOf(notByAsking);
        asking = List.copyOf(asking);
    }

    Direction opening(Opening other) {
        return new Direction(acts, replies, other, bridge, standIns, notByAsking, asking);
    }

    /**
     * Something that the persona can do with a turn.
     *
     * @param about what the turn is for, told to a language model
     * @param words shortest and longest length in words; empty: as the persona's state has it
     * @param authored whether it is always said in authored lines: no language model sees the words that it answers
     * @param forced whether the persona's state leaves nothing else to do: an order also to a language model that answers
     *     freely; what follows from where the act is played, {@link Plot#isForced} knows
     */
    public record Act(String id, String about, List<Integer> words, boolean authored, boolean forced) {
        /** Whatever an act allows: nobody says more words at once, with a question of several parts to answer in two breaths. */
        public static final int TWO_BREATHS = 44;

        public Act {
            words = List.copyOf(words);
        }
    }

    /**
     * One rule of the director.
     *
     * @param also whether it may be played after another act in the same turn
     * @param tells facts that the act tells
     * @param tellsAsked whether it tells what was asked for
     * @param tellsChoice whether it tells of the way out that was decided for
     * @param byOption facts that it tells for each option that the leader's words name, of all where they name none
     * @param comesLast whether it is said after whatever else the turn answers
     * @param ends whether the persona hangs up after it
     */
    public record Reply(
            String act,
            Condition when,
            boolean also,
            List<String> tells,
            boolean tellsAsked,
            boolean tellsChoice,
            Map<String, List<String>> byOption,
            boolean comesLast,
            boolean ends) {
        public Reply {
            tells = List.copyOf(tells);
            // Told in the file's order, the same in every run.
            byOption = Collections.unmodifiableMap(new LinkedHashMap<>(byOption));
        }
    }

    /** How the persona begins. */
    public record Opening(String act, List<String> tells) {
        public Opening {
            tells = List.copyOf(tells);
        }
    }
}
