package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Weighs the strategies. The most patient {@link Opinion.Unfinished} wins; without one the quickest {@link
 * Opinion.Finished}; without either, what this speaker's pauses have been like. Pure and thread-safe.
 */
public final class EndOfTurnDetector {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMillis(2_000);
    private static final Duration UNDECIDED_LEAST = Duration.ofMillis(450);
    private static final Duration UNDECIDED_MOST = Duration.ofMillis(900);

    private final List<EndOfTurnStrategy> strategies;

    public EndOfTurnDetector(List<EndOfTurnStrategy> strategies) {
        this.strategies = List.copyOf(strategies);
    }

    /** All strategies of this package. */
    public static EndOfTurnDetector standard(TurnLexicon lexicon) {
        return new EndOfTurnDetector(List.of(
                new Wordless(),
                new TrailingWord(lexicon),
                new OpenClause(lexicon),
                new NumberOrList(lexicon),
                new WholePhrase(lexicon),
                new WholeQuestion(lexicon),
                new WholeStatement(lexicon),
                new UnstablePartial(),
                new SpeakersPauses()));
    }

    public EndOfTurnDecision decide(Hearing hearing) {
        List<Opinion> opinions = new ArrayList<>();
        for (EndOfTurnStrategy strategy : strategies) {
            strategy.judge(hearing).ifPresent(opinions::add);
        }
        Optional<Opinion> unfinished =
                of(Opinion.Unfinished.class, opinions).max(Comparator.comparing(Opinion::patience));
        Optional<Opinion> finished = of(Opinion.Finished.class, opinions).min(Comparator.comparing(Opinion::patience));
        Duration patience = unfinished
                .or(() -> finished)
                .map(Opinion::patience)
                .orElseGet(() -> undecided(hearing.pauses(), opinions));
        Duration atLeast = of(Opinion.AtLeast.class, opinions)
                .map(Opinion::patience)
                .max(Comparator.naturalOrder())
                .orElse(LEAST);
        return new EndOfTurnDecision(
                clamp(patience, atLeast, MOST), unfinished.isEmpty() && finished.isPresent(), reasons(opinions));
    }

    private static Duration undecided(PauseStatistics pauses, List<Opinion> opinions) {
        Duration patience = clamp(pauses.usualMost(), UNDECIDED_LEAST, UNDECIDED_MOST);
        opinions.add(new Opinion.AtLeast("undecided", "nothing speaks for or against an end", patience));
        return patience;
    }

    private static <T extends Opinion> Stream<Opinion> of(Class<T> kind, List<Opinion> opinions) {
        return opinions.stream().filter(kind::isInstance);
    }

    private static List<EndOfTurnDecision.Reason> reasons(List<Opinion> opinions) {
        return opinions.stream()
                .map(opinion -> new EndOfTurnDecision.Reason(opinion.strategy(), opinion.because(), opinion.patience()))
                .toList();
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }
}
