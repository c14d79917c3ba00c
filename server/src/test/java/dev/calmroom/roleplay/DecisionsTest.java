package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "Let us start rolling back | rollback",
                "The fix or the rollback, that's the question. We take the rollback | rollback",
                "Fix or no fix, we go back in the morning. Start the patch | fix",
                "You said the safe one or the fast one. I say the fix | fix",
                "As fast as you can, roll it back | rollback",
                "Do the fix, or if it fails, roll back | fix",
                "Roll back, or if that fails, fix it | rollback"
            })
    void theOptionThatIsNamedFirstAndNotRuledOutIsTheDecision(String words, String option) {
        assertThat(decisions.in(words)).contains(option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rollback or fix, then, and what do you need from me in the next ten minutes?",
                "So it's either the targeted fix or we roll back.",
                "Do we patch it, or do we go the long way?",
                "Quicker one or safer one",
                "Whether it's the ninety minutes or the four hours, I'm with you."
            })
    void aChoiceThatIsHeldOutIsNoDecision(String words) {
        assertThat(decisions.in(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I'm against the rollback, we patch it | fix",
                "Drop the patch, revert it | rollback",
                "Let's skip the fix. Roll it back | rollback",
                "We won't do the fix, we roll back | rollback",
                "The fix is off, so roll it back | rollback",
                "No, we take the fix | fix",
                "Don't skip the fix | fix",
                "I can't sleep. We take the rollback | rollback"
            })
    void aWayThatIsDecidedAgainstIsNotTheDecision(String words, String option) {
        assertThat(decisions.in(words)).contains(option);
    }

    @Test
    void decidedAgainstOneNothingIsDecided() {
        assertThat(decisions.in("I've decided against the fix.")).isEmpty();
        assertThat(decisions.ruledOut("I've decided against the fix.")).containsExactly("fix");
        assertThat(decisions.ruledOut("Not the rollback. Hm. Well, the rollback."))
                .isEmpty();
    }

    @Test
    void wordsThatNameNoneDecideForNone() {
        assertThat(decisions.in("Yes. Do it.")).isEmpty();
    }
}
