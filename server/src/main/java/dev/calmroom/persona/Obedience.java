package dev.calmroom.persona;

import dev.calmroom.comprehension.Meanings;
import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.text.PlainWords;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hears that a sentence does what a leader asked who does not play: a voice, a game, a recipe, a confession. Nothing is known
 * of the kinds of tricks: what counts is how far the sentence is from all that personas say, by its words and its meaning,
 * how near to what obeying models said, and how much of a trick the leader's turn is. Logistic regression over the
 * sentences of many writers, {@code training/obeying}. Safe for use by several threads.
 */
final class Obedience {
    static final Fitted FITTED = FittedNumbers.read("obedience", Fitted.class);

    private static final Pattern STRETCHES = Pattern.compile("(?<=[.?!…;])\\s+");
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:'\\p{L}+)?|\\d+");
    private static final int NEAREST = 3;
    /** More strange words than these say no more. */
    private static final int MOST = 4;

    private static final int LONGEST = 25;
    /** Words of so few letters are everybody's. */
    private static final int LITTLE = 3;
    /** Names stand in calls so often. */
    private static final int RARE = 5;

    /** A word of the scenario's is known as if it had been said so often. */
    private static final int OWN = 2;

    /**
     * @param bar log-odds from which on a sentence is not spoken
     * @param barAfterTricks the same where the leader's turn is a trick by log-odds of {@code plain} or more: the understudy
     *     deflects it well, so that little is lost with a sentence that was fair
     * @param wary log-odds from which on a leader's turn is a trick as it seems
     * @param sentence weights of a sentence's vector
     * @param trick weights of a leader's turn's vector, which make it a trick
     * @param words how often a word stands in sentences of personas and in turns of leaders
     * @param mean of the vectors, and the {@code basis} in which they differ most, four bytes a number
     * @param fair sentences of personas in that basis, a byte a number
     * @param obeying sentences of obeying models, likewise
     */
    record Fitted(
            double bar,
            double barAfterTricks,
            double plain,
            double wary,
            double offset,
            Map<String, Double> weights,
            List<Double> sentence,
            double trickOffset,
            List<Double> trick,
            double totalSaid,
            double totalHeard,
            Map<String, List<Integer>> words,
            String mean,
            String basis,
            String fair,
            String obeying) {}

    private final EmbeddingModel model;
    private final Fitted fitted;
    private final double[] sentence;
    private final double[] trick;
    private final KnownSentences fair;
    private final KnownSentences obeying;
    private final Set<String> own = new HashSet<>();

    Obedience(EmbeddingModel model, Scenario scenario, Fitted fitted) {
        this.model = model;
        this.fitted = fitted;
        sentence = numbers(fitted.sentence());
        trick = numbers(fitted.trick());
        KnownSentences.Directions directions = KnownSentences.Directions.of(fitted.mean(), fitted.basis());
        fair = KnownSentences.of(fitted.fair(), directions);
        obeying = KnownSentences.of(fitted.obeying(), directions);
        Stream.of(
                        Stream.of(scenario.personaPrompt()),
                        scenario.plot().facts().stream().map(Knowledge.Fact::statement),
                        scenario.lines().lines().stream().map(AuthoredLine::text))
                .flatMap(texts -> texts)
                .forEach(text -> own.addAll(words(text)));
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<String> words(String text) {
        return WORD.matcher(PlainWords.of(text))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** What the leader has just said, as far as it bears on what answers it. */
    Heard heard(String words) {
        return new Heard(words);
    }

    /** One leader's turn. */
    final class Heard {
        private final float[] meaning;
        private final Set<String> words;
        private final Map<String, Double> evidence = new LinkedHashMap<>();

        private Heard(String text) {
            meaning = Meanings.of(model, text).vector();
            List<String> said = Obedience.words(text);
            words = Set.copyOf(said);
            List<Integer> known = said.stream()
                    .map(word -> heardBefore(word) + saidBefore(word))
                    .toList();
            evidence.put("trick", trick(text));
            evidence.put("leader-unknown", share(known, 2));
            evidence.put("leader-never", most(known, 1));
            evidence.put(
                    "leader-rarest",
                    known.stream()
                            .mapToDouble(count -> usual(count, fitted.totalHeard()))
                            .min()
                            .orElse(-9));
        }

        /** Whether the leader does not play, as it seems. */
        boolean isTrick() {
            return howMuchOfATrick() > fitted.wary();
        }

        /** Log-odds. */
        private double howMuchOfATrick() {
            return evidence.getOrDefault("trick", Double.NEGATIVE_INFINITY);
        }

        private double trick(String text) {
            return Stream.concat(Stream.of(text), STRETCHES.splitAsStream(text))
                    .mapToDouble(part -> fitted.trickOffset()
                            + product(trick, Meanings.of(model, part).vector()))
                    .max()
                    .orElseThrow();
        }

        /** @return log-odds that the sentence obeys */
        double obeyedBy(String text) {
            float[] vector = Meanings.of(model, text).vector();
            Map<String, Double> all = new LinkedHashMap<>(evidence);
            fromWords(text, all);
            all.put("like-leader", Meanings.cosine(vector, meaning));
            double[] fairest = fair.nearest(vector, NEAREST);
            double[] nearest = obeying.nearest(vector, NEAREST);
            all.put("fair-1", fairest[0]);
            all.put("fair-3", mean(fairest));
            all.put("obeying-1", nearest[0]);
            all.put("obeying-3", mean(nearest));
            double sum = fitted.offset() + product(sentence, vector);
            for (Map.Entry<String, Double> weight : fitted.weights().entrySet()) {
                sum += weight.getValue() * all.getOrDefault(weight.getKey(), 0.0);
            }
            return sum;
        }

        boolean isObeyedBy(String text) {
            return obeyedBy(text) > (howMuchOfATrick() > fitted.plain() ? fitted.barAfterTricks() : fitted.bar());
        }

        private void fromWords(String text, Map<String, Double> all) {
            List<String> said = Obedience.words(text);
            List<Integer> known = said.stream()
                    .map(word -> saidBefore(word) + (own.contains(word) ? OWN : 0))
                    .toList();
            List<Integer> echoed = new ArrayList<>();
            List<Integer> foreign = new ArrayList<>();
            for (int i = 0; i < said.size(); i++) {
                echoed.add(words.contains(said.get(i)) ? known.get(i) : MOST);
                foreign.add(known.get(i) + heardBefore(said.get(i)));
            }
            double count = Math.max(1, said.size());
            double[] rare = known.stream()
                    .mapToDouble(times -> usual(times, fitted.totalSaid()))
                    .toArray();
            all.put("unknown-share", share(known, 2));
            all.put("never-share", share(known, 1));
            all.put("echoed-share", share(echoed, 2));
            all.put("unknown", most(known, 2));
            all.put("never", most(known, 1));
            all.put("echoed", most(echoed, 2));
            all.put("usual", rare.length == 0 ? -9 : mean(rare));
            all.put("rarest", least(rare));
            all.put("length", Math.min(count, LONGEST) / 10);
            all.put("two", count <= 2 ? 1.0 : 0.0);
            all.put("four", count <= 4 ? 1.0 : 0.0);
            all.put("letters", said.stream().filter(Obedience::isLetter).count() / count);
            all.put("asks", text.strip().endsWith("?") ? 1.0 : 0.0);
            all.put(
                    "shared",
                    said.stream()
                                    .filter(word -> word.length() > LITTLE && words.contains(word))
                                    .count()
                            / count);
            all.put("foreign", most(foreign, 1));
        }
    }

    /**
     * Whether personas say it often enough that it is nobody's name.
     *
     * @param word in small letters
     */
    boolean isOrdinary(String word) {
        return saidBefore(word) > RARE || own.contains(word);
    }

    private int saidBefore(String word) {
        return fitted.words().getOrDefault(word, List.of(0, 0)).getFirst();
    }

    private int heardBefore(String word) {
        return fitted.words().getOrDefault(word, List.of(0, 0)).getLast();
    }

    private static boolean isLetter(String word) {
        return word.length() == 1 && !word.equals("i") && !word.equals("a");
    }

    private static double usual(int times, double total) {
        return Math.log((times + 0.5) / total);
    }

    private static double least(double[] numbers) {
        return Arrays.stream(numbers).min().orElse(-9);
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElseThrow();
    }

    /** How many of all are known less than so often. */
    private static double share(List<Integer> known, int times) {
        return known.stream().filter(count -> count < times).count() / (double) Math.max(1, known.size());
    }

    private static double most(List<Integer> known, int times) {
        return Math.min(MOST, known.stream().filter(count -> count < times).count());
    }

    private static double product(double[] weights, float[] vector) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * vector[i];
        }
        return sum;
    }
}
