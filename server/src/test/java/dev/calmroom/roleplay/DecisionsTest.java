package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {
    private final Decisions decisions = new Decisions(Scripts.PLATFORM_DOWN.plot());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "We go with the targeted fix, and if it fails we roll back | fix",
                "Roll it back. I know it is four hours | rollback",
                "Not the rollback, take the fix | fix",
                "Don't do the fix, we roll back now | rollback",
                "Then your gut is our plan | fix",
                "Take the faster one | fix",
                "Let us start rolling back | rollback"
            })
    void theOptionThatIsNamedFirstAndNotRuledOutIsTheDecision(String words, String option) {
        assertThat(decisions.in(words)).contains(option);
    }

    @Test
    void wordsThatNameNoneDecideForNone() {
        assertThat(decisions.in("Yes. Do it.")).isEmpty();
    }
}
