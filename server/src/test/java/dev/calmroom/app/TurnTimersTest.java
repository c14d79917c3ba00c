package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.TurnLatency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnTimersTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TurnTimers timers = new TurnTimers(meters);

    @Test
    void each_stage_of_an_answer_is_a_timer_from_the_end_of_her_speech() {
        timers.accept(TurnLatency.NONE
                .endOfTurn(Duration.ofMillis(220))
                .played(Duration.ofMillis(390), Duration.ofMillis(390)));

        assertThat(meters.get("calmroom.turn")
                        .tag("stage", "end-of-turn")
                        .timer()
                        .max(TimeUnit.MILLISECONDS))
                .isEqualTo(220);
        assertThat(meters.get("calmroom.turn")
                        .tag("stage", "first-audio-played")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.find("calmroom.turn").tag("stage", "first-word").timer())
                .isNull();
    }

    @Test
    void what_he_says_of_his_own_accord_kept_nobody_waiting() {
        timers.accept(TurnLatency.NONE.played(Duration.ofMillis(40), Duration.ofMillis(40)));

        assertThat(meters.getMeters()).isEmpty();
    }
}
