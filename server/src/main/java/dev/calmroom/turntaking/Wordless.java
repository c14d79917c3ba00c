package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.Optional;

/** There was a voice and no word yet: a cough, a breath, or words still on their way. */
final class Wordless implements EndOfTurnStrategy {
    private static final Duration PATIENCE = Duration.ofMillis(800);

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        return TurnLexicon.words(hearing.text()).isEmpty()
                ? Optional.of(new Opinion.AtLeast("wordless", "no word recognised yet", PATIENCE))
                : Optional.empty();
    }
}
