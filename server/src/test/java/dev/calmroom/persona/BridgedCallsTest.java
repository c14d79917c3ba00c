package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a late model is waited for, on a clock that stands still in between. */
class BridgedCallsTest extends DelayedModelCase {
    @Test
    void theSettingHoldsBehindABridgeToo() throws Exception {
        environment = Map.of("CALMROOM_LLM_FIRST_WORD_SECONDS", "10");
        List<Said> call = call(List.of(3_500, 9_900, 15_000));

        assertThat(call.get(0).speaker()).isEqualTo("stub, free");
        assertThat(call.get(1).speaker()).isEqualTo("stub, free");
        assertThat(call.get(2).speaker()).isEqualTo("understudy");
        assertThat(call.get(2).took()).isEqualTo(Duration.ofSeconds(10));
        assertThat(call).allSatisfy(turn -> assertThat(turn.silent()).isEqualTo(FIRST_WORDS));
    }

    @Test
    void aSettingShorterThanTheWaitForABridgeNeedsNone() throws Exception {
        environment = Map.of("CALMROOM_LLM_FIRST_WORD_SECONDS", "0.15");
        List<Said> call = call(List.of(1_000));

        assertThat(call.getFirst().speaker()).isEqualTo("understudy");
        assertThat(call.getFirst().took()).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void whatHasBegunIsWaitedForALittleLonger() throws Exception {
        streams = Duration.ofSeconds(1);
        List<Said> call = call(List.of(3_400, 3_600, 4_000, 700));

        assertThat(call.get(0).speaker()).as("began at 2.4 s").isEqualTo("stub, free");
        assertThat(call.get(1).speaker()).as("began at 2.6 s").isEqualTo("stub, free");
        assertThat(call.get(2).speaker()).as("began at 3 s").isEqualTo("understudy");
        assertThat(call.get(2).took()).isEqualTo(FIRST_WORDS.plus(BEHIND_THE_BRIDGE));
        assertThat(call.get(3).speaker()).isEqualTo("stub, free");
    }

    @Test
    void butOnlyOnce() throws Exception {
        streams = Duration.ofMillis(8_900);
        List<Said> call = call(List.of(9_000));

        assertThat(call.getFirst().speaker()).isEqualTo("understudy");
        assertThat(call.getFirst().took())
                .as("began before the bridge")
                .isEqualTo(FIRST_WORDS.plus(BEHIND_THE_BRIDGE).plusMillis(1_500));
    }
}
