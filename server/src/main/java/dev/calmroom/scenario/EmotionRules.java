package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code emotion.yaml} says: the dimensions of feeling, what moves them, and how they are heard in the voice. In the
 * file all parts stand side by side, and each has its name here as well.
 *
 * @param rules what each move (and each thing that is no words) does, by id
 */
public record EmotionRules(
        @JsonUnwrapped Nature nature,
        @JsonUnwrapped Course course,
        Map<String, Rule> rules,
        @JsonUnwrapped Expression expression) {
    public EmotionRules {
        rules = ordered(rules);
    }

    /**
     * What the persona brings to the call.
     *
     * @param startVaries each dimension starts within this distance of its start, by the session's seed
     * @param temperament by how much what is done to the persona moves each dimension more or less than its amount, by
     *     the session's seed
     */
    public record Nature(List<Dimension> dimensions, double startVaries, double temperament) {
        public Nature {
            dimensions = List.copyOf(dimensions);
        }
    }

    /**
     * How what is done adds up over the turns.
     *
     * @param recital what a turn of very many moves does by itself, or null
     * @param relief how much better anything can make a dimension in a time, or null: any turn may
     * @param monologue what a leader who asks nothing gets, or null
     */
    public record Course(
            Dynamics dynamics,
            List<Coupling> couplings,
            List<Contradiction> contradictions,
            @Nullable Recital recital,
            @Nullable Relief relief,
            @Nullable Monologue monologue) {
        public Course {
            couplings = List.copyOf(couplings);
            contradictions = List.copyOf(contradictions);
        }
    }

    /**
     * How it shows.
     *
     * @param labels what the page says of a rule, by its id
     * @param moods from the worst to the best; the first whose condition holds is the persona's mood
     * @param delivery linear rules of how a line is spoken, by name of the figure
     */
    public record Expression(Map<String, String> labels, List<Mood> moods, Map<String, Linear> delivery) {
        public Expression {
            labels = labels == null ? Map.of() : ordered(labels);
            moods = List.copyOf(moods);
            delivery = ordered(delivery);
        }
    }

    public List<Dimension> dimensions() {
        return nature.dimensions();
    }

    public Dynamics dynamics() {
        return course.dynamics();
    }

    public List<Mood> moods() {
        return expression.moods();
    }

    public Map<String, String> labels() {
        return expression.labels();
    }

    public Map<String, Linear> delivery() {
        return expression.delivery();
    }

    /** The same with other rules, by the same ids. */
    EmotionRules with(Map<String, Rule> others) {
        return new EmotionRules(nature, course, others, expression);
    }

    /** The same with dimensions that start otherwise by so much, within 0 and 1. */
    EmotionRules starting(Map<String, Double> otherwise) {
        List<Dimension> begun = dimensions().stream()
                .map(d -> d.starting(d.start() + otherwise.getOrDefault(d.id(), 0.0)))
                .toList();
        return new EmotionRules(
                new Nature(begun, nature.startVaries(), nature.temperament()), course, rules, expression);
    }

    /** The same with figures of the delivery, by name, so many times as large. */
    EmotionRules delivered(Map<String, Double> factors) {
        Map<String, Linear> figures = new LinkedHashMap<>();
        delivery().forEach((name, linear) -> figures.put(name, linear.times(factors.getOrDefault(name, 1.0))));
        return new EmotionRules(nature, course, rules, new Expression(labels(), moods(), figures));
    }

    /** Whether what has this rule does the persona good, and harms no dimension. */
    public boolean helps(String rule) {
        Rule does = rules.get(rule);
        return does != null
                && !does.adds().isEmpty()
                && dimensions().stream()
                        .allMatch(dimension -> !does.adds().containsKey(dimension.id())
                                || dimension.isHelp(does.adds().getOrDefault(dimension.id(), 0.0)));
    }

    /**
     * @param good which end is the better one for the persona
     * @param start where the persona begins, 0 to 1
     * @param low a word or two for the low end, {@code high} for the high end
     * @param look how it forms the drawn shape on the page, or null: it has a meter only
     */
    public record Dimension(
            String id,
            String label,
            End good,
            double start,
            String low,
            String high,
            @Nullable String look) {
        Dimension starting(double other) {
            return new Dimension(id, label, good, Math.clamp(other, 0, 1), low, high, look);
        }

        public boolean isHelp(double change) {
            return good == End.high ? change > 0 : change < 0;
        }
    }

    /** An end of a dimension, named as in the file. */
    public enum End {
        low,
        high
    }

    /**
     * @param heeds a move whose confidence is below this does nothing
     * @param heedsInDoubt the same where it is not plain that the leader speaks to the persona at all
     * @param harmWeighs a change for the worse counts this many times
     * @param belief how far a change for the better is believed
     * @param crowding how much each further move of one turn counts of the one before it
     * @param headRoom distance from an end within which a change towards it shrinks
     * @param turnLimit the most that a dimension moves in one turn
     * @param drift how much of the way back to the mood the feeling falls each turn
     * @param mood how much of the way to the feeling the mood goes each turn
     */
    public record Dynamics(
            double heeds,
            double heedsInDoubt,
            double harmWeighs,
            Scale belief,
            Repetition repetition,
            double crowding,
            double headRoom,
            double turnLimit,
            double drift,
            double mood) {}

    /** Counts as {@code floor + (1 - floor) x dimension}. */
    public record Scale(String dimension, double floor) {}

    /** Counts {@code keep} times as much for each time within the last {@code memory} turns, never under the floor. */
    public record Repetition(double keep, int memory, double floor) {}

    /** A dimension that goes {@code rate} of the way to {@code at + sum(weight x dimension)} each turn. */
    public record Coupling(String id, String dimension, double at, Map<String, Double> weights, double rate) {
        public Coupling {
            weights = ordered(weights);
        }
    }

    /** Extra changes when a move of {@code then} comes after one of {@code said}. */
    public record Contradiction(String id, List<String> said, List<String> then, Map<String, Double> adds) {
        public Contradiction {
            said = List.copyOf(said);
            then = List.copyOf(then);
            adds = ordered(adds);
        }
    }

    /**
     * Extra changes when one turn makes so many different moves that none of them can have waited for an answer.
     *
     * @param moves from how many on
     */
    public record Recital(String id, int moves, Map<String, Double> adds) {
        public Recital {
            adds = ordered(adds);
        }
    }

    /**
     * Nobody is calmed faster than so: what would help more than is left of it helps no more.
     *
     * @param perMinute how much better a dimension can become in a minute of talk, at 160 words a minute
     * @param most how much of it can be saved up
     */
    public record Relief(double perMinute, double most) {}

    /**
     * From so many turns in a row on in which the leader asks nothing, what would help counts {@code keep} times as much.
     */
    public record Monologue(int turns, double keep) {}

    /**
     * @param adds changes at full strength, by dimension
     * @param after what makes it count less when it comes later
     * @param needs the dimension without which its help does not reach the persona
     */
    public record Rule(
            Map<String, Double> adds,
            @Nullable After after,
            @Nullable Scale needs) {
        public Rule {
            adds = ordered(adds);
        }
    }

    /** Counts only {@code keep} of itself once one of the moves has been made in an earlier turn. */
    public record After(List<String> moves, double keep) {
        public After {
            moves = List.copyOf(moves);
        }
    }

    /**
     * A way of being that the figures fall into.
     *
     * @param murmurs the sounds the persona makes in it while listening, in turn: a third of a second of no meaning;
     *     none where it listens in silence
     */
    public record Mood(String id, Condition when, String about, List<String> murmurs) {
        public Mood {
            murmurs = murmurs == null ? List.of() : List.copyOf(murmurs);
        }

        /** @return empty where the persona listens in silence */
        public String murmur(int turn) {
            // The persona's turns are every second one.
            return murmurs.isEmpty() ? "" : murmurs.get(turn / 2 % murmurs.size());
        }
    }

    /** {@code at + sum(weight x dimension)}, within {@code min} and {@code max}. */
    public record Linear(double at, Map<String, Double> weights, double min, double max) {
        public Linear {
            weights = ordered(weights);
        }

        Linear times(double factor) {
            Map<String, Double> by = new LinkedHashMap<>();
            weights.forEach((dimension, weight) -> by.put(dimension, weight * factor));
            return new Linear(at * factor, by, min * factor, max * factor);
        }
    }

    // Sums are taken in the file's order, so that the same file gives the same last digit everywhere.
    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
