package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call is taken again from one of its turns, over the interfaces that the page uses. */
@Tag("slow")
@Tag("audio")
class RetakeTest {
    private final RunningService service = RunningService.shared();
    private final JsonMapper json = JsonMapper.builder().build();

    @RealTimeTest
    void aRetakeBeginsAsTheOldCallDidAndGoesOnOtherwise() throws Exception {
        String old = typedCall("How are you holding up, Kenji?", "Who pushed this? I want a name.");
        List<JsonNode> log = events(old);
        JsonNode kept = one(log, "persona-spoke", 3);
        assertThat(one(log, "turn-appraised", 2).path("reading").path("by").asString())
                .as("how it was read, for a server that goes on with it")
                .startsWith("1:");

        HttpResponse<String> created = post("/api/sessions/" + old + "/retakes?turn=3");
        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode retake = json.readTree(created.body());
        String session = retake.path("session").asString();
        assertThat(retake.path("scenario").asString()).isEqualTo("platform-down");
        assertThat(retake.path("note").isNull()).isTrue();

        try (RawClient client = RawClient.connect(service.address(), null)) {
            client.text("{\"type\":\"hello\",\"resume\":\"%s\",\"last\":0}"
                    .formatted(retake.path("resume").asString()));
            JsonNode welcome = client.next("welcome");
            assertThat(welcome.path("session").asString()).isEqualTo(session);
            assertThat(welcome.path("elapsedMs").asLong())
                    .isGreaterThanOrEqualTo(kept.path("at").asLong());
            client.text("{\"type\":\"answer\"}");
            client.text("{\"type\":\"say\",\"text\":\"We get through this together, you and I.\"}");
            assertThat(client.event("leader-spoke").path("turn").asInt()).isEqualTo(2);
            assertThat(client.event("leader-spoke").path("turn").asInt()).isEqualTo(4);
            assertThat(client.event("persona-spoke").path("turn").asInt()).isEqualTo(5);
            client.text("{\"type\":\"hangup\"}");
            client.event("session-graded");
            client.awaitClose();
        }

        List<JsonNode> again = events(session);
        int shared = log.indexOf(kept) + 1;
        assertThat(again.getFirst().path("forkedFrom").path("session").asString())
                .isEqualTo(old);
        assertThat(again.getFirst().path("seed")).isEqualTo(log.getFirst().path("seed"));
        assertThat(again.subList(1, shared)).isEqualTo(log.subList(1, shared));
        JsonNode report =
                json.readTree(get("/api/sessions/" + session + "/report").body());
        assertThat(report.path("call").path("forkedFrom").path("turn").asInt()).isEqualTo(3);
        assertThat(report.path("attempts").findValuesAsString("session")).contains(old);
    }

    @RealTimeTest
    void whatCannotBeTakenAgainIsSaid() throws Exception {
        assertThat(post("/api/sessions/nobody/retakes?turn=0").statusCode()).isEqualTo(404);
        String old = typedCall("Hello Kenji.");
        HttpResponse<String> beyond = post("/api/sessions/" + old + "/retakes?turn=99");
        assertThat(beyond.statusCode()).isEqualTo(404);
        assertThat(beyond.body()).contains("The call has no turn 99.");
        assertThat(post("/api/sessions/" + old + "/retakes?turn=-1").statusCode())
                .isEqualTo(400);
        assertThat(post("/api/sessions/" + old + "/retakes?turn=two").statusCode())
                .isEqualTo(400);
    }

    private String typedCall(String... lines) {
        try (RawClient client = RawClient.connect(service.address(), null)) {
            client.text("{\"type\":\"hello\",\"scenario\":\"platform-down\",\"seed\":7}");
            String session = client.next("welcome").path("session").asString();
            client.text("{\"type\":\"answer\"}");
            for (String line : lines) {
                client.event("persona-spoke");
                client.text("{\"type\":\"say\",\"text\":\"%s\"}".formatted(line));
            }
            client.event("persona-spoke");
            client.text("{\"type\":\"hangup\"}");
            client.event("session-graded");
            client.awaitClose();
            return session;
        }
    }

    private List<JsonNode> events(String session) throws IOException, InterruptedException {
        JsonNode all = json.readTree(get("/api/sessions/" + session).body());
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    private static JsonNode one(List<JsonNode> log, String type, int turn) {
        return log.stream()
                .filter(e ->
                        e.path("type").asString().equals(type) && e.path("turn").asInt() == turn)
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)));
    }

    private URI at(String path) {
        return service.address().resolve(path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
