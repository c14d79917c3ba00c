package dev.calmroom.comprehension;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.comprehension.TurnReading.OffRole;
import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.text.PlainWords;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells words that are spoken at a machine behind the character, in another language, or as noise, from words of the
 * call. By patterns that nobody says to a person on the phone, and by meaning: how near it is to an attack, how near to
 * what leaders say, and how likely logistic regression that has seen both holds the first. How the three are weighed
 * stands in {@code fitted/role-attack.yaml}. Sentences are weighed without the persona's name: few examples have one, most
 * of them attacks, and whoever calls somebody by name would sound like those.
 */
final class RoleAttack {
    static final Fitted FITTED = FittedNumbers.read("role-attack", Fitted.class);

    private static final int STRETCH = 16;
    private static final int MOST_SENTENCES = 12;
    private static final int SPELLED = 5;
    private static final int FEWEST = 3;
    private static final double LEAST = 1e-9;
    /** Sentences of a few dozen calls, which are heard again each time that one is played again. */
    private static final int MOST_REMEMBERED = 4_000;

    /**
     * @param offset log-odds of an attack, and what adds to them: the cosine to the nearest attack, to the nearest of what
     *     leaders say, and the log-odds of a regression that has seen both
     * @param passes of that regression
     * @param plain from here on it is an attack
     * @param possible from here on it is in doubt
     * @param plainInPassing from here on a stretch of a long sentence is an attack
     */
    record Fitted(
            double offset,
            double perAttack,
            double perInnocent,
            double perLogOdds,
            int passes,
            double plain,
            double possible,
            double plainInPassing) {
        /** What speaks for an attack, as log-odds among examples of both kinds. */
        double weight(Evidence evidence) {
            return offset
                    + perAttack * evidence.attack()
                    + perInnocent * evidence.innocent()
                    + perLogOdds * evidence.logOdds();
        }
    }

    /**
     * What is known of a sentence.
     *
     * @param attack cosine to the nearest attack
     * @param innocent cosine to the nearest of what leaders say
     * @param logOdds natural, of an attack, by the regression
     */
    record Evidence(double attack, double innocent, double logOdds) {}

    private final EmbeddingModel model;
    private final HearingCues cues;
    private final Pattern narration;
    private final Pattern name;
    private final Meanings attacks;
    private final Meanings innocent;
    private final SoftmaxRegression opinion;
    private final Cache<String, Double> weights =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /**
     * @param name by which the leader calls the persona
     * @param askedFor meanings of questions that belong to the scenario
     * @param ordinary what leaders say
     */
    RoleAttack(EmbeddingModel model, HearingCues cues, String name, List<Embedding> askedFor, List<String> ordinary) {
        this.model = model;
        this.cues = cues;
        String quoted = Pattern.quote(name);
        narration = ignoringCase("\\b%s (?:%s)\\b"
                .formatted(quoted, String.join("|", cues.offRole().narrates())));
        this.name = ignoringCase(",?\\s*(?<![\\p{L}\\p{N}])%s(?![\\p{L}\\p{N}'’])(?:\\s*,)?".formatted(quoted));
        attacks = new Meanings(model, cues.offRole().attacks());
        List<String> said = new ArrayList<>(cues.offRole().innocent());
        said.addAll(ordinary);
        innocent = new Meanings(model, said).and(askedFor);
        opinion = opinion();
    }

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private String nameless(String words) {
        return name.matcher(words).replaceAll(" ").strip();
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
        return SoftmaxRegression.learn(examples, labels, 2, FITTED.passes());
    }

    OffRole judge(String words) {
        String plain = PlainWords.of(words);
        if (plain.isBlank()) {
            return OffRole.NONE;
        }
        if (narration.matcher(plain).find()
                || cues.offRole().patterns().stream()
                        .anyMatch(p -> p.matcher(plain).find())) {
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
        return sentences(plain).stream().anyMatch(this::isPlain) ? OffRole.SEEMS : OffRole.NONE;
    }

    /** Neither plainly said to the persona nor plainly past it. */
    boolean isDoubtful(String words) {
        return sentences(PlainWords.of(words)).stream().anyMatch(sentence -> weight(sentence) >= FITTED.possible());
    }

    private boolean isPlain(String sentence) {
        if (weight(sentence) >= FITTED.plain()) {
            return true;
        }
        List<String> words = List.of(sentence.split("\\s+"));
        for (int from = 0; words.size() > STRETCH && from < words.size(); from += STRETCH / 2) {
            List<String> stretch = words.subList(from, Math.min(words.size(), from + STRETCH));
            if (weight(String.join(" ", stretch)) >= FITTED.plainInPassing()) {
                return true;
            }
        }
        return false;
    }

    private double weight(String sentence) {
        // Judging and doubting look at the same sentences.
        return weights.get(sentence, it -> FITTED.weight(evidence(it)));
    }

    Evidence evidence(String sentence) {
        Embedding meaning = Meanings.of(model, sentence);
        double likely = opinion.probabilities(meaning.vector())[1];
        return new Evidence(
                attacks.nearest(meaning),
                innocent.nearest(meaning),
                StrictMath.log((likely + LEAST) / (1 - likely + LEAST)));
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
        return (word.length() >= 5
                        && (!word.matches(".*[aeiouyáéíóúäöü].*") || word.matches(".*[bcdfghjklmnpqrstvwxz]{6,}.*")))
                || word.length() > 30;
    }

    private List<String> sentences(String plain) {
        return Arrays.stream(plain.split("[.?!;\\n]+"))
                .map(this::nameless)
                .filter(sentence -> sentence.split("\\s+").length >= FEWEST)
                .limit(MOST_SENTENCES)
                .toList();
    }
}
