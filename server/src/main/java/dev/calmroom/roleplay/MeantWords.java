package dev.calmroom.roleplay;

import dev.calmroom.scenario.Knowledge.NotWhen;
import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether words are meant as they stand: not denied, not of somebody else, not asked. By clauses, in plain words. */
final class MeantWords {
    /** A new clause also where nobody sets a mark: a recogniser writes none. */
    private static final Pattern CLAUSE_ENDS =
            Pattern.compile("[.?!;:…]+|(?:,\\s*|(?<!\\b(?:nothing|anything|all|not|everything)) )(?=but\\b)");

    /** With which a pattern may begin that wants the beginning of a clause. */
    private static final String MARKS = ".,;:!?… ";

    /** Tags ask for assent to what is said. */
    private static final Pattern TAG =
            Pattern.compile(",? (?:okay|ok|all right|alright|will you|would you|can you|please)$");

    /** Also where a recogniser sets no mark: each says something of its own. */
    private static final Pattern SAYINGS = Pattern.compile("[,.?!;:…]+|(?<=\\S) (?=(?:but|and)\\b)");

    private static final Pattern COMMA = Pattern.compile("[,.?!;:…]+|(?<=\\S) (?=but\\b)");

    private static final String NO =
            "\\b(?:(?<!why )(?:not|\\w+n't|dont|cannot)(?! (?:we|you|i|they) )|never|nobody|no[ -]one|none of \\w+|without)";
    private static final String SUPPOSED = "|(?<!what )\\bif|\\bunless|\\bwhether";
    private static final String NEAR =
            "(?: (?!(?:what|how|why|when|where|who|because|and|so|then|if)\\b)[\\w'-]+){0,4} ?$";
    private static final Pattern DENIED_BEFORE = Pattern.compile("(?:" + NO + SUPPOSED + ")" + NEAR);
    private static final Pattern DENIED_WITHIN = Pattern.compile("(?:" + NO + "|\\bno)\\b");
    private static final Pattern REPORTED = Pattern.compile(
            "\\b(?<!\\b(?:i|we|you|i've|we've|i'd) )(?!(?:i|we|you)\\b)[\\w-]+(?: (?:just|always|never|may|might|could))?"
                    + " (?:thinks?|says?|said|called|calls?|believes?|claims?|reckons?|thought|feels?)(?: (?:that|me|us|him|her|them|it))* ?$");
    private static final Pattern OF_OTHERS = Pattern.compile(
            "^s? (?:over |up |down )?(?:at|in|from) (?!your\\b|my\\b|this\\b|what\\b|least\\b|once\\b|the (?:latest|team|room|war room|engineer))\\w+");
    private static final Pattern CONDITION =
            Pattern.compile("^,? (?:if|when|once|unless|until|before|whatever|whichever|either way)\\b");
    private static final Pattern ASKS = Pattern.compile(
            "^\\W*(?:(?:and|so|but|okay|then|well) )*(?:who|what|when|where|why|how|which)\\b|^\\W*(?:(?:and|so|but|okay|then|well) )*"
                    + "(?:(?:did|does|is|are|was|were|will|would|can|could|has|had) (?:i|you|we|they|he|she|it|that|this|the|any\\w*)"
                    + "|(?:do|have) (?:i|you|we|they))\\b");

    private MeantWords() {}

    /** Where a turn's clauses begin. */
    static List<Integer> starts(String plain, Collection<Integer> more) {
        List<Integer> starts = new ArrayList<>(more);
        starts.add(0);
        Matcher end = CLAUSE_ENDS.matcher(plain);
        while (end.find()) {
            starts.add(end.end());
        }
        return starts.stream().sorted().distinct().toList();
    }

    /** The clauses of a sentence, at its commas as well. */
    static List<String> clauses(String words) {
        return List.of(SAYINGS.split(PlainWords.of(words)));
    }

    /** «Don't do it yet.» */
    static boolean isDenied(String clause) {
        return DENIED_WITHIN.matcher(clause).find();
    }

    /**
     * Whether words that a pattern found are not meant.
     *
     * @param plain the whole turn
     * @param denies whether the pattern itself is about something denied
     */
    static boolean isNotMeant(NotWhen how, String plain, int start, int end, boolean denies) {
        int at = start;
        while (at < end && MARKS.indexOf(plain.charAt(at)) >= 0) {
            at++;
        }
        int from = clauseStart(plain, at);
        String before = plain.substring(from, at).stripLeading();
        String found = plain.substring(start, end);
        String within = found.substring(Math.max(0, found.lastIndexOf("you")));
        return switch (how) {
            case DENIED ->
                DENIED_BEFORE.matcher(before).find()
                        || (!denies && DENIED_WITHIN.matcher(within).find());
            case OF_OTHERS ->
                REPORTED.matcher(before).find()
                        || OF_OTHERS.matcher(plain.substring(end)).find();
            case CONDITIONAL -> CONDITION.matcher(plain.substring(end)).find();
            case ASKED ->
                ASKS.matcher(plain.substring(from)).find()
                        || (clauseEnd(plain, end).startsWith("?")
                                && !TAG.matcher(plain.substring(
                                                end,
                                                plain.length()
                                                        - clauseEnd(plain, end).length()))
                                        .find());
        };
    }

    private static int clauseStart(String plain, int at) {
        int start = 0;
        Matcher mark = COMMA.matcher(plain).region(0, at);
        while (mark.find()) {
            start = mark.end();
        }
        return start;
    }

    /** What stands where the sentence ends. */
    private static String clauseEnd(String plain, int from) {
        Matcher mark = Pattern.compile("[.?!;]").matcher(plain);
        return mark.find(from) ? plain.substring(mark.start()) : "";
    }
}
