package dev.calmroom.persona;

import dev.calmroom.language.ModelSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a turn waits for its model.
 *
 * @param bridge after so long without a sentence a short clause is spoken meanwhile; empty: never
 * @param firstWord how long a sentence is waited for where nobody waits for an answer: at the opening, in a silence
 * @param afterBridge how long it is waited for behind the clause
 * @param begun by how much longer, once in a turn, where a part of it has come
 * @param silence how long the stream may pause in the middle
 * @param leftAlone for how long a model that has lost several turns in a row is not asked
 */
record Patience(
        Optional<Duration> bridge,
        Duration firstWord,
        Duration afterBridge,
        Duration begun,
        Duration silence,
        Duration leftAlone) {
    /** So that the first sound falls within half a second of the leader's last: the voice needs the rest. */
    static final Duration BEFORE_BRIDGE = Duration.ofMillis(200);
    /** How long a clause and the breath behind it cover. */
    static final Duration AFTER_BRIDGE = Duration.ofMillis(2500);

    /** A sentence of ten words from a model that writes as fast as people speak, about half of it. */
    static final Duration BEGUN = Duration.ofMillis(1500);
    /** Nobody has asked for anything yet, or no more. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(4);

    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    /** Somebody is on the line. What the settings say of the first word holds in every turn, bridged or not. */
    static Patience live(ModelSettings settings) {
        ModelSettings.Waits waits = settings.waits();
        Duration said = waits.firstWord();
        Duration bridge = said == null || said.compareTo(BEFORE_BRIDGE) > 0 ? BEFORE_BRIDGE : said;
        return new Patience(
                Optional.of(bridge),
                said == null ? FIRST_WORD : said,
                said == null ? AFTER_BRIDGE : said.minus(bridge),
                BEGUN,
                waits.silence(),
                LEFT_ALONE);
    }

    /** Nobody is: the call's clock stands still meanwhile. */
    static Patience endless() {
        return new Patience(
                Optional.empty(),
                AS_LONG_AS_IT_TAKES,
                AS_LONG_AS_IT_TAKES,
                Duration.ZERO,
                AS_LONG_AS_IT_TAKES,
                Duration.ZERO);
    }

    /** Whether the settings have the model waited for, however slowly it reads. */
    boolean isLong() {
        return afterBridge.compareTo(AFTER_BRIDGE) > 0;
    }

    /** Whether a wait is long enough for a clause to be said in it. */
    boolean isBridged() {
        return bridge.isPresent() && !afterBridge.isZero();
    }

    /**
     * How long a sentence is waited for where no clause is said meanwhile.
     *
     * @param awaited whether somebody waits for an answer: then not for longer than with a clause
     */
    Duration unbridged(boolean awaited) {
        return awaited ? bridge.map(afterBridge::plus).orElse(firstWord) : firstWord;
    }
}
