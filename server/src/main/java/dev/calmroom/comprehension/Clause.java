package dev.calmroom.comprehension;

import dev.calmroom.scenario.HearingCues;
import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stretch of a turn that is read by itself.
 *
 * @param text verbatim
 * @param start offset of its first character in the turn
 * @param opens whether a turn, or what follows a mark or an «and», begins with it
 * @param inQuestion whether it stands in a sentence with a question mark at its end, and not at that end
 */
record Clause(String text, int start, boolean opens, boolean inQuestion) {
    private static final Pattern PUNCTUATED = Pattern.compile("[.?!]\\s*$|[.?!]\\s+\\p{Lu}");
    private static final Pattern SENTENCES = Pattern.compile("[.?!;]+\\s*|:\\s+");
    /**
     * Where a sentence that asks goes on to ask something else: not at «or», which offers an answer, and not before a tag.
     */
    private static final Pattern NEXT_QUESTION = Pattern.compile(
            "(?i)(?:,\\s+|\\s+(?=and\\s))(?=(?:(?:and|but|so|then)\\s+)?(?:(?:what|how|when|where|why|which|who|whose|whom)"
                    + "\\b(?!,)|(?:is|are|was|were|do|does|did|can|could|would|will|have|has|had|should)\\s+"
                    + "(?:i|you|we|they|he|she|it|that|there|any\\w*|some\\w+|the)\\s+\\S+\\s+\\S+))");

    private static final Pattern BETWEEN = Pattern.compile("^[\\s,;:.!–—-]+");
    private static final Pattern OPENER = Pattern.compile("(?i)(?:and|but|so|then)\\b");

    /** Whether a text has marks that say where it asks: typed or restored, not as a recogniser writes it. */
    static boolean isPunctuated(String words) {
        return PUNCTUATED.matcher(words).find();
    }

    /** The clauses of a turn in its order. */
    static List<Clause> of(String words, HearingCues cues) {
        List<Clause> clauses =
                isPunctuated(words) ? sentences(words, cues) : split(words, 0, words.length(), cues.breaks(), false);
        return clauses.stream().flatMap(clause -> clause.setAsideFirst(cues)).toList();
    }

    /** «Forget the board, which would you pick»: what is set aside is a clause of its own. */
    private Stream<Clause> setAsideFirst(HearingCues cues) {
        Matcher aside = cues.setsAside().matcher(text);
        if (!aside.lookingAt() || aside.end() == text.length()) {
            return Stream.of(this);
        }
        String rest = BETWEEN.matcher(text.substring(aside.end())).replaceFirst("");
        Clause first = new Clause(text.substring(0, aside.end()), start, opens, false);
        return rest.isEmpty()
                ? Stream.of(first)
                : Stream.of(first, new Clause(rest, end() - rest.length(), true, inQuestion));
    }

    /** Whether all that it does is to say what is not asked about. */
    boolean setsAside(HearingCues cues) {
        return cues.setsAside().matcher(text).matches();
    }

    private static List<Clause> sentences(String words, HearingCues cues) {
        List<Clause> clauses = new ArrayList<>();
        for (Clause sentence : split(words, 0, words.length(), SENTENCES, false)) {
            if (sentence.text().endsWith("?")) {
                clauses.addAll(questions(words, sentence, cues));
            } else {
                clauses.add(sentence);
            }
        }
        return clauses;
    }

    /** A sentence that asks may ask several things; what asks nothing in it belongs to what follows. */
    private static List<Clause> questions(String words, Clause sentence, HearingCues cues) {
        List<Clause> clauses = new ArrayList<>();
        int from = sentence.start();
        for (Clause piece : split(words, sentence.start(), sentence.end(), NEXT_QUESTION, true)) {
            boolean asks = piece.end() == sentence.end()
                    || cues.questions().stream()
                            .anyMatch(p -> p.matcher(piece.text()).find());
            if (asks) {
                add(clauses, words, from, piece.end(), true, true);
                from = piece.end();
            }
        }
        return clauses.stream().map(Clause::withoutMark).toList();
    }

    /** Without the comma that parted it from what stands before it. */
    private Clause withoutMark() {
        String bare = text.replaceFirst("^[,\\s]+", "");
        return new Clause(bare, start + text.length() - bare.length(), opens, inQuestion);
    }

    private static List<Clause> split(String words, int begin, int end, Pattern breaks, boolean asking) {
        List<Clause> clauses = new ArrayList<>();
        int from = begin;
        boolean opens = true;
        Matcher matcher = breaks.matcher(words).region(begin, end).useTransparentBounds(true);
        while (matcher.find()) {
            boolean question = matcher.group().contains("?");
            add(
                    clauses,
                    words,
                    from,
                    matcher.start() + (question ? matcher.group().indexOf('?') + 1 : 0),
                    opens,
                    asking);
            from = matcher.end();
            opens = !matcher.group().isBlank()
                    || OPENER.matcher(words.substring(from)).lookingAt();
        }
        add(clauses, words, from, end, opens, asking);
        return clauses;
    }

    private static void add(List<Clause> clauses, String words, int from, int to, boolean opens, boolean asking) {
        String text = words.substring(from, to);
        if (!text.isBlank()) {
            int lead = text.length() - text.stripLeading().length();
            clauses.add(new Clause(
                    text.strip(), from + lead, opens, asking && !text.strip().endsWith("?")));
        }
    }

    int end() {
        return start + text.length();
    }

    int words() {
        return PlainWords.count(text);
    }
}
