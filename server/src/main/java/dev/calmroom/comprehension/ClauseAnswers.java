package dev.calmroom.comprehension;

import dev.calmroom.encoder.ClauseEncoder;
import dev.calmroom.encoder.ClauseEncoder.Encoded;
import dev.calmroom.encoder.ClauseEncoder.InPlace;
import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.scenario.Knowledge.Fact;
import dev.calmroom.scenario.Question;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What would answer a clause, read in its place by a network that was trained on the turns of many writers: each of the
 * scenario's facts, one of the things beside them, or nothing, since it asks nothing. A fact is as likely as the clause's
 * meaning is near to the examples of its questions and to its statement; all that it knows of a scenario are these.
 */
final class ClauseAnswers {
    static final Fitted FITTED = FittedNumbers.read("clause-answers", Fitted.class);

    /**
     * @param kinds what the network tells apart beside the facts, in its order; the last asks nothing
     * @param sharpness how much a cosine counts beside the log-odds of the kinds
     * @param softness cosine by which an example that is further away speaks e times less
     * @param statement what is added to the cosine of a fact's statement
     * @param later what is taken away for each fact before it that answers the same question
     * @param likeness how much the cosine of the clause by itself counts beside the log-odds
     * @param blur cosine by which an example that is further away from the clause by itself speaks e times less
     * @param words how much it counts to share its words
     * @param fact what is added to the log-odds of each fact
     * @param kind how much the log-odds of the kinds count
     */
    record Fitted(
            List<String> kinds,
            double sharpness,
            double softness,
            double statement,
            double later,
            double likeness,
            double blur,
            double words,
            double fact,
            double kind) {
        Fitted {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * Probabilities of all that may answer a clause.
     *
     * @param facts by their ids
     * @param beside by their kinds, {@code nothing} among them
     */
    record Answers(Map<String, Double> facts, Map<String, Double> beside) {
        static final String NOTHING = "nothing";

        /** How likely it is that it asks nothing. */
        double nothing() {
            return beside.getOrDefault(NOTHING, 0.0);
        }

        /** How likely it asks for this kind, or for what answers that. */
        double ofEither(String kind, Collection<String> ids) {
            return Math.min(1, beside.getOrDefault(kind, 0.0) + of(ids));
        }

        /** How likely one of these facts answers it. */
        double of(Collection<String> ids) {
            return ids.stream().mapToDouble(id -> facts.getOrDefault(id, 0.0)).sum();
        }
    }

    private static final double LEAST = Double.MIN_NORMAL;

    /** A sentence that stands for a fact, and what is added to its cosine. */
    private record Example(int fact, float[] meaning, double bonus, boolean states) {}

    private final ClauseEncoder encoder;
    private final List<String> facts;
    private final EmbeddingModel model;
    private final List<Example> examples = new ArrayList<>();
    private final SharedWords words;

    /** @param little frequent words of the language */
    ClauseAnswers(
            ClauseEncoder encoder,
            EmbeddingModel model,
            List<Fact> facts,
            List<Question> questions,
            Set<String> little) {
        this.encoder = encoder;
        this.model = model;
        this.words = new SharedWords(
                facts.stream().map(fact -> texts(fact, questions)).toList(), little);
        this.facts = facts.stream().map(Fact::id).toList();
        for (Question question : questions) {
            List<Embedding> meanings = new Meanings(model, question.asks()).examples();
            for (int i = 0; i < question.facts().size(); i++) {
                int fact = this.facts.indexOf(question.facts().get(i));
                double bonus = -FITTED.later() * i;
                meanings.forEach(meaning -> examples.add(new Example(fact, meaning.vector(), bonus, false)));
            }
        }
        List<Embedding> statements =
                new Meanings(model, facts.stream().map(Fact::statement).toList()).examples();
        for (int i = 0; i < facts.size(); i++) {
            examples.add(new Example(i, statements.get(i).vector(), 0, true));
        }
    }

    private static List<String> texts(Fact fact, List<Question> questions) {
        List<String> texts = new ArrayList<>(List.of(fact.statement()));
        questions.stream()
                .filter(question -> question.facts().contains(fact.id()))
                .forEach(question -> texts.addAll(question.asks()));
        return texts;
    }

    /**
     * @param said the persona's words before the turn
     * @param turn all of it
     * @param looks what its form tells of the clause
     */
    Answers of(String said, String turn, Clause clause, ClauseLooks looks) {
        Encoded read = encoder.read(
                new InPlace(clause.text(), said, turn.substring(0, clause.start()), turn.substring(clause.end())),
                looks.signs());
        double[] scores = new double[facts.size() + read.kinds().length];
        add(read.meaning(), FITTED.sharpness(), FITTED.softness(), FITTED.statement(), scores);
        add(Meanings.of(model, clause.text()).vector(), FITTED.likeness(), FITTED.blur(), 0, scores);
        double[] shared = words.in(clause.text());
        for (int i = 0; i < shared.length; i++) {
            scores[i] += FITTED.words() * shared[i] + FITTED.fact();
        }
        for (int k = 0; k < read.kinds().length; k++) {
            scores[facts.size() + k] = FITTED.kind() * read.kinds()[k];
        }
        toProbabilities(scores);
        Map<String, Double> answers = new LinkedHashMap<>();
        for (int i = 0; i < facts.size(); i++) {
            answers.put(facts.get(i), scores[i]);
        }
        Map<String, Double> beside = new LinkedHashMap<>();
        for (int k = 0; k < FITTED.kinds().size(); k++) {
            beside.put(FITTED.kinds().get(k), scores[facts.size() + k]);
        }
        return new Answers(answers, beside);
    }

    /** Of each fact the nearest examples speak, the nearer the louder. */
    private void add(float[] meaning, double weight, double softness, double statement, double[] scores) {
        double[] loud = new double[facts.size()];
        for (Example example : examples) {
            double cosine =
                    Meanings.cosine(example.meaning(), meaning) + example.bonus() + (example.states() ? statement : 0);
            loud[example.fact()] += StrictMath.exp((cosine - 1) / softness);
        }
        for (int i = 0; i < loud.length; i++) {
            scores[i] += weight * (1 + softness * StrictMath.log(Math.max(loud[i], LEAST)));
        }
    }

    private static void toProbabilities(double[] scores) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = StrictMath.exp(scores[i] - highest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
    }
}
