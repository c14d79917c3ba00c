package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.Optional;

/** While the recogniser is still changing its mind, the last words are not known. */
final class UnstablePartial implements EndOfTurnStrategy {
    private static final Duration STABLE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMillis(280);

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        return hearing.stableFor().compareTo(STABLE) < 0
                ? Optional.of(new Opinion.AtLeast(
                        "unstable-partial",
                        "the words changed %d ms ago"
                                .formatted(hearing.stableFor().toMillis()),
                        PATIENCE))
                : Optional.empty();
    }
}
