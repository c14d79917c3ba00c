package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.Optional;

/** Who pauses long within her turns is given longer, also after words that look whole. */
final class SpeakersPauses implements EndOfTurnStrategy {
    /** Before this many pauses the estimate says more about chance than about her. */
    private static final int ENOUGH = 3;

    private static final Duration MOST = Duration.ofMillis(500);

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        PauseStatistics pauses = hearing.pauses();
        if (pauses.count() < ENOUGH || pauses.mean().compareTo(PauseStatistics.UNKNOWN.mean()) <= 0) {
            return Optional.empty();
        }
        // Half of what she is slower than others: most of her pauses fall where the words show that more will come.
        Duration slower = pauses.mean().minus(PauseStatistics.UNKNOWN.mean()).dividedBy(2);
        Duration patience = Duration.ofMillis(200).plus(slower);
        return Optional.of(new Opinion.AtLeast(
                "speakers-pauses",
                "she pauses %d ms on average".formatted(pauses.mean().toMillis()),
                patience.compareTo(MOST) > 0 ? MOST : patience));
    }
}
