package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Weighs the strategies: every {@link Opinion.Evidence} moves the odds that the turn is over, the odds say how long to
 * {@linkplain Patience wait}, and no {@link Opinion.AtLeast} is fallen short of. Thread-safe; the same hearing
 * gives the same decision.
 *
 * <p>Three silences, with the steps of {@link Patience}; the leader's voice is {@code #}, the persona's {@code =}, its
 * murmur {@code ~}, and milliseconds count from where the leader's voice ends:
 *
 * <pre>{@code
 * Over. «What is the worst case of the rollback?»
 *   leader   ######|
 *   persona        |   =================
 *                  0   230  very likely over: the answer at once
 *
 * Perhaps over. «We take the targeted fix»
 *   leader   ######|
 *   persona        |   ~~        =======
 *                  0   230       900      likely over: a murmur at once, the first word later
 *                  0       650        1250   may be over: both later
 *
 * Not over. «I'd like to know the …»
 *   leader   ######|          ##########|
 *   persona        |                    |   ======
 *                  0          600   hardly an end: silence until 1400; the leader goes on before that, the answer that
 *                                   was prepared is thrown away unheard, and the turn stays one
 * }</pre>
 */
public final class EndOfTurnDetector {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final Duration GIVEN_TIME = Duration.ofMillis(700);
    private static final Duration WORTH_A_MURMUR = Duration.ofMillis(300);

    private final List<EndOfTurnStrategy> strategies;

    public EndOfTurnDetector(List<EndOfTurnStrategy> strategies) {
        this.strategies = List.copyOf(strategies);
    }

    /** All strategies of this package. */
    public static EndOfTurnDetector standard(TurnLexicon lexicon, EndingModel endings) {
        return new EndOfTurnDetector(List.of(
                new Wordless(),
                new LearnedEnding(endings),
                new DoubtedEnd(),
                new TrailingWord(lexicon),
                new NumberOrList(lexicon),
                new WholePhrase(lexicon),
                new FewWords(),
                new UnstablePartial(),
                new SpeakersPauses()));
    }

    /** The same for somebody who is not to be hurried. */
    public EndOfTurnDetector waiting(Opinion.AtLeast least) {
        List<EndOfTurnStrategy> more = new ArrayList<>(strategies);
        more.add(_ -> Optional.of(least));
        return new EndOfTurnDetector(more);
    }

    public EndOfTurnDecision decide(TurnSoFar hearing) {
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
        return new EndOfTurnDecision(
                patience.compareTo(MOST) > 0 ? MOST : patience,
                murmurAfter(logOdds, least, patience),
                reasons(opinions));
    }

    /** None while a number or list is given time, nor where the answer would follow at once anyway. */
    private static @Nullable Duration murmurAfter(double logOdds, Duration least, Duration patience) {
        return Patience.murmurAt(logOdds)
                .filter(_ -> least.compareTo(GIVEN_TIME) < 0)
                .map(murmur -> later(least, murmur))
                .filter(murmur -> patience.minus(murmur).compareTo(WORTH_A_MURMUR) >= 0)
                .orElse(null);
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
