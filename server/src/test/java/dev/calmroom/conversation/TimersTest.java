package dev.calmroom.conversation;

import static dev.calmroom.conversation.CallCoreTest.asks;
import static dev.calmroom.conversation.CallCoreTest.ms;
import static dev.calmroom.conversation.CallCoreTest.opened;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The leader's voice ends at 5,000 ms. */
class TimersTest {
    private final CallCore core = new CallCore(CallRules.STANDARD, (words, saying, _) -> true, 1_000);

    private static CallState at(long millis) {
        return asks(opened(), "how long will it take").until(millis).state();
    }

    @Test
    void theCallIsWokenAtTheFirstMomentAtWhichSomethingIsDue() {
        assertThat(core.due(at(5_100)))
                .as("of a silence that has not been heard, only late sound can tell")
                .containsExactly(Map.entry("ask for words", ms(6_200)), Map.entry("clock", ms(6_000)));
        assertThat(core.wake(at(5_100), ms(5_100))).isEqualTo(ms(6_000));
    }

    @Test
    void aSilenceThatHasBeenHeardIsDueWhenItIsLongEnough() {
        assertThat(core.due(at(5_190))).containsEntry("ask for words", ms(5_200));
        assertThat(core.wake(at(5_190), ms(5_190))).isEqualTo(ms(5_200));
    }

    @Test
    void aReplyThatIsPlayedIsToldAndOverInTime() {
        assertThat(core.due(at(5_400))).containsOnlyKeys("tell", "reply over", "clock");
    }

    @Test
    void whatIsPastIsNotWaitedFor() {
        assertThat(core.wake(at(5_100), ms(7_000))).isEqualTo(ms(7_000));
    }
}
