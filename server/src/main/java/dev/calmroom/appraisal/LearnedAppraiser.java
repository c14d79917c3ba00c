package dev.calmroom.appraisal;

import dev.calmroom.appraisal.Decision.Candidate;
import dev.calmroom.appraisal.Heads.Head;
import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.Framework.Criterion;
import dev.calmroom.scenario.Framework.Kind;
import dev.calmroom.scenario.Framework.MoveKind;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The appraiser of the live call: a small encoder reads the turn once, each clause, pair of clauses and the whole is
 * judged by linear heads, and a move is as likely as the stretch that speaks most for it says (multiple-instance
 * learning, Dietterich et al., 1997). Which moves then count is for {@link Decision}. A few milliseconds a turn on one
 * core.
 */
public final class LearnedAppraiser implements Appraiser {
    /** Numbers in the vector of a stretch. */
    public static final int WIDTH = Encoder.WIDTH;

    /** A clause this close to the best stretch, in log-odds, is the better quote. */
    private static final float AS_GOOD = 1.0f;

    /** A turn of so few words may only be understood as an answer to what was said before it. */
    private static final int ANSWER_WORDS = 6;

    private static final int MAX_CONTEXT = 240;

    private final Framework framework;
    private final Encoder encoder;
    private final Heads heads;

    private LearnedAppraiser(Framework framework, Encoder encoder, Heads heads) {
        this.framework = framework;
        this.encoder = encoder;
        this.heads = heads;
    }

    /**
     * Loads the encoder, what it was taught, and learns what the examples have beyond that.
     *
     * @param prompts the folder {@code prompts}
     * @throws dev.calmroom.scenario.InvalidPromptsException when the framework's files cannot be used
     */
    public static LearnedAppraiser load(Path prompts, String framework) {
        FrameworkFiles files = new FrameworkFiles(prompts);
        Framework loaded = files.load(framework);
        return learn(loaded, files.examples(loaded));
    }

    /** Learns a framework's moves from example lines. */
    public static LearnedAppraiser learn(Framework framework, List<Example> examples) {
        Encoder encoder = Encoder.load();
        return new LearnedAppraiser(framework, encoder, new Lessons(encoder).learn(framework, examples));
    }

    @Override
    public Appraisal appraise(Turn turn, List<Turn> before) {
        if (turn.text().isBlank()) {
            return new Appraisal(List.of(new Move(framework.fallback().id(), turn.text(), 1, 0)), List.of());
        }
        String context = context(turn, before);
        EncodedText reading = encoder.read(context + turn.text());
        List<Stretch> stretches = stretches(Clauses.of(turn, reading, context.length()));
        Map<String, Best> best = new TreeMap<>();
        heads.byLabel()
                .forEach((label, head) ->
                        best(head, reading, stretches, context.length()).ifPresent(found -> best.put(label, found)));
        List<Move> moves = moves(turn, best);
        return new Appraisal(moves, signs(turn, best, moves));
    }

    @Override
    public Optional<ReadTurn> read(Turn turn, String said) {
        if (turn.text().isBlank()) {
            return Optional.empty();
        }
        String context = leadIn(said);
        EncodedText reading = encoder.read(context + turn.text());
        List<Stretch> stretches = stretches(Clauses.of(turn, reading, context.length()));
        return stretches.isEmpty() ? Optional.empty() : Optional.of(new ReadTurn(reading, context.length(), stretches));
    }

    /**
     * What the persona said last, where the leader's turn is too short to be understood without it: all of the call that
     * an appraisal goes by, beside the turn itself. Empty where that is nothing.
     */
    public static String context(Turn turn, List<Turn> before) {
        if (!isAnswer(turn) || before.isEmpty() || before.getLast().isLeader()) {
            return "";
        }
        return leadIn(before.getLast().text());
    }

    /** Whether a turn is too short to be understood by itself. */
    public static boolean isAnswer(Turn turn) {
        return turn.text().strip().split("\\s+").length <= ANSWER_WORDS;
    }

    /** What stands before a turn that answers these words, as in training. */
    static String leadIn(String said) {
        String last = said.strip();
        return last.isEmpty() ? "" : last.substring(Math.max(0, last.length() - MAX_CONTEXT)) + " | ";
    }

    /** Clauses, neighbours, and the whole. */
    private static List<Stretch> stretches(List<Stretch> clauses) {
        List<Stretch> all = new ArrayList<>(clauses);
        for (int i = 0; i + 1 < clauses.size(); i++) {
            all.add(clauses.get(i).upTo(clauses.get(i + 1), 2));
        }
        if (clauses.size() > 2) {
            all.add(clauses.getFirst().upTo(clauses.getLast(), clauses.size()));
        }
        return all;
    }

    /** How much the stretch that speaks most for a label does so, and the words to quote for it. */
    private static Optional<Best> best(Head head, EncodedText reading, List<Stretch> stretches, int offset) {
        if (stretches.isEmpty()) {
            return Optional.empty();
        }
        float[] logits = new float[stretches.size()];
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = head.logit(reading.mean(stretches.get(i).movedBy(offset)));
            highest = Math.max(highest, logits[i]);
        }
        // Stretches come in order of size: the first size of which one is nearly as good as the best gives the quote.
        int quote = -1;
        for (int i = 0; i < logits.length; i++) {
            boolean larger = quote >= 0
                    && stretches.get(i).clauses() > stretches.get(quote).clauses();
            if (logits[i] >= highest - AS_GOOD && !larger && (quote < 0 || logits[i] > logits[quote])) {
                quote = i;
            }
        }
        return Optional.of(new Best(head, highest, stretches.get(quote)));
    }

    private List<Move> moves(Turn turn, Map<String, Best> best) {
        String fallback = framework.fallback().id();
        List<Candidate> candidates = new ArrayList<>();
        for (MoveKind kind : framework.moves()) {
            Best b = best.get(kind.id());
            if (b != null) {
                candidates.add(new Candidate(kind.id(), kind.tone(), b.confidence(), b.quote()));
            }
        }
        if (candidates.isEmpty()) {
            return List.of(new Move(fallback, turn.text(), 0.5, 0.5));
        }
        return heads.decision().among(candidates, fallback).stream()
                .sorted(Comparator.comparingInt((Candidate c) -> c.quote().start())
                        .thenComparing(Candidate::move))
                .map(c -> new Move(c.move(), c.quote().of(turn.text()), c.confidence(), strength(c)))
                .toList();
    }

    /** How far beyond doubt it is said: a move that is just likely enough is half meant. */
    private double strength(Candidate candidate) {
        double beyond = candidate.logOdds() - Candidate.logOdds(heads.decision().beside());
        return 0.5 + 0.5 * Math.tanh(Math.max(0, beyond) / 3);
    }

    /** Criteria that have examples of their own are heard by themselves; the others are carried by their moves. */
    private List<Sign> signs(Turn turn, Map<String, Best> best, List<Move> moves) {
        List<Sign> signs = new ArrayList<>();
        for (Criterion criterion : framework.criteria()) {
            List<Move> carriers = moves.stream()
                    .filter(m -> criterion.moves().contains(m.move()))
                    .toList();
            if (criterion.kind() == Kind.ORDER || carriers.isEmpty()) {
                continue;
            }
            Best own = best.get(criterion.id());
            if (own == null) {
                carriers.forEach(m -> signs.add(new Sign(criterion.id(), m.quote(), m.confidence())));
            } else if (own.isMeant()) {
                signs.add(new Sign(criterion.id(), own.quote().of(turn.text()), own.confidence()));
            }
        }
        return signs;
    }

    private record Best(Head head, float logit, Stretch quote) {
        boolean isMeant() {
            return logit > head.threshold();
        }

        double confidence() {
            return head.confidence(logit);
        }
    }
}
