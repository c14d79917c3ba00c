package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.Optional;

/** A speaker who pauses long within turns is given longer, also after words that look whole. */
final class SpeakersPauses implements EndOfTurnStrategy {
    /** Before this many pauses the estimate says more about chance than about the speaker. */
    private static final int ENOUGH = 3;

    private static final Duration MOST = Duration.ofMillis(500);

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        PauseStatistics pauses = hearing.pauses();
        if (pauses.count() < ENOUGH || pauses.mean().compareTo(PauseStatistics.UNKNOWN.mean()) <= 0) {
            return Optional.empty();
        }
        // Half of the excess over other speakers: most pauses fall where the words show that more will come.
        Duration slower = pauses.mean().minus(PauseStatistics.UNKNOWN.mean()).dividedBy(2);
        Duration patience = Duration.ofMillis(200).plus(slower);
        return Optional.of(new Opinion.AtLeast(
                "speakers-pauses",
                "the speaker pauses %d ms on average".formatted(pauses.mean().toMillis()),
                patience.compareTo(MOST) > 0 ? MOST : patience));
    }
}
