package dev.calmroom.app;

import dev.calmroom.log.TurnLatency;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stages of every answer as timers: {@code calmroom.turn} with a tag {@code stage}, each from the end of the
 * leader's speech.
 */
final class TurnTimers implements Consumer<TurnLatency> {
    /** Other than percentiles, these can be added up over servers. */
    private static final Duration[] BUCKETS = Stream.of(100, 200, 300, 450, 700, 900, 1_200, 2_000, 4_000, 8_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry meters;

    TurnTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void accept(TurnLatency turn) {
        if (turn.endOfTurn() == null) {
            return; // The persona spoke unasked: nobody waited.
        }
        time("end-of-turn", turn.endOfTurn());
        time("recognised", turn.recognised());
        time("appraised", turn.appraised());
        time("first-word", turn.firstWord());
        time("first-audio-sent", turn.firstAudioSent());
        time("first-audio-played", turn.firstAudioPlayed());
        time("first-word-played", turn.firstWordPlayed());
    }

    private void time(String stage, @Nullable Duration took) {
        if (took != null) {
            Timer.builder("calmroom.turn")
                    .description("From the end of the leader's speech to this stage of the persona's answer")
                    .tag("stage", stage)
                    .serviceLevelObjectives(BUCKETS)
                    .register(meters)
                    .record(took);
        }
    }
}
