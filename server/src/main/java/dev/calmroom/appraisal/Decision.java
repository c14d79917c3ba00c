package dev.calmroom.appraisal;

import dev.calmroom.scenario.Framework.Tone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of the moves that a turn may carry it is said to carry. The likeliest always counts; others beside it when they
 * are likely enough themselves. To take a trap for help, or help for a trap, does more harm than to hear neither
 * (a reject option, Chow, 1970): where the two are close and nothing is sure, a neutral move is heard instead.
 *
 * <p>Its numbers were fitted with the heads' calibration, and are kept beside it.
 *
 * @param beside confidence from which on a move counts that is not the likeliest, 0 to 1
 * @param against confidence from which on it counts when it harms where the others help, or helps where they harm
 * @param sure confidence from which on the likeliest move is believed however close its opposite comes
 * @param lead log-odds by which the likeliest move must otherwise lead the likeliest of the opposite tone
 */
record Decision(double beside, double against, double sure, double lead) {
    Decision {
        if (beside <= 0 || against < beside || against > 1 || sure < 0 || sure > 1 || lead < 0) {
            throw new IllegalArgumentException(
                    "no decision can be made with %s, %s, %s and %s".formatted(beside, against, sure, lead));
        }
    }

    /**
     * @param candidates every move with the confidence in it; not empty
     * @param fallback the move that means that nothing else was heard: never given beside another
     * @return the moves that count, the likeliest first; never empty
     */
    List<Candidate> among(Collection<Candidate> candidates, String fallback) {
        List<Candidate> ranked = candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::confidence)
                        .reversed()
                        .thenComparing(Candidate::move))
                .toList();
        List<Candidate> meant = new ArrayList<>(List.of(ranked.getFirst()));
        for (Candidate next : ranked.subList(1, ranked.size())) {
            if (!next.move().equals(fallback) && next.confidence() >= needed(next, meant)) {
                meant.add(next);
            }
        }
        if (meant.size() > 1) {
            meant.removeIf(candidate -> candidate.move().equals(fallback));
        } else if (isDoubtful(meant.getFirst(), ranked)) {
            return neutral(ranked).map(List::of).orElse(meant);
        }
        return meant;
    }

    /** The same words do not help and harm, and two breaths of a turn do so seldom. */
    private double needed(Candidate next, List<Candidate> meant) {
        List<Candidate> opposed = meant.stream().filter(next::opposes).toList();
        if (opposed.stream().anyMatch(next::sharesWordsWith)) {
            return Double.POSITIVE_INFINITY;
        }
        return opposed.isEmpty() ? beside : against;
    }

    private boolean isDoubtful(Candidate likeliest, List<Candidate> ranked) {
        return likeliest.confidence() < sure
                && ranked.stream()
                        .filter(likeliest::opposes)
                        .anyMatch(other -> likeliest.logOdds() - other.logOdds() < lead);
    }

    private static Optional<Candidate> neutral(List<Candidate> ranked) {
        return ranked.stream().filter(c -> c.tone() == Tone.NEUTRAL).findFirst();
    }

    /**
     * A move that a turn may carry.
     *
     * @param confidence calibrated, 0 to 1
     * @param quote the words that speak most for it
     */
    record Candidate(String move, Tone tone, double confidence, Stretch quote) {
        private static final double LEAST = 1e-9;

        boolean opposes(Candidate other) {
            return (tone == Tone.TRAP && other.tone == Tone.GOOD) || (tone == Tone.GOOD && other.tone == Tone.TRAP);
        }

        boolean sharesWordsWith(Candidate other) {
            return quote.start() < other.quote.end() && other.quote.start() < quote.end();
        }

        double logOdds() {
            return logOdds(confidence);
        }

        /** Finite for every confidence, even one that was rounded to certainty. */
        static double logOdds(double confidence) {
            double kept = Math.clamp(confidence, LEAST, 1 - LEAST);
            return Math.log(kept / (1 - kept));
        }
    }
}
