package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.ReadTurn;
import dev.calmroom.appraisal.Stretch;
import dev.calmroom.judging.CriterionHeads.Head;
import dev.calmroom.log.Evidence;
import dev.calmroom.text.PlacedWords;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.Sentences;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;

/** A call as a framework's heads hear it: for a criterion, which words of each turn of the leader carry it, and how clearly. */
final class CallByHeads {
    /** Characters of a sentence that can be quoted whole. */
    private static final int LONGEST_SENTENCE = 140;

    private final CriterionHeads heads;
    private final List<HeardTurn> turns;

    private record HeardTurn(Turn turn, PlacedWords words, ReadTurn reading) {}

    /**
     * Words that speak for a criterion.
     *
     * @param logit log-odds that the best stretch of the turn carries it
     */
    record Spot(Evidence evidence, double logit) {}

    private CallByHeads(CriterionHeads heads, List<HeardTurn> turns) {
        this.heads = heads;
        this.turns = turns;
    }

    /** Reads each turn of the leader once, behind what the persona had said before it. */
    static CallByHeads read(List<Turn> call, CriterionHeads heads, Appraiser appraiser) {
        List<HeardTurn> turns = new ArrayList<>();
        String said = "";
        for (Turn turn : call) {
            if (!turn.isLeader()) {
                said = turn.text();
            } else if (!heads.criteria().isEmpty()) {
                appraiser
                        .read(turn, said)
                        .ifPresent(read -> turns.add(new HeardTurn(turn, new PlacedWords(turn.text()), read)));
            }
        }
        return new CallByHeads(heads, turns);
    }

    /** Whether there is a head for the criterion, and something that it has read. */
    boolean hears(String criterion) {
        return heads.criteria().containsKey(criterion) && !turns.isEmpty();
    }

    /** The words of each turn that carry a criterion most, the turns in order; empty where there is no head for it. */
    List<Spot> spots(String criterion) {
        Head head = heads.criteria().get(criterion);
        return head == null
                ? List.of()
                : turns.stream().map(turn -> spot(head, turn)).toList();
    }

    /** The words that carry a criterion most in the whole call. */
    Optional<Spot> best(String criterion) {
        return spots(criterion).stream().max(Comparator.comparingDouble(Spot::logit));
    }

    /** How clearly these very words carry a criterion; empty where nobody can say. */
    OptionalDouble logit(String criterion, Evidence quote) {
        Head head = heads.criteria().get(criterion);
        Optional<HeardTurn> turn =
                turns.stream().filter(t -> t.turn().number() == quote.turn()).findFirst();
        int at = turn.map(t -> t.words().find(quote.quote())).orElse(-1);
        if (head == null || turn.isEmpty() || at < 0) {
            return OptionalDouble.empty();
        }
        PlacedWords words = turn.get().words();
        int last = at + PlainWords.bare(quote.quote()).length() - 1;
        return OptionalDouble.of(head.logit(turn.get().reading().mean(words.origin(at), words.origin(last) + 1)));
    }

    private static Spot spot(Head head, HeardTurn turn) {
        Stretch best = turn.reading().stretches().getFirst();
        double highest = Double.NEGATIVE_INFINITY;
        for (Stretch stretch : turn.reading().stretches()) {
            double logit = head.logit(turn.reading().mean(stretch.start(), stretch.end()));
            if (logit > highest) {
                highest = logit;
                best = stretch;
            }
        }
        return new Spot(new Evidence(turn.turn().number(), quote(head, turn, best)), highest);
    }

    /** The sentence that reaches into the stretch and carries it most, where it is short enough; else its own words. */
    private static String quote(Head head, HeardTurn turn, Stretch stretch) {
        String text = turn.turn().text();
        String quote = stretch.of(text);
        double most = Double.NEGATIVE_INFINITY;
        for (MatchResult sentence : Sentences.in(text).toList()) {
            boolean reaches = sentence.start() < stretch.end() && sentence.end() > stretch.start();
            if (reaches && sentence.end() - sentence.start() <= LONGEST_SENTENCE) {
                double logit = head.logit(turn.reading().mean(sentence.start(), sentence.end()));
                if (logit > most) {
                    most = logit;
                    quote = sentence.group().replaceFirst("^[\\s,;:–-]+", "").strip();
                }
            }
        }
        return quote;
    }
}
