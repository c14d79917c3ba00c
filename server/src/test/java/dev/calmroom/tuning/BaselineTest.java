package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a processor's rounding may do to a feeling is no change of character, and more is. */
class BaselineTest {
    @Test
    void feelingsMayDifferByThreeHundredths() {
        assertThat(Baseline.isNear("stress 0.88, trust 0.16", "stress 0.85, trust 0.19"))
                .isTrue();
        assertThat(Baseline.isNear("stress 0.88, trust 0.16", "stress 0.84, trust 0.16"))
                .isFalse();
    }

    @Test
    void otherFeelingsAreAnotherCharacter() {
        assertThat(Baseline.isNear("stress 0.88, trust 0.16", "stress 0.88, fear 0.16"))
                .isFalse();
        assertThat(Baseline.isNear("stress 0.88, trust 0.16", "stress 0.88")).isFalse();
        assertThat(Baseline.isNear("stress 0.88", "stress 0.88, trust 0.16")).isFalse();
    }
}
