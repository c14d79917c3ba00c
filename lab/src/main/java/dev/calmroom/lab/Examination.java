package dev.calmroom.lab;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.Framework.MoveKind;
import dev.calmroom.scenario.Framework.Tone;
import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How well an appraiser hears lines whose moves are known.
 *
 * @param lines how many were heard
 * @param moves figures of each move, in the framework's order
 * @param macroF1 the mean of the moves' F1, every move counting the same
 * @param exact share of the lines of which exactly the right moves were heard
 * @param crossed share of the lines with only good moves in which a trap was heard, or the other way round
 * @param confusion for each move, what was heard where it was said: itself, or the wrong moves of that line; under an
 *     empty name where nothing wrong was heard either
 * @param bins how often moves given with a confidence were right
 * @param mistakes every line that was not heard exactly
 */
public record Examination(
        int lines,
        List<MoveFigures> moves,
        double macroF1,
        double exact,
        double crossed,
        Map<String, Map<String, Integer>> confusion,
        List<Bin> bins,
        List<Mistake> mistakes) {
    private static final int BINS = 10;

    /** Lines as they were written. */
    public static Examination typed(Appraiser appraiser, Framework framework, List<Example> examples) {
        return new Marking(framework).of(appraiser, examples, UnaryOperator.identity());
    }

    /** Lines as a recogniser writes them that hears every word: lower case, no punctuation. */
    public static Examination recognised(Appraiser appraiser, Framework framework, List<Example> examples) {
        return new Marking(framework).of(appraiser, examples, Examination::withoutPunctuation);
    }

    static String withoutPunctuation(String text) {
        return PlainWords.only(text.replace("%", " percent"));
    }

    /** @param said lines that carry the move */
    public record MoveFigures(String move, int said, double precision, double recall, double f1) {}

    /** Moves given with a confidence from {@code from} to a tenth more. */
    public record Bin(double from, int given, int right, double meanConfidence) {}

    /** @param confidence the highest of a move that was wrongly heard, 0 when none was */
    public record Mistake(String text, Set<String> said, Set<String> heard, double confidence) {}

    private static final class Marking {
        private final Framework framework;
        private final List<Mistake> mistakes = new ArrayList<>();
        private final Map<String, Map<String, Integer>> confusion = new LinkedHashMap<>();
        private final Map<String, int[]> counts = new LinkedHashMap<>();
        private final int[] given = new int[BINS];
        private final int[] right = new int[BINS];
        private final double[] confidences = new double[BINS];
        private int crossed;

        private Marking(Framework framework) {
            this.framework = framework;
            framework.moves().forEach(m -> {
                counts.put(m.id(), new int[3]);
                confusion.put(m.id(), new LinkedHashMap<>());
            });
        }

        private Examination of(Appraiser appraiser, List<Example> examples, UnaryOperator<String> shape) {
            for (Example example : examples) {
                String text = shape.apply(example.text());
                List<Turn> before =
                        example.after().isEmpty() ? List.of() : List.of(Turn.of(1, Speaker.PERSONA, example.after()));
                mark(
                        example,
                        text,
                        appraiser
                                .appraise(Turn.of(2, Speaker.LEADER, text), before)
                                .moves());
            }
            List<MoveFigures> figures = framework.moves().stream()
                    .map(m -> figures(m.id()))
                    .filter(f -> f.said() > 0)
                    .toList();
            return new Examination(
                    examples.size(),
                    figures,
                    figures.stream().mapToDouble(MoveFigures::f1).average().orElse(0),
                    1 - mistakes.size() / (double) examples.size(),
                    crossed / (double) examples.size(),
                    confusion,
                    bins(),
                    mistakes);
        }

        private void mark(Example example, String text, List<Move> moves) {
            Set<String> said = new LinkedHashSet<>(example.labels());
            said.retainAll(counts.keySet());
            Set<String> heard = new LinkedHashSet<>();
            double wrongly = 0;
            for (Move move : moves) {
                heard.add(move.move());
                int bin = Math.min(BINS - 1, (int) (move.confidence() * BINS));
                given[bin]++;
                confidences[bin] += move.confidence();
                if (said.contains(move.move())) {
                    right[bin]++;
                } else {
                    wrongly = Math.max(wrongly, move.confidence());
                }
            }
            count(said, heard);
            if (!said.equals(heard)) {
                mistakes.add(new Mistake(text, said, heard, wrongly));
            }
            if ((only(said, Tone.GOOD) && any(heard, Tone.TRAP)) || (only(said, Tone.TRAP) && any(heard, Tone.GOOD))) {
                crossed++;
            }
        }

        private void count(Set<String> said, Set<String> heard) {
            Set<String> wrong = new LinkedHashSet<>(heard);
            wrong.removeAll(said);
            wrong.forEach(move -> countsOf(move)[1]++);
            for (String move : said) {
                boolean hit = heard.contains(move);
                countsOf(move)[hit ? 0 : 2]++;
                Map<String, Integer> row = Objects.requireNonNull(confusion.get(move), move);
                if (hit) {
                    row.merge(move, 1, Integer::sum);
                } else if (wrong.isEmpty()) {
                    row.merge("", 1, Integer::sum);
                } else {
                    wrong.forEach(other -> row.merge(other, 1, Integer::sum));
                }
            }
        }

        private boolean only(Set<String> moves, Tone tone) {
            return moves.stream().allMatch(m -> toneOf(m) == tone);
        }

        private boolean any(Set<String> moves, Tone tone) {
            return moves.stream().anyMatch(m -> toneOf(m) == tone);
        }

        private Tone toneOf(String move) {
            return framework.move(move).map(MoveKind::tone).orElse(Tone.NEUTRAL);
        }

        private int[] countsOf(String move) {
            return Objects.requireNonNull(counts.get(move), move);
        }

        private MoveFigures figures(String move) {
            int[] c = countsOf(move);
            double precision = c[0] + c[1] == 0 ? 0 : c[0] / (double) (c[0] + c[1]);
            double recall = c[0] + c[2] == 0 ? 0 : c[0] / (double) (c[0] + c[2]);
            double f1 = c[0] == 0 ? 0 : 2.0 * c[0] / (2.0 * c[0] + c[1] + c[2]);
            return new MoveFigures(move, c[0] + c[2], precision, recall, f1);
        }

        private List<Bin> bins() {
            List<Bin> bins = new ArrayList<>();
            for (int i = 0; i < BINS; i++) {
                if (given[i] > 0) {
                    bins.add(new Bin(i / (double) BINS, given[i], right[i], confidences[i] / given[i]));
                }
            }
            return bins;
        }
    }
}
