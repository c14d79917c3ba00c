package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be spoken of.
 *
 * @param vocabulary names and terms that a recogniser gets wrong
 */
public record Knowledge(
        List<String> vocabulary,
        List<Person> people,
        List<Fact> facts,
        @Nullable FalsePromise falsePromise,
        List<WayOut> options,
        List<Topic> topics) {
    public Knowledge {
        vocabulary = List.copyOf(vocabulary);
        people = List.copyOf(people);
        facts = List.copyOf(facts);
        options = List.copyOf(options);
        topics = List.copyOf(topics);
    }

    /** Somebody who is spoken of. */
    public record Person(String id, String name, String about) {}

    /**
     * Something that the persona knows.
     *
     * @param statement the truth in plain words
     * @param when when it is so; null: always. What is not so now is neither told nor known
     * @param gate when it may be told; null: always
     * @param givenAway by which words it is given away while its gate is closed; null: by its own alone
     * @param evades how the persona evades while the gate is closed, told to a language model that answers freely; null:
     *     nothing is told
     * @param figures the numbers in it that a leader may have wrong, or null
     */
    public record Fact(
            String id,
            String statement,
            @Nullable Condition when,
            @Nullable Condition gate,
            @Nullable GivenAway givenAway,
            @Nullable String evades,
            @Nullable Figures figures) {
        /** Whether it is so, and may be told, whatever the call has come to. */
        public boolean always() {
            return when == null && gate == null;
        }
    }

    /**
     * Examples of how a fact is told in other words, and of what is near to it and may be said: what is nearer to the
     * first than to the second gives it away.
     *
     * @param by sentences that tell it
     * @param notBy sentences that do not, however near they are
     */
    public record GivenAway(List<String> by, List<String> notBy) {
        public GivenAway {
            by = List.copyOf(by);
            notBy = List.copyOf(notBy);
        }
    }

    /**
     * Numbers that a fact states: another one before the same unit, asked about as if it were so, is put right.
     *
     * @param of units, as they stand behind a number
     * @param are the numbers that are true
     */
    public record Figures(List<String> of, List<Long> are) {
        public Figures {
            of = List.copyOf(of);
            are = List.copyOf(are);
        }
    }

    /** Words that are untrue, and the acts that alone may say them. */
    public record FalsePromise(String says, List<String> acts) {
        public FalsePromise {
            acts = List.copyOf(acts);
        }
    }

    /**
     * Something that can be decided for.
     *
     * @param says regular expression that finds it in a leader's words
     * @param favoured when it is what a decision means that names none: the persona's own choice, where the leader can
     *     know of it; null: never
     * @param takenBy regular expression for how the persona says that it is being taken; null: as anything is
     * @param facts what belongs to it
     */
    public record WayOut(
            String id,
            String name,
            String says,
            @Nullable Condition favoured,
            @Nullable String takenBy,
            List<String> facts) {
        public WayOut {
            facts = List.copyOf(facts);
        }

        /** Finds it in a leader's words, whatever their case. */
        public Pattern pattern() {
            return Pattern.compile(says, Pattern.CASE_INSENSITIVE);
        }
    }

    /**
     * Something that a leader's words may be about without making a move.
     *
     * @param says regular expressions
     * @param speechActs speech acts, any of which is about this too
     * @param rule what such words do to the persona, by the emotion file; null: nothing
     * @param makes a move that such words make even where the appraiser hears none; null: none
     * @param when holds where they make it or take it back, before this turn; null: always
     * @param unheard moves that the same clause does not make, however it sounds
     * @param notWhen where such words do not count
     * @param undoes moves that such words take back: what was decided or agreed by them is so no longer
     * @param proposes whether such words hold out the way out that they name, and leave it open until it is agreed to
     */
    public record Topic(
            String id,
            List<String> says,
            List<String> speechActs,
            @Nullable String rule,
            @Nullable String makes,
            @Nullable Condition when,
            List<String> unheard,
            List<NotWhen> notWhen,
            List<String> undoes,
            boolean proposes) {
        public Topic {
            says = List.copyOf(says);
            speechActs = List.copyOf(speechActs);
            unheard = List.copyOf(unheard);
            notWhen = List.copyOf(notWhen);
            undoes = List.copyOf(undoes);
        }
    }

    /** How words can be said and yet not be meant of whoever hears them. */
    public enum NotWhen {
        /** «You are no fool», «I don't want to», «if you were». */
        @JsonProperty("denied")
        DENIED,
        /** Somebody else says so, or is meant. */
        @JsonProperty("of-others")
        OF_OTHERS,
        /** It is a question. */
        @JsonProperty("asked")
        ASKED,
        /** «You have my backing if the team agrees.» */
        @JsonProperty("conditional")
        CONDITIONAL
    }
}
