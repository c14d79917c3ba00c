package dev.calmroom.persona;

import dev.calmroom.language.ModelSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a turn waits for its model.
 *
 * @param bridge after so long without a sentence a short clause is spoken meanwhile; empty: never
 * @param firstWord how long a sentence is waited for where nothing bridges the wait
 * @param afterBridge how long it is waited for behind the clause
 * @param silence how long the stream may pause in the middle
 * @param leftAlone for how long a model that has lost several turns in a row is not asked
 */
record Patience(
        Optional<Duration> bridge, Duration firstWord, Duration afterBridge, Duration silence, Duration leftAlone) {
    /** So that the first sound falls within half a second of the leader's last: the voice needs the rest. */
    static final Duration BEFORE_BRIDGE = Duration.ofMillis(200);
    /** How long a clause and the breath behind it cover. */
    static final Duration AFTER_BRIDGE = Duration.ofMillis(2500);

    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    /** Somebody is on the line. */
    static Patience live(ModelSettings settings) {
        ModelSettings.Waits waits = settings.waits();
        return new Patience(Optional.of(BEFORE_BRIDGE), waits.firstWord(), AFTER_BRIDGE, waits.silence(), LEFT_ALONE);
    }

    /** Nobody is: the call's clock stands still meanwhile. */
    static Patience endless() {
        return new Patience(
                Optional.empty(), AS_LONG_AS_IT_TAKES, AS_LONG_AS_IT_TAKES, AS_LONG_AS_IT_TAKES, Duration.ZERO);
    }
}
