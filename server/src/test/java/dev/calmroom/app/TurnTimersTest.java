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
    void eachStageOfAnAnswerIsATimerFromTheEndOfTheLeadersSpeech() {
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
    void whatThePersonaSaysUnaskedKeptNobodyWaiting() {
        timers.accept(TurnLatency.NONE.played(Duration.ofMillis(40), Duration.ofMillis(40)));

        assertThat(meters.getMeters()).isEmpty();
    }
}
