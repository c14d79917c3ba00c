package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of both ways out in one breath is asked of each. */
class BothWaysTest {
    private static final Ear EAR = Ears.platformDown();

    private static List<String> facts(String words) {
        return EAR.hear(words, List.of()).facts();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is the worst case of the rollback and the worst case of the fix",
                "What's the worst that happens with the rollback and with the fix?",
                "Worst case if we revert, and worst case if we patch it?",
                "What would we lose if we roll back? And if we patch it?",
                "whats the worst outcome if we roll back and the worst if we go with the fix"
            })
    void theWorstOfBothIsTheWorstOfEach(String words) {
        assertThat(facts(words)).contains("rollback-worst", "fix-worst");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How long is the rollback and how long is the fix?",
                "how long would the fix take and how long the rollback",
                "How long for the fix? And the rollback?"
            })
    void howLongBothTakeIsHowLongEachTakes(String words) {
        assertThat(facts(words)).contains("rollback", "fix");
    }

    @Test
    void theyAreAnsweredAsTheyAreNamed() {
        assertThat(facts("what is the worst case of the fix and the worst case of the rollback"))
                .startsWith("fix-worst");
        assertThat(facts("what is the worst case of the rollback and the worst case of the fix"))
                .startsWith("rollback-worst");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the worst case of the rollback?",
                "what's the worst that can happen with the targeted one",
                "How long is the rollback?"
            })
    void whatIsAskedOfOneIsAnsweredForOne(String words) {
        assertThat(facts(words)).hasSize(1);
    }
}
