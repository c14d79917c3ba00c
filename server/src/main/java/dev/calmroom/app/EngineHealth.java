package dev.calmroom.app;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of one engine: it is asked to do a little real work, and what came of it holds for a while, so that
 * whoever asks often costs the calls nothing.
 */
final class EngineHealth implements HealthIndicator {
    /** Ill, but the calls go on with something in its place. */
    static final Status DEGRADED = new Status("DEGRADED");

    private static final Duration HOLDS_FOR = Duration.ofSeconds(30);

    /** A little work; throws when the engine cannot do it. */
    @FunctionalInterface
    interface Probe {
        void run() throws Exception;
    }

    private final Supplier<String> engine;
    private final Probe probe;
    private final Status whenIll;
    private final LongSupplier nanos;
    private Health last = Health.unknown().build();
    private long asked;

    /**
     * @param engine its name, which may change with the settings of a call
     * @param whenIll what its illness means for the whole
     * @param nanos a clock as {@link System#nanoTime()}
     */
    EngineHealth(Supplier<String> engine, Probe probe, Status whenIll, LongSupplier nanos) {
        this.engine = engine;
        this.probe = probe;
        this.whenIll = whenIll;
        this.nanos = nanos;
    }

    @Override
    public synchronized Health health() {
        long now = nanos.getAsLong();
        if (last.getStatus().equals(Status.UNKNOWN) || now - asked > HOLDS_FOR.toNanos()) {
            last = examine();
            asked = now;
        }
        return last;
    }

    private Health examine() {
        try {
            probe.run();
            return Health.up().withDetail("engine", engine.get()).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().withDetail("engine", engine.get()).build();
        } catch (Exception e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Health.status(whenIll)
                    .withDetail("engine", engine.get())
                    .withDetail("reason", reason)
                    .build();
        }
    }
}
