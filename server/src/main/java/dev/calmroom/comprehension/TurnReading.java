package dev.calmroom.comprehension;

import java.util.List;

/**
 * What a leader's turn is about, as far as the answer goes.
 *
 * @param question whether it asks something
 * @param facts ids of the scenario's facts that would answer it, most important first; empty when none would
 * @param unknowable whether it asks for something that the persona cannot know
 * @param plainly whether something known is asked for in so many words
 * @param onlyAsks nothing but questions
 * @param does moves that are made by asking for it
 * @param mistaken the leader takes something for a fact that is not one: a wrong figure
 * @param mentions ids of the facts close to what is said without asking: what the leader means to hear about if it
 *     turns out to be a question all the same
 * @param doubtful it may not be said to the persona: its effect on the persona has to be beyond doubt
 * @param offRole what makes it no part of this call, or {@link OffRole#NONE}
 */
public record TurnReading(
        boolean question,
        List<String> facts,
        boolean unknowable,
        boolean plainly,
        boolean onlyAsks,
        List<String> does,
        boolean mistaken,
        List<String> mentions,
        boolean doubtful,
        OffRole offRole) {
    /** Nothing is asked. */
    public static TurnReading nothing(OffRole offRole) {
        return new TurnReading(false, List.of(), false, false, false, List.of(), false, List.of(), false, offRole);
    }

    public TurnReading {
        facts = List.copyOf(facts);
        does = List.copyOf(does);
        mentions = List.copyOf(mentions);
    }

    /** It asks for something known, in so many words, and does nothing else. */
    public boolean plain() {
        return plainly && onlyAsks;
    }

    /** The same words, where it is not plain that they are said to the persona. */
    TurnReading inDoubt() {
        return new TurnReading(question, facts, unknowable, plainly, onlyAsks, does, mistaken, mentions, true, offRole);
    }

    /**
     * The same words, where something else tells that they ask.
     *
     * @param forMentioned whether it is what they mention that they ask for
     */
    public TurnReading asAsked(boolean forMentioned) {
        List<String> wanted = forMentioned ? mentions : List.of();
        return question || offRole != OffRole.NONE
                ? this
                : new TurnReading(true, wanted, false, false, false, does, mistaken, mentions, doubtful, offRole);
    }

    /** The same words, where it is known what answers them. */
    public TurnReading answeredBy(List<String> known) {
        return new TurnReading(true, known, false, true, onlyAsks, does, mistaken, mentions, doubtful, offRole);
    }

    /** The same words, said to the persona after all. */
    public TurnReading addressed() {
        return new TurnReading(
                question, facts, unknowable, plainly, onlyAsks, does, mistaken, mentions, false, OffRole.NONE);
    }

    /** The same words, where they take something else for this fact. */
    public TurnReading mistakenIn(String fact) {
        return new TurnReading(
                question, List.of(fact), false, plainly, onlyAsks, does, true, mentions, doubtful, offRole);
    }

    /** Why words are not answered as words of this call. */
    public enum OffRole {
        NONE,
        /** The leader talks to a machine behind the character, gives it orders, or asks for its instructions. */
        ATTACK,
        /** It only seems so, by its meaning: no words in it that nobody says to a person. */
        SEEMS,
        /** Not the language of the call. */
        FOREIGN,
        /** No words that make sense: letters, noise. */
        NONSENSE
    }
}
