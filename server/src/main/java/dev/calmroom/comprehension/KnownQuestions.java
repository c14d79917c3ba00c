package dev.calmroom.comprehension;

import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.scenario.Question;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Which of the scenario's questions another one is, by meaning. Two opinions are added: how near it is to the nearest few
 * examples of each (cosine of sentence embeddings), and how likely softmax regression holds each to be after it has seen
 * all examples. The first knows a question that is said nearly the same, the second what of a sentence tells the
 * questions apart. Questions that have no answer in the scenario are known by examples too.
 *
 * <p>How sure that is, is calibrated by Platt's method on left-out examples (eight folds, examples that were written to
 * differ): {@code fitted/known-questions.yaml}.
 */
final class KnownQuestions {
    static final Fitted FITTED = FittedNumbers.read("known-questions", Fitted.class);

    private static final double LEAST = 1e-9;
    /** More than two ways of reckoning the same can differ by. */
    private static final double ROUNDING = 1e-9;

    /**
     * @param nearest how many examples of a question speak
     * @param softness cosine by which an example that is further away speaks e times less
     * @param opinion how much a natural-log probability counts beside a cosine
     * @param passes of the regression
     * @param offset log-odds, and what a cosine and a natural-log probability add to them
     * @param meant certainty below which the question is none of them, by how many words it shares with the question's
     *     examples: none, one, more
     * @param plain certainty from which it is that one, whatever else it sounds like
     */
    record Fitted(
            int nearest,
            double softness,
            double opinion,
            int passes,
            double offset,
            double perCosine,
            double perLogProbability,
            List<Double> meant,
            double plain) {
        Fitted {
            meant = List.copyOf(meant);
        }

        double least(int shared) {
            return meant.get(Math.min(shared, meant.size() - 1));
        }

        double certainty(double cosine, double logProbability) {
            return 1 / (1 + StrictMath.exp(-(offset + perCosine * cosine + perLogProbability * logProbability)));
        }
    }

    private final List<Question> questions;
    private final List<Meanings> asks;
    private final ContentWords words;
    private final List<Set<String>> said;
    /** Learned beside whatever else starts: nobody asks in the first seconds, and who does waits for it. */
    private final CompletableFuture<SoftmaxRegression> opinion;

    /** @param words what tells of a sentence what it is about */
    KnownQuestions(EmbeddingModel model, List<Question> questions, ContentWords words) {
        this.questions = questions;
        this.words = words;
        this.said = questions.stream().map(q -> words.of(q.asks())).toList();
        this.asks = questions.stream().map(q -> new Meanings(model, q.asks())).toList();
        List<float[]> examples = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int q = 0; q < asks.size(); q++) {
            for (Embedding example : asks.get(q).examples()) {
                examples.add(example.vector());
                labels.add(q);
            }
        }
        this.opinion = CompletableFuture.supplyAsync(
                () -> SoftmaxRegression.learn(examples, labels, questions.size(), FITTED.passes()));
    }

    /** The meanings of all examples of the questions for which this holds. */
    List<Embedding> examples(Predicate<Question> of) {
        List<Embedding> examples = new ArrayList<>();
        for (int q = 0; q < questions.size(); q++) {
            if (of.test(questions.get(q))) {
                examples.addAll(asks.get(q).examples());
            }
        }
        return examples;
    }

    /**
     * @param likeness cosine to its nearest example, -1 to 1
     * @param certainty probability that it is this question, and not another or none that is known, 0 to 1
     * @param least certainty below which it is none that is known: what is only near in meaning has to be nearer
     */
    record Match(Question question, double likeness, double certainty, double least) {
        /** Whether it is sure enough for an answer. */
        boolean isMeant() {
            return certainty >= least;
        }
    }

    /** The question that it is if it is any, among those that are eligible. */
    Optional<Match> nearest(String asked, Embedding meaning, Predicate<Question> eligible) {
        double[] probabilities = opinion.join().probabilities(meaning.vector());
        Set<String> own = words.of(List.of(asked));
        Optional<Match> best = Optional.empty();
        double highest = Double.NEGATIVE_INFINITY;
        for (int q = 0; q < questions.size(); q++) {
            if (!eligible.test(questions.get(q))) {
                continue;
            }
            double[] nearest = asks.get(q).nearest(meaning, FITTED.nearest());
            double likelihood = StrictMath.log(probabilities[q] + LEAST);
            // All as near as the nearest is the most that it can come to.
            double most = FITTED.softness() * Math.log(nearest.length) + nearest[0] + FITTED.opinion() * likelihood;
            if (most < highest - ROUNDING) {
                continue;
            }
            double loud = Arrays.stream(nearest)
                    .map(cosine -> StrictMath.exp(cosine / FITTED.softness()))
                    .sum();
            double worth = FITTED.softness() * StrictMath.log(loud) + FITTED.opinion() * likelihood;
            if (worth > highest) {
                highest = worth;
                best = Optional.of(new Match(
                        questions.get(q),
                        nearest[0],
                        FITTED.certainty(nearest[0], likelihood),
                        FITTED.least(shared(own, said.get(q)))));
            }
        }
        return best;
    }

    /** The nearest of the questions that are eligible, which something else takes it to be as surely. */
    Optional<Match> taken(Embedding meaning, double certainty, Predicate<Question> eligible) {
        Optional<Match> best = Optional.empty();
        double highest = Double.NEGATIVE_INFINITY;
        for (int q = 0; q < questions.size(); q++) {
            if (eligible.test(questions.get(q))) {
                double likeness = asks.get(q).nearest(meaning);
                if (likeness > highest) {
                    highest = likeness;
                    best = Optional.of(new Match(questions.get(q), likeness, certainty, 0));
                }
            }
        }
        return best;
    }

    /** A few little words say nothing for or against. */
    private static int shared(Set<String> own, Set<String> examples) {
        return own.isEmpty() ? 1 : (int) own.stream().filter(examples::contains).count();
    }
}
