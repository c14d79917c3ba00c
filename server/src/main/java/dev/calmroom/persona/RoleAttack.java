package dev.calmroom.persona;

import dev.calmroom.persona.Hearing.OffRole;
import dev.calmroom.scenario.HearingCues;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells words that are spoken at a machine behind the character, in another language, or as noise, from words of the
 * call. By patterns that nobody says to a man on the phone, and by meaning: much nearer to an attack than to anything that
 * a leader says, or nearer and likely so in the eyes of a logistic regression that has seen both.
 */
final class RoleAttack {
    private static final double MEANT = 0.42;
    private static final double MARGIN = 0.08;
    /** A stretch cut out of a long sentence begins and ends anywhere: it has to be plainer. */
    private static final double MEANT_IN_PASSING = 0.5;

    private static final double MARGIN_IN_PASSING = 0.15;
    private static final double MEANT_AND_LIKELY = 0.35;
    /** Attacks are a twentieth of what it has seen: it need not be likelier than not. */
    private static final double LIKELY = 0.1;

    /** From here on it is in doubt. */
    private static final double NEAR = 0.3;

    private static final double NEAR_MARGIN = 0.06;
    private static final double POSSIBLE = 0.02;

    private static final int PASSES = 100;
    private static final int STRETCH = 16;
    private static final int MOST_SENTENCES = 12;
    private static final int SPELLED = 5;
    private static final int FEWEST = 3;

    private final EmbeddingModel model;
    private final HearingCues cues;
    private final Meanings attacks;
    private final Meanings innocent;
    private final SoftmaxRegression opinion;

    /**
     * @param askedFor meanings of questions that belong to the scenario
     * @param ordinary what leaders say
     */
    RoleAttack(EmbeddingModel model, HearingCues cues, List<Embedding> askedFor, List<String> ordinary) {
        this.model = model;
        this.cues = cues;
        attacks = new Meanings(model, cues.offRole().attacks());
        List<String> said = new ArrayList<>(cues.offRole().innocent());
        said.addAll(ordinary);
        innocent = new Meanings(model, said).and(askedFor);
        opinion = opinion();
    }

    /** Learns to tell the two apart: label 1 is an attack. */
    private SoftmaxRegression opinion() {
        List<float[]> examples = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Meanings kind : List.of(innocent, attacks)) {
            for (Embedding example : kind.examples()) {
                examples.add(example.vector());
                labels.add(kind == attacks ? 1 : 0);
            }
        }
        return SoftmaxRegression.learn(examples, labels, 2, PASSES);
    }

    OffRole judge(String words) {
        String plain = words.toLowerCase(Locale.ROOT).replace('’', '\'');
        if (plain.isBlank()) {
            return OffRole.NONE;
        }
        if (cues.offRole().patterns().stream().anyMatch(p -> p.matcher(plain).find())) {
            return OffRole.ATTACK;
        }
        List<String> spoken = Arrays.stream(plain.split("[^\\p{L}']+"))
                .filter(w -> !w.isEmpty())
                .toList();
        if (isForeign(plain, spoken)) {
            return OffRole.FOREIGN;
        }
        if (isNonsense(plain, spoken)) {
            return OffRole.NONSENSE;
        }
        return sentences(plain).stream().anyMatch(this::means) ? OffRole.ATTACK : OffRole.NONE;
    }

    /** Not plainly past him, and not plainly to him either. */
    boolean isDoubtful(String words) {
        return sentences(words.toLowerCase(Locale.ROOT).replace('’', '\'')).stream()
                .filter(sentence -> sentence.split("\\s+").length >= FEWEST)
                .map(sentence -> Meanings.of(model, sentence))
                .anyMatch(meaning -> isNearer(meaning, NEAR, -NEAR_MARGIN) && probability(meaning) >= POSSIBLE);
    }

    private boolean means(String sentence) {
        List<String> words = List.of(sentence.split("\\s+"));
        if (words.size() < FEWEST) {
            return false;
        }
        Embedding whole = Meanings.of(model, sentence);
        if (probability(whole) >= LIKELY && isNearer(whole, MEANT_AND_LIKELY, 0)) {
            return true;
        }
        if (words.size() <= STRETCH) {
            return isNearer(whole, MEANT, MARGIN);
        }
        for (int from = 0; from < words.size(); from += STRETCH / 2) {
            String stretch = String.join(" ", words.subList(from, Math.min(words.size(), from + STRETCH)));
            if (isNearer(Meanings.of(model, stretch), MEANT_IN_PASSING, MARGIN_IN_PASSING)) {
                return true;
            }
        }
        return false;
    }

    private double probability(Embedding meaning) {
        return opinion.probabilities(meaning.vector())[1];
    }

    private boolean isNearer(Embedding meaning, double meant, double margin) {
        double attack = attacks.nearest(meaning);
        return attack >= meant && attack >= innocent.nearest(meaning) + margin;
    }

    private boolean isForeign(String plain, List<String> words) {
        long letters = plain.codePoints().filter(Character::isLetter).count();
        long latin = plain.codePoints()
                .filter(c -> Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
                .count();
        if (letters >= 4 && latin * 2 < letters) {
            return true;
        }
        long foreign = count(words, cues.foreign());
        return foreign >= 2 && foreign > count(words, cues.english());
    }

    private static long count(List<String> words, Set<String> known) {
        return words.stream().filter(known::contains).count();
    }

    private boolean isNonsense(String plain, List<String> words) {
        long single = words.stream()
                .filter(w -> w.length() == 1 && !w.equals("i") && !w.equals("a"))
                .count();
        if (single >= SPELLED && single * 2 > words.size()) {
            return true;
        }
        long signs = plain.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        long letters = plain.codePoints().filter(Character::isLetter).count();
        if (signs >= 8 && letters * 2 < signs) {
            return true;
        }
        long mashed = words.stream().filter(RoleAttack::isMashed).count();
        return mashed > 0 && mashed * 2 >= words.size();
    }

    /** Keys hit at random: long and without a vowel, or with more consonants in a row than English has. */
    private static boolean isMashed(String word) {
        return word.length() >= 5
                        && (!word.matches(".*[aeiouyáéíóúäöü].*") || word.matches(".*[bcdfghjklmnpqrstvwxz]{6,}.*"))
                || word.length() > 30;
    }

    private static List<String> sentences(String plain) {
        return Arrays.stream(plain.split("[.?!;\\n]+"))
                .map(String::strip)
                .limit(MOST_SENTENCES)
                .toList();
    }
}
