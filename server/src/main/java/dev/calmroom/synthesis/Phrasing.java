package dev.calmroom.synthesis;

import dev.calmroom.text.PlainWords;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Divides the clauses of a reply for a voice that needs the whole of what it is asked before it gives a sample: the
 * first piece a few words, each further one at most twice as long as the one before. So the voice begins early, and one
 * that needs no more than half of real time is never late with the next piece. Pieces end where a speaker may take
 * breath; {@code voices/phrasing.yaml} says where. For one reply and one thread.
 */
final class Phrasing {
    private static final String FILE = "/voices/phrasing.yaml";
    private static final Words ENGLISH = load();
    private static final int FIRST_WORDS = 5;
    /** A piece may be so much longer when there is no good place before. */
    private static final int STRETCH = 3;
    /** Fewer words than these are no piece of their own. */
    private static final int FEWEST = 2;
    /** Without a word that begins a phrase, a piece is at least so long. */
    private static final int FEWEST_BY_CHANCE = 3;

    private record Words(
            Set<String> clauses,
            Set<String> phrases,
            Set<String> leaning,
            Set<String> determiners,
            Set<String> trailing) {}

    private int most = FIRST_WORDS;

    /** @return the pieces of the next clause, in order; joined they are the clause, with its spaces */
    List<String> divide(String clause) {
        List<String> words = List.of(clause.split("(?<=\\s)(?=\\S)"));
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (words.size() - from > most + FEWEST) {
            int length = cut(words.subList(from, words.size()));
            if (length == 0) {
                break;
            }
            pieces.add(String.join("", words.subList(from, from + length)));
            from += length;
            most *= 2;
        }
        pieces.add(String.join("", words.subList(from, words.size())));
        most *= 2;
        return pieces;
    }

    /** @return how many words the next piece has; 0 when there is no place to cut */
    private int cut(List<String> words) {
        int best = 0;
        int strongest = 0;
        for (int at = FEWEST; at <= words.size() - FEWEST && at <= most + STRETCH; at++) {
            int strength = strength(words, at);
            boolean late = at > most;
            if (strength > 0 && (late ? best == 0 : strength >= strongest)) {
                best = at;
                strongest = strength;
            }
        }
        return best;
    }

    /** How well a breath fits before a word: 0 not at all, 3 very well. */
    private static int strength(List<String> words, int at) {
        String before = bare(words.get(at - 1));
        String next = bare(words.get(at));
        if (ENGLISH.leaning().contains(before)
                || ENGLISH.clauses().contains(before)
                || ENGLISH.phrases().contains(before)
                || ENGLISH.trailing().contains(next)
                || before.chars().allMatch(c -> !Character.isLetter(c))) {
            return 0;
        }
        if (ENGLISH.clauses().contains(next)) {
            return 3;
        }
        if (ENGLISH.phrases().contains(next)) {
            return 2;
        }
        boolean nounToCome = (at >= 2 && ENGLISH.determiners().contains(bare(words.get(at - 2)))) || next.equals("of");
        return at < FEWEST_BY_CHANCE || nounToCome ? 0 : 1;
    }

    private static String bare(String word) {
        return PlainWords.of(word.strip()).replaceAll("^\\W+|\\W+$", "");
    }

    private static Words load() {
        try (InputStream in = Phrasing.class.getResourceAsStream(FILE)) {
            return YAMLMapper.shared().readValue(in, Words.class);
        } catch (IOException e) {
            throw new SynthesisException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
        }
    }
}
