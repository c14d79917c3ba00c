package dev.calmroom.turntaking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * How likely a turn ends at a word, learned from whole turns and the words within them: a logistic regression whose
 * weights stand in {@code turntaking/endings.json}. {@code training/turntaking/train.py} writes them. Immutable.
 */
final class EndingModel {
    private static final String FILE = "/turntaking/endings.json";

    private final Weights learned;
    private final EndingFeatures features;

    /** @param weights of what is seen; what is missing weighs nothing */
    private record Weights(double bias, Map<String, Float> weights) {}

    private EndingModel(Weights learned, TurnLexicon lexicon) {
        this.learned = learned;
        this.features = new EndingFeatures(lexicon);
    }

    /** @param lexicon the one with which the weights were learned */
    static EndingModel load(TurnLexicon lexicon) {
        try (InputStream in = EndingModel.class.getResourceAsStream(FILE)) {
            return new EndingModel(JsonMapper.shared().readValue(in, Weights.class), lexicon);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(FILE), e);
        }
    }

    /**
     * @param words lower case, at least one
     * @return natural logarithm of the odds that the turn ends after them
     */
    double logOdds(List<String> words) {
        return learned.bias()
                + features.of(words).stream().mapToDouble(this::weight).sum();
    }

    private double weight(String feature) {
        return learned.weights().getOrDefault(feature, 0f);
    }
}
