package dev.calmroom.app;

import dev.calmroom.log.TurnLatency;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Every answer as a trace of OpenTelemetry: a span {@code turn} from the end of the leader's speech until the persona is
 * heard, in it one for each stage, from where the one before was done. They carry the session and the turn's number, never
 * the words.
 */
final class TurnTraces implements AutoCloseable {
    private static final AttributeKey<String> SESSION = AttributeKey.stringKey("calmroom.session");
    private static final AttributeKey<Long> TURN = AttributeKey.longKey("calmroom.turn");
    private static final Duration LAST_ONES = Duration.ofSeconds(5);

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final InstantSource clock;

    TurnTraces(SpanProcessor processor, InstantSource clock) {
        this.clock = clock;
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "calmroom"))))
                .addSpanProcessor(processor)
                .build();
        tracer = provider.get("dev.calmroom");
    }

    /**
     * @param collector where traces are taken by OTLP over HTTP, such as {@code http://localhost:4318/v1/traces}
     * @throws IllegalArgumentException when that is no such address
     */
    static TurnTraces to(String collector, InstantSource clock) {
        try {
            OtlpHttpSpanExporter exporter =
                    OtlpHttpSpanExporter.builder().setEndpoint(collector).build();
            return new TurnTraces(BatchSpanProcessor.builder(exporter).build(), clock);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "CALMROOM_TRACES is where a collector takes traces, such as http://localhost:4318/v1/traces, not "
                            + collector,
                    e);
        }
    }

    /** As soon as the answer is heard: what it took until now is behind us. */
    void answered(String session, int turn, TurnLatency latency) {
        if (latency.endOfTurn() == null) {
            return; // The persona spoke unasked: nobody waited.
        }
        Map<String, Duration> stages = stages(latency);
        Duration took = stages.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        Instant began = clock.instant().minus(took);
        Span whole = tracer.spanBuilder("turn")
                .setNoParent()
                .setAttribute(SESSION, session)
                .setAttribute(TURN, (long) turn)
                .setStartTimestamp(began)
                .startSpan();
        Context inside = Context.root().with(whole);
        Duration before = Duration.ZERO;
        for (Map.Entry<String, Duration> stage : stages.entrySet()) {
            tracer.spanBuilder(stage.getKey())
                    .setParent(inside)
                    .setStartTimestamp(began.plus(before))
                    .startSpan()
                    .end(began.plus(stage.getValue()));
            before = stage.getValue();
        }
        whole.end(began.plus(took));
    }

    /** By when each was done, the first first. */
    private static Map<String, Duration> stages(TurnLatency latency) {
        Map<String, Duration> named = new LinkedHashMap<>();
        put(named, "end-of-turn", latency.endOfTurn());
        put(named, "recognised", latency.recognised());
        put(named, "appraised", latency.appraised());
        put(named, "first-word", latency.firstWord());
        put(named, "first-audio-sent", latency.firstAudioSent());
        put(named, "first-audio-played", latency.firstAudioPlayed());
        put(named, "first-word-played", latency.firstWordPlayed());
        Map<String, Duration> sorted = new LinkedHashMap<>();
        named.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(stage -> sorted.put(stage.getKey(), stage.getValue()));
        return sorted;
    }

    private static void put(Map<String, Duration> stages, String name, @Nullable Duration done) {
        if (done != null) {
            stages.put(name, done);
        }
    }

    @Override
    public void close() {
        var _ = provider.shutdown().join(LAST_ONES.toMillis(), TimeUnit.MILLISECONDS);
    }
}
