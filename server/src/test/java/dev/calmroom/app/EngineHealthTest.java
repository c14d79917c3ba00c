package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class EngineHealthTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anEngineThatWorksIsNamed() {
        EngineHealth health = new EngineHealth(() -> "vosk", asked::incrementAndGet, Status.DOWN, clock::get);

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails()).containsEntry("engine", "vosk");
    }

    @Test
    void anIllEngineSaysWhyAndHowBadThatIs() {
        EngineHealth health = new EngineHealth(
                () -> "a model",
                () -> {
                    throw new IllegalStateException("no answer within 2 seconds");
                },
                EngineHealth.DEGRADED,
                clock::get);

        Health ill = health.health();
        assertThat(ill.getStatus()).isEqualTo(EngineHealth.DEGRADED);
        assertThat(ill.getDetails()).containsEntry("reason", "no answer within 2 seconds");
    }

    @Test
    void anEngineIsNotAskedAgainForHalfAMinute() {
        EngineHealth health = new EngineHealth(() -> "vosk", asked::incrementAndGet, Status.DOWN, clock::get);
        health.health();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(30));
        health.health();
        assertThat(asked).hasValue(1);

        clock.addAndGet(1);
        health.health();
        assertThat(asked).hasValue(2);
    }
}
