package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call with the seats swapped, as a page takes it, and that nothing takes it for an attempt. */
class SwapApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RunningService SERVICE = RunningService.shared();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void thePersonIsAskedTurnByTurnAndTheCallIsTakenForNobodysAttempt() throws Exception {
        Map<String, Integer> best = SERVICE.bean(SessionIndex.class).best(null);
        String session = ask("POST", "/api/swaps", "{\"scenario\":\"platform-down\",\"leader\":\"steady\",\"seed\":5}")
                .path("session")
                .asString();

        JsonNode first = ask("GET", seat(session), "");
        assertThat(first.at("/cue/turn").asInt()).isEqualTo(1);
        assertThat(status("POST", seat(session), "{\"turn\":1,\"text\":\"It is down, it was our migration.\"}"))
                .isEqualTo(204);
        JsonNode second = ask("GET", seat(session) + "?after=1", "");
        assertThat(second.at("/cue/turn").asInt()).isEqualTo(3);
        assertThat(second.path("events").findValuesAsString("type"))
                .startsWith("persona-spoke", "leader-spoke", "turn-appraised", "emotion-shifted");
        assertThat(status("POST", seat(session), "{\"turn\":1,\"text\":\"Twice.\"}"))
                .isEqualTo(409);
        assertThat(status("GET", "/api/sessions/" + session + "/report", "")).isEqualTo(409);
        assertThat(status("DELETE", seat(session), "")).isEqualTo(204);
        JsonNode last = ask("GET", seat(session), "");
        assertThat(last.path("over").asBoolean()).isTrue();
        assertThat(last.path("trouble").asString()).isEmpty();

        graded(session);
        JsonNode report = ask("GET", "/api/sessions/" + session + "/report", "");
        assertThat(report.at("/call/ledBy").asString()).isEqualTo("a calm leader");
        assertThat(report.at("/grade/score").isNumber()).isTrue();
        assertThat(report.path("oneChange").isNull()).isTrue();
        assertThat(report.path("attempts")).isEmpty();
        assertThat(ask("GET", "/api/sessions/" + session + "/xapi", "")).isEmpty();
        assertThat(status("POST", "/api/sessions/" + session + "/retakes?turn=1", ""))
                .isEqualTo(409);
        assertThat(SERVICE.bean(SessionIndex.class).best(null)).isEqualTo(best);
        assertThat(SERVICE.bean(SessionIndex.class).find(session))
                .map(SessionSummary::isAttempt)
                .contains(false);
        JsonNode listed = ask("GET", "/api/sessions", "").values().stream()
                .filter(call -> call.path("session").asString().equals(session))
                .findFirst()
                .orElseThrow();
        assertThat(listed.path("ledBy").asString()).isEqualTo("a calm leader");
        assertThat(listed.path("status").asString()).isEqualTo("graded");
        assertThat(listed.path("score").isNull()).isTrue();
        JsonNode inside = ask("GET", "/api/sessions/" + session + "/inside", "");
        assertThat(inside.at("/entries/0/kind").asString()).isEqualTo("line");
        assertThat(inside.at("/entries/0/changes")).isNotEmpty();
    }

    @Test
    void broughtInAgainItIsNobodysAttemptEither() throws Exception {
        List<String> files = List.of(
                """
                # scenario: platform-down, seed: 5
                # seats swapped: a person plays Kenji, and a calm leader leads
                Kenji: It is down, it was our migration.
                Leader: Thank you for telling me. What do you need?
                """,
                // A log that has no engines is not whole, and is read for what was said.
                """
                {"type":"session-started","scenario":"platform-down","seed":5,"circumstances":{"swapped":{"leader":"a calm leader"}}}
                {"type":"persona-spoke","turn":1,"text":"It is down, it was our migration."}
                {"type":"leader-spoke","turn":2,"text":"Thank you for telling me. What do you need?"}
                """);
        for (String file : files) {
            String session = ask("POST", "/api/imports", file).path("session").asString();

            assertThat(SERVICE.bean(SessionIndex.class).find(session).map(SessionSummary::ledBy))
                    .as(file)
                    .contains("a calm leader");
        }
    }

    @Test
    void whatCannotBeIsSaid() throws Exception {
        assertThat(status("GET", "/api/scenarios/nowhere/leaders", "")).isEqualTo(404);
        assertThat(ask("POST", "/api/swaps", "{\"scenario\":\"platform-down\",\"leader\":\"nobody\"}")
                        .path("detail")
                        .asString())
                .startsWith("There is no leader 'nobody'");
        assertThat(status("POST", "/api/swaps", "{}")).isEqualTo(400);
        assertThat(status("GET", seat("not-a-session"), "")).isEqualTo(404);
    }

    /** The service itself sees to the grade, in its own time. */
    private static void graded(String session) {
        SessionIndex sessions = SERVICE.bean(SessionIndex.class);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> sessions.find(session).orElseThrow().score() != null);
    }

    private static String seat(String session) {
        return "/api/sessions/" + session + "/seat";
    }

    private int status(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, body).statusCode();
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(send(method, path, body).body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(SERVICE.address() + path))
                        .header(
                                "Content-Type",
                                path.equals("/api/imports") ? "application/octet-stream" : "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
