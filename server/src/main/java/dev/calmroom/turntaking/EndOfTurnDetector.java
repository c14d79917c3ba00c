package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Weighs the strategies. The most patient {@link Opinion.Unfinished} wins; without one the quickest {@link
 * Opinion.Finished}; without either, a wait between the two that knows this speaker's pauses. Pure and thread-safe.
 */
public final class EndOfTurnDetector {
    static final Duration LEAST = Duration.ofMillis(100);
    static final Duration MOST = Duration.ofMillis(2_000);

    private final List<EndOfTurnStrategy> strategies;
    private final Duration undecided;

    /** @param undecided the wait when no strategy has an opinion, for a speaker of whom nothing is known */
    public EndOfTurnDetector(List<EndOfTurnStrategy> strategies, Duration undecided) {
        this.strategies = List.copyOf(strategies);
        this.undecided = undecided;
    }

    public EndOfTurnDecision decide(Hearing hearing) {
        List<Opinion> opinions = new ArrayList<>();
        for (EndOfTurnStrategy strategy : strategies) {
            strategy.judge(hearing).ifPresent(opinions::add);
        }
        if (opinions.isEmpty()) {
            opinions.add(new Opinion.Finished("undecided", "nothing speaks for or against an end", undecided));
        }
        Opinion winner = opinions.getFirst();
        for (Opinion opinion : opinions) {
            winner = stronger(winner, opinion);
        }
        List<EndOfTurnDecision.Reason> reasons = opinions.stream()
                .map(opinion -> new EndOfTurnDecision.Reason(opinion.strategy(), opinion.because(), opinion.patience()))
                .toList();
        return new EndOfTurnDecision(bounded(winner.patience()), winner instanceof Opinion.Finished, reasons);
    }

    private static Opinion stronger(Opinion one, Opinion other) {
        return switch (one) {
            case Opinion.Unfinished unfinished ->
                other instanceof Opinion.Unfinished && other.patience().compareTo(unfinished.patience()) > 0
                        ? other
                        : one;
            case Opinion.Finished finished ->
                other instanceof Opinion.Unfinished || other.patience().compareTo(finished.patience()) < 0
                        ? other
                        : one;
        };
    }

    private static Duration bounded(Duration patience) {
        return patience.compareTo(LEAST) < 0 ? LEAST : patience.compareTo(MOST) > 0 ? MOST : patience;
    }
}
