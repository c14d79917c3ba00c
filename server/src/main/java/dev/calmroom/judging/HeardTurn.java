package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.log.Evidence;
import dev.calmroom.text.PlacedWords;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.Sentences;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One leader turn as the built-in judge has it before itself, cut into sentences. */
final class HeardTurn {
    /** Where nothing is punctuated, what stands further away than this says little about a phrase. */
    private static final int WORDS_AROUND = 9;

    /** Words without a full stop that are no longer one sentence, and how near is near in them. */
    private static final int UNBROKEN_WORDS = 40;

    private static final int WORDS_AROUND_UNBROKEN = 5;

    private static final Pattern PUNCTUATION = Pattern.compile("[.?!]");

    /** Words without a mark that are one sentence for sure. */
    private static final int UNMARKED_WORDS = 12;

    private static final String JOIN = "(?:(?:and|but|so|then|okay|ok|now|also|um|uh|er|well|right|alright)\\s+)";
    /** A joining word with somebody who does something behind it, or with a question. */
    private static final Pattern NEW_THOUGHT = Pattern.compile("(?i)\\s+(?=" + JOIN
            + "+(?:what|what's|which|how|how's|who|where|can|could|would|if|is|are|do|does|i|i'll|i'm|i've|i'd"
            + "|we|we'll|let's|you|tell|give|it's|let|don't)\\b)");

    private static final Pattern BEGINS_TO_ASK =
            Pattern.compile("(?:(?:and|but|so|then|okay|ok|now|um|uh|er|well|right|hey|hi|hello) )*(?:\\w+ )?"
                    + "(?:what|whats|which|how|hows|who|where|can|could|would|will|is|are|do|does|did|have|has)\\b");

    /** A list of catchwords has at least this many pieces, and hardly a word that joins any of them. */
    private static final int LIST_PIECES = 4;

    private static final double LIST_JOINING_SHARE = 0.12;
    private static final Set<String> JOINING = Set.of(
            ("i im ill id ive you youre your u we were well lets us me my it its is are be the a an this that to of in on "
                            + "if do does dont did can could will would what whats which who how when for with and or but "
                            + "not no so then he his they them their have has was at as by from get got aint")
                    .split(" "));

    private final Turn turn;
    private final Appraisal appraisal;
    private final String heardBefore;
    private final String heardAfter;
    private final PlacedWords text;
    private final List<Sentence> sentences = new ArrayList<>();

    /** @param start offset in the turn's normal text */
    record Sentence(String normal, String verbatim, int start, boolean question) {}

    /**
     * @param heardBefore what the other side had said just before, normalised; empty at the beginning
     * @param heardAfter what the other side answered, normalised; empty at the end
     */
    HeardTurn(Turn turn, Appraisal appraisal, String heardBefore, String heardAfter) {
        this.turn = turn;
        this.heardAfter = heardAfter;
        this.appraisal = appraisal;
        this.heardBefore = heardBefore;
        this.text = new PlacedWords(turn.text());
        int from = 0;
        for (String verbatim : pieces()) {
            String normal = PlainWords.bare(verbatim);
            if (!normal.isEmpty()) {
                int start = Math.max(from, text.text().indexOf(normal, from));
                sentences.add(new Sentence(normal, verbatim, start, asks(verbatim, normal)));
                from = start + normal.length();
            }
        }
    }

    /** Sentences by their marks; where a longer turn has none, pieces by how a new thought begins in speech. */
    private List<String> pieces() {
        if (isPunctuated() || turn.text().split("\\s+", -1).length <= UNMARKED_WORDS) {
            return Sentences.in(turn.text()).map(piece -> piece.group().strip()).toList();
        }
        return Arrays.stream(NEW_THOUGHT.split(turn.text(), 0))
                .map(String::strip)
                .toList();
    }

    /** With marks a question has its own; without, it begins as one. */
    private boolean asks(String verbatim, String normal) {
        return verbatim.endsWith("?")
                || (!isPunctuated() && BEGINS_TO_ASK.matcher(normal).lookingAt());
    }

    int number() {
        return turn.number();
    }

    Appraisal appraisal() {
        return appraisal;
    }

    String heardBefore() {
        return heardBefore;
    }

    String heardAfter() {
        return heardAfter;
    }

    List<Sentence> sentences() {
        return sentences;
    }

    String normal() {
        return text.text();
    }

    /** Whether it is written with marks, as a recogniser's words are not. */
    boolean isPunctuated() {
        return PUNCTUATION.matcher(turn.text()).find();
    }

    /** Whether the turn is no speech but a row of catchwords. */
    boolean isBareList() {
        return isBareList(turn.text());
    }

    /** Whether words are no speech but a row of catchwords. */
    static boolean isBareList(String text) {
        String[] words = PlainWords.bare(text).split(" ", -1);
        long pieces = Arrays.stream(text.split("[.,;:!?\\n]", -1))
                .filter(piece -> !piece.isBlank())
                .count();
        long joining = Arrays.stream(words).filter(JOINING::contains).count();
        return pieces >= LIST_PIECES && joining < words.length * LIST_JOINING_SHARE;
    }

    /** The sentence in which a quote stands. */
    Optional<Sentence> sentenceOf(String quote) {
        int at = text.find(quote);
        if (at < 0) {
            return Optional.empty();
        }
        return sentences.stream()
                .filter(s -> at < s.start() + s.normal().length())
                .findFirst();
    }

    /** The words around a phrase that belong to it: its sentence, and no more of a long one than stands near. */
    String around(Sentence sentence, int start, int end) {
        boolean unbroken = sentence.normal().split(" ").length > UNBROKEN_WORDS;
        return around(sentence, start, end, unbroken ? WORDS_AROUND_UNBROKEN : WORDS_AROUND);
    }

    /** @param most words to either side */
    String around(Sentence sentence, int start, int end, int most) {
        String normal = sentence.normal();
        int from = start;
        for (int words = 0; from > 0 && words < most; words++) {
            from = Math.max(0, normal.lastIndexOf(' ', Math.max(0, from - 2)));
        }
        int to = end;
        for (int words = 0; to < normal.length() && words < most; words++) {
            int space = normal.indexOf(' ', to + 1);
            to = space < 0 ? normal.length() : space;
        }
        return normal.substring(from, to);
    }

    /** Evidence that reads as a sentence where the turn has sentences, and as the bare phrase where it has none. */
    Evidence evidence(Sentence sentence, int start, int end) {
        boolean shortEnough = sentence.normal().length() <= 140;
        String quote = shortEnough
                ? stripped(sentence.verbatim())
                : text.verbatim(sentence.start() + start, sentence.start() + end);
        return new Evidence(turn.number(), quote);
    }

    private static String stripped(String sentence) {
        return sentence.replaceFirst("^[\\s,;:–-]+", "").strip();
    }
}
