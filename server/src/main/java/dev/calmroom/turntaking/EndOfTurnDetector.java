package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Weighs the strategies: every {@link Opinion.Evidence} moves the odds that the turn is over, the odds say how long to
 * {@linkplain Patience wait}, and no {@link Opinion.AtLeast} is fallen short of. Thread-safe; the same hearing
 * gives the same decision.
 */
public final class EndOfTurnDetector {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMillis(2_000);

    private final List<EndOfTurnStrategy> strategies;

    public EndOfTurnDetector(List<EndOfTurnStrategy> strategies) {
        this.strategies = List.copyOf(strategies);
    }

    /** All strategies of this package. */
    public static EndOfTurnDetector standard(TurnLexicon lexicon, EndingModel endings) {
        return new EndOfTurnDetector(List.of(
                new Wordless(),
                new LearnedEnding(endings),
                new TrailingWord(lexicon),
                new NumberOrList(lexicon),
                new WholePhrase(lexicon),
                new UnstablePartial(),
                new SpeakersPauses()));
    }

    public EndOfTurnDecision decide(Hearing hearing) {
        List<Opinion> opinions = new ArrayList<>();
        for (EndOfTurnStrategy strategy : strategies) {
            strategy.judge(hearing).ifPresent(opinions::add);
        }
        double logOdds = 0;
        Duration least = LEAST;
        for (Opinion opinion : opinions) {
            switch (opinion) {
                case Opinion.Evidence evidence -> logOdds += evidence.logOdds();
                case Opinion.AtLeast atLeast -> least = later(least, atLeast.patience());
            }
        }
        Duration patience = later(least, Patience.at(logOdds));
        return new EndOfTurnDecision(patience.compareTo(MOST) > 0 ? MOST : patience, reasons(opinions));
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static List<EndOfTurnDecision.Reason> reasons(List<Opinion> opinions) {
        return opinions.stream()
                .map(opinion -> new EndOfTurnDecision.Reason(opinion.strategy(), opinion.because(), opinion.patience()))
                .toList();
    }
}
