package dev.calmroom.judging;

import dev.calmroom.text.PlacedWords;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the built-in judge listens, from {@code judge.yaml} beside the framework's file: on top of what the appraiser
 * hears in a turn, the phrases that carry a criterion by themselves, those that rule it out, and what a short
 * follow-up question means. Patterns run over {@link PlacedWords}: lower case, no punctuation, no apostrophes.
 *
 * @param names word lists that patterns refer to as {@code <name>}
 * @param criteria by criterion id; a criterion that is not here is carried by the appraiser alone
 * @param shared questions that may be meant for one of several things or for all of them
 * @param notMeant phrases of a sentence that accuses nobody here: told of others, quoted, supposed, of the leader's own
 *     fault, or taking such words back
 * @param notSaidToHim phrases that speak about the call instead of in it; a sentence with one proves nothing
 */
record ListeningRules(
        Map<String, String> names,
        Map<String, Listening> criteria,
        List<Shared> shared,
        List<String> notSaidToHim,
        List<String> notMeant) {
    /** Of a framework that says nothing of it: every criterion is carried by the appraiser alone. */
    static final ListeningRules NONE = new ListeningRules(Map.of(), Map.of(), List.of(), List.of(), List.of());

    ListeningRules {
        notMeant = notMeant == null ? List.of() : List.copyOf(notMeant);
        notSaidToHim = notSaidToHim == null ? List.of() : List.copyOf(notSaidToHim);
        names = names == null ? Map.of() : Map.copyOf(names);
        criteria = criteria == null ? Map.of() : Map.copyOf(criteria);
        shared = shared == null ? List.of() : List.copyOf(shared);
    }

    Listening listening(String criterion) {
        return criteria.getOrDefault(criterion, Listening.PLAIN);
    }

    Pattern compile(String pattern) {
        StringBuilder whole = new StringBuilder();
        Matcher name = Pattern.compile("<([a-z-]+)>").matcher(pattern);
        while (name.find()) {
            String words = names.get(name.group(1));
            if (words == null) {
                throw new IllegalArgumentException("no name '%s' for the pattern %s".formatted(name.group(1), pattern));
            }
            name.appendReplacement(whole, Matcher.quoteReplacement("(?:" + words + ")"));
        }
        name.appendTail(whole);
        return Pattern.compile("\\b(?:" + whole + ")\\b");
    }

    /**
     * @param sign least confidence of the appraiser from which its sign for the criterion counts; 0.5 when left out
     * @param move least confidence from which the criterion's moves count as they are; never when left out
     * @param say phrases that carry it by themselves
     * @param never phrases that rule it out when they stand in the same sentence
     * @param needs phrases of which the sentence, or one beside it, must have one
     * @param needsAfter criteria of which one met in the leader's two turns before does for what {@code needs} asks
     * @param weak phrases that carry it too, but not for the criterion: evidence of a lesser form, such as a decision
     *     that backs nobody; it counts for an order and gives nothing
     * @param both two kinds of phrases that carry it when a turn has one of each
     * @param asked false where a question carries nothing, as a decision that is only asked about
     * @param withdrawn phrases that, in the same turn or a later one, take it back
     * @param followUps short forms that carry it right after something else
     * @param answered how a question is known by its answer
     * @param recommended how following the other side's recommendation carries it; where this is given, what was said
     *     needs that or the second kind of {@code both}
     */
    record Listening(
            @Nullable Double sign,
            @Nullable Double move,
            @Nullable List<String> say,
            @Nullable List<String> never,
            @Nullable List<String> needs,
            @Nullable List<String> needsAfter,
            @Nullable List<String> weak,
            @Nullable Both both,
            @Nullable Boolean asked,
            @Nullable List<String> withdrawn,
            @Nullable List<FollowUp> followUps,
            @Nullable Answered answered,
            @Nullable Recommended recommended) {
        /** What holds where a file says nothing. */
        static final Listening PLAIN = JsonMapper.shared().convertValue(Map.of(), Listening.class);
    }

    /** @param one phrases of the first kind, which are what is quoted */
    record Both(List<String> one, List<String> other) {}

    /**
     * @param about what the leader's words have
     * @param by what the other side's answer has
     * @param never phrases of either that rule it out
     */
    record Answered(String about, String by, @Nullable String never) {}

    /**
     * @param after criteria that ask for a recommendation: the answer to one is it, however it is put
     * @param by the other side's words that lean to a way without being asked
     * @param never the other side's words that lean to none
     * @param ways by id, what names each way
     */
    record Recommended(List<String> after, String by, String never, Map<String, String> ways) {}

    /**
     * @param after criteria of which the leader's turn before carried one; empty when it is the other side that spoke
     *     of it
     * @param heard what the other side's turn before said; null when that does not matter
     */
    record FollowUp(@Nullable List<String> after, @Nullable String heard, String words) {}

    /**
     * @param asked phrases that ask it, whatever it is meant for
     * @param all phrases that mean all of them
     * @param other phrases that mean the one that was not asked about yet
     * @param follows how a short sentence begins that goes on with the question
     * @param meant criterion by what names its thing
     * @param never phrases that rule it out in the same sentence
     */
    record Shared(
            List<String> asked,
            String all,
            String other,
            String follows,
            Map<String, String> meant,
            @Nullable List<String> never) {}
}
