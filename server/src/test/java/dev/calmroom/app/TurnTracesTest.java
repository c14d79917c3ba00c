package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.calmroom.log.TurnLatency;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnTracesTest {
    private static final Instant HEARD = Instant.parse("2026-11-21T20:00:01Z");
    private static final TurnLatency LATENCY = TurnLatency.NONE
            .endOfTurn(Duration.ofMillis(220))
            .recognised(Duration.ofMillis(180))
            .appraised(Duration.ofMillis(230))
            .firstWord(Duration.ofMillis(240))
            .firstAudioSent(Duration.ofMillis(300))
            .played(Duration.ofMillis(390), Duration.ofMillis(450));

    @Test
    void aTurnIsASpanAndEachStageOneInItFromWhereTheOneBeforeWasDone() {
        InMemorySpanExporter collected = InMemorySpanExporter.create();
        try (TurnTraces traces = new TurnTraces(SimpleSpanProcessor.create(collected), () -> HEARD)) {
            traces.answered("a-session", 4, LATENCY);
            List<SpanData> spans = collected.getFinishedSpanItems();

            assertThat(spans)
                    .extracting(SpanData::getName)
                    .containsExactly(
                            "recognised",
                            "end-of-turn",
                            "appraised",
                            "first-word",
                            "first-audio-sent",
                            "first-audio-played",
                            "first-word-played",
                            "turn");
            SpanData turn = spans.getLast();
            assertThat(turn.getEndEpochNanos()).isEqualTo(nanos(HEARD));
            assertThat(turn.getStartEpochNanos()).isEqualTo(nanos(HEARD.minusMillis(450)));
            assertThat(spans.get(1).getStartEpochNanos()).isEqualTo(nanos(HEARD.minusMillis(270)));
            assertThat(spans.get(1).getEndEpochNanos()).isEqualTo(nanos(HEARD.minusMillis(230)));
            assertThat(spans.subList(0, 7))
                    .allMatch(stage -> stage.getParentSpanId().equals(turn.getSpanId()));
        }
    }

    @Test
    void theyCarryTheSessionAndTheTurnsNumberAndNothingElse() {
        InMemorySpanExporter collected = InMemorySpanExporter.create();
        try (TurnTraces traces = new TurnTraces(SimpleSpanProcessor.create(collected), () -> HEARD)) {
            traces.answered("a-session", 4, LATENCY);
            for (SpanData span : collected.getFinishedSpanItems()) {
                assertThat(span.getAttributes().asMap().values().stream().map(String::valueOf))
                        .isSubsetOf("a-session", "4");
                assertThat(span.getEvents()).isEmpty();
            }
        }
    }

    @Test
    void whatThePersonaSaysUnaskedIsNoTrace() {
        InMemorySpanExporter collected = InMemorySpanExporter.create();
        try (TurnTraces traces = new TurnTraces(SimpleSpanProcessor.create(collected), () -> HEARD)) {
            traces.answered("a-session", 1, TurnLatency.NONE.played(Duration.ofMillis(40), Duration.ofMillis(40)));
            assertThat(collected.getFinishedSpanItems()).isEmpty();
        }
    }

    @Test
    void aCollectorGetsThemOverHttpAtTheLatestWhenTheServiceStops() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (TurnTraces traces = TurnTraces.to(
                "http://127.0.0.1:%d/v1/traces".formatted(collector.getAddress().getPort()), Clock.systemUTC())) {
            traces.answered("a-session", 4, LATENCY);
        }
        try {
            assertThat(received.poll(30, TimeUnit.SECONDS))
                    .contains("calmroom", "turn", "recognised", "first-word-played", "a-session");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void anAddressThatIsNoneIsToldWithWhatToSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TurnTraces.to("collector", Clock.systemUTC()))
                .withMessageContaining("CALMROOM_TRACES", "collector");
    }

    private static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }
}
