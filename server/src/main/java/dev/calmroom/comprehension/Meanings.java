package dev.calmroom.comprehension;

import dev.calmroom.text.PlainWords;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Example sentences by meaning: how near is another sentence to the nearest of them? */
public final class Meanings {
    /** More than two orders of adding can differ by. */
    private static final double ROUNDING = 1e-9;

    private final List<Embedding> examples;

    public Meanings(EmbeddingModel model, List<String> examples) {
        this.examples = model.embedAll(examples.stream()
                        .map(Meanings::plain)
                        .map(TextSegment::from)
                        .toList())
                .content();
    }

    public static Embedding of(EmbeddingModel model, String text) {
        return model.embed(plain(text)).content();
    }

    /** Recognised speech has neither capitals nor punctuation; without them typed words mean the same. */
    private static String plain(String text) {
        String plain = PlainWords.of(text)
                .replaceAll("[^\\p{L}\\p{N}' -]+", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return plain.isEmpty() ? "-" : plain;
    }

    /** Of meanings that are known already. */
    public Meanings(List<Embedding> examples) {
        this.examples = List.copyOf(examples);
    }

    /** These and others. */
    Meanings and(List<Embedding> others) {
        List<Embedding> all = new ArrayList<>(examples);
        all.addAll(others);
        return new Meanings(all);
    }

    List<Embedding> examples() {
        return examples;
    }

    /** @return cosine to the nearest example, -1 to 1 */
    public double nearest(Embedding sentence) {
        return nearest(sentence, 1)[0];
    }

    /** @return mean of the cosines to the nearest examples, -1 to 1; a single odd example counts for less than by itself */
    public double nearestFew(Embedding sentence, int count) {
        return Arrays.stream(nearest(sentence, Math.min(count, examples.size())))
                .average()
                .orElse(-1);
    }

    /** @return cosines to the nearest examples, the nearest first; -1 where there are fewer */
    double[] nearest(Embedding sentence, int count) {
        double[] best = new double[count];
        Arrays.fill(best, -1);
        float[] meaning = sentence.vector();
        for (Embedding example : examples) {
            if (quickCosine(example.vector(), meaning) < best[count - 1] - ROUNDING) {
                continue;
            }
            double cosine = cosine(example.vector(), meaning);
            for (int i = 0; i < count && cosine > -1; i++) {
                if (cosine > best[i]) {
                    double less = best[i];
                    best[i] = cosine;
                    cosine = less;
                }
            }
        }
        return best;
    }

    /** The same in another order of adding, several times as fast: which of thousands are worth the exact one. */
    private static double quickCosine(float[] a, float[] b) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int whole = a.length - a.length % 4;
        for (int i = 0; i < whole; i += 4) {
            first += (double) a[i] * b[i];
            second += (double) a[i + 1] * b[i + 1];
            third += (double) a[i + 2] * b[i + 2];
            fourth += (double) a[i + 3] * b[i + 3];
        }
        for (int i = whole; i < a.length; i++) {
            first += (double) a[i] * b[i];
        }
        return first + second + third + fourth;
    }

    /** Of two vectors of length one. */
    public static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
