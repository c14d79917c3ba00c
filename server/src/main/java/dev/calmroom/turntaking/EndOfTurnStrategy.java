package dev.calmroom.turntaking;

import java.util.Optional;

/** One reason to think that a turn is over, or not. Pure. */
public interface EndOfTurnStrategy {

    /** Nothing when this strategy has no opinion on these words. */
    Optional<Opinion> judge(TurnSoFar hearing);
}
