package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.Engines;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.storage.Leases;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call of a difficulty that the settings have no longer: it can be read, and nothing else breaks over it. */
@Tag("slow")
@Tag("audio")
class OldSettingsTest {
    private final RunningService service = RunningService.shared();
    private final String session = UUID.randomUUID().toString();

    @BeforeEach
    void aCallOfThen() {
        service.bean(EventLog.class)
                .append(
                        session,
                        0,
                        new SessionEvent.SessionStarted(
                                session,
                                new SessionEvent.SessionStarted.Setting("platform-down", "steady-hand", "abc", 7),
                                new Engines("vosk", "freetts", "understudy", "built-in", "built-in"),
                                Instant.parse("2026-11-21T20:00:00Z"),
                                new EmotionalState(Map.of("stress", 0.9)),
                                null,
                                new Circumstances("of-last-year", "", "", List.of()),
                                Map.of()));
    }

    @Test
    void itsReportIsThereAndARetakeIsRefusedWithTheReason() throws Exception {
        assertThat(send("GET", "/report").statusCode()).isEqualTo(200);

        HttpResponse<String> retake = send("POST", "/retakes?turn=0");
        assertThat(retake.statusCode()).as(retake.body()).isEqualTo(409);
        assertThat(retake.body()).contains("of-last-year");
    }

    @Test
    void whoComesBackToItIsToldAndItsLeaseEnds() {
        Leases leases = service.bean(Leases.class);
        leases.expect(session, session);
        try (RawClient client = RawClient.connect(service.address(), null)) {
            client.text("{\"type\":\"hello\",\"resume\":\"%s\"}".formatted(session));
            assertThat(client.next("error").path("code").asString()).isEqualTo("resume-expired");
            client.awaitClose();
        }
        assertThat(leases.isLive(session)).isFalse();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(service.address().resolve("/api/sessions/" + session + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
