package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.log.Evidence;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One leader turn as the built-in judge has it before itself, cut into sentences. */
final class HeardTurn {
    /** Where nothing is punctuated, what stands further away than this says little about a phrase. */
    private static final int WORDS_AROUND = 9;

    /** Words without a full stop that are no longer one sentence, and how near is near in them. */
    private static final int UNBROKEN_WORDS = 40;

    private static final int WORDS_AROUND_UNBROKEN = 5;

    private static final Pattern PUNCTUATION = Pattern.compile("[.?!]");

    private static final Pattern SENTENCE = Pattern.compile("[^.?!;]+[.?!;]*");

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
    private final NormalText text;
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
        this.text = new NormalText(turn.text());
        int from = 0;
        Matcher pieces = SENTENCE.matcher(turn.text());
        while (pieces.find()) {
            String verbatim = pieces.group().strip();
            String normal = NormalText.of(verbatim);
            if (!normal.isEmpty()) {
                int start = Math.max(from, text.text().indexOf(normal, from));
                sentences.add(new Sentence(normal, verbatim, start, verbatim.endsWith("?")));
                from = start + normal.length();
            }
        }
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
        String[] words = normal().split(" ");
        long pieces = Arrays.stream(turn.text().split("[.,;:!?\\n]"))
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
