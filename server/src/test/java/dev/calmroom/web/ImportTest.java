package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.replay.BroughtIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls from elsewhere, over the interface that the page uses: looked at first, then taken, asked what if, taken out. */
@Tag("slow")
class ImportTest {
    private static final String MEETING = """
            Kenji Nakamura: It is still down. Four hours, or ninety minutes.
            CEO: Who did this? I want a name tonight.
            Kenji Nakamura: I do not know.
            CEO: What is the worst the rollback could cost us?
            """;

    private final RunningService service = RunningService.shared();
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void whoIsWhoIsAskedBeforeAnythingIsTaken() throws Exception {
        JsonNode asked = json.readTree(send("/api/imports/preview", MEETING).body());

        assertThat(asked.path("trouble").asString()).contains("line 2: «CEO»");
        assertThat(asked.path("scenario").asString()).isEqualTo("platform-down");
        assertThat(asked.path("voices").findValuesAsString("side")).containsExactly("persona", "unknown");
        assertThat(send("/api/imports", MEETING).statusCode()).isEqualTo(422);

        JsonNode told =
                json.readTree(send("/api/imports/preview?leader=CEO", MEETING).body());
        assertThat(told.path("trouble").isNull()).isTrue();
        assertThat(told.path("first").findValuesAsString("speaker"))
                .containsExactly("persona", "leader", "persona", "leader");
    }

    @Test
    void aCallFromElsewhereIsGradedAskedWhatIfAndComesBackAsItWasExported() throws Exception {
        HttpResponse<String> taken = send("/api/imports?leader=CEO", MEETING);
        assertThat(taken.statusCode()).isEqualTo(201);
        String session = json.readTree(taken.body()).path("session").asString();

        JsonNode report = graded(session);
        assertThat(report.path("call").path("engines").path("persona").asString())
                .isEqualTo(BroughtIn.SPEAKER);
        assertThat(report.path("turns").findValuesAsString("text")).contains("Who did this? I want a name tonight.");
        assertThat(report.path("curve").size()).isGreaterThan(1);
        assertThat(report.path("attempts").findValuesAsString("session"))
                .as("earlier calls")
                .doesNotContain(session);

        JsonNode other = json.readTree(ask(session, 2, "Nobody is to blame tonight. How are you holding up?"));
        double then = last(other.path("then")).path("trust").asDouble();
        assertThat(last(other.path("now")).path("trust").asDouble()).isGreaterThan(then);
        assertThat(other.path("faithful").asBoolean()).isTrue();
        assertThat(other.path("parts").asString()).isEqualTo("heard");

        String exported = get("/api/sessions/" + session);
        String again = json.readTree(send("/api/imports", exported).body())
                .path("session")
                .asString();
        assertThat(again).isNotEqualTo(session);
        assertThat(get("/api/sessions/" + again).replace(again, session)).isEqualTo(exported);
    }

    @Test
    void howMuchOfALongCallHasBeenHeardIsToldWhileItIsTaken() throws Exception {
        String lines = IntStream.range(0, 400)
                .mapToObj(
                        i -> "Leader: Where do we stand on point %d of all that we have to do tonight?%nKenji: At %d.%n"
                                .formatted(i, i))
                .collect(Collectors.joining());
        try (ExecutorService taking = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> taken = taking.submit(() -> send("/api/imports?watch=mine", lines));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> json.readTree(get("/api/imports/under-way/mine"))
                                    .path("done")
                                    .asDouble(0)
                            > 0);
            assertThat(taken.get().statusCode()).isEqualTo(201);
        }
        assertThat(json.readTree(get("/api/imports/under-way/mine"))
                        .path("done")
                        .asDouble())
                .isZero();
    }

    @Test
    void whatASettingThatIsGoneWasPlayedUnderSaysSoWhereverItIsToBePlayedAgain() throws Exception {
        String session = json.readTree(send("/api/imports?leader=CEO", MEETING).body())
                .path("session")
                .asString();
        graded(session);
        ArrayNode events = (ArrayNode) json.readTree(get("/api/sessions/" + session));
        ((ObjectNode) events.path(0)).putObject("circumstances").put("difficulty", "of-last-year");
        String gone = json.readTree(send("/api/imports", events.toString()).body())
                .path("session")
                .asString();

        for (String asked : List.of("runs", "retakes?turn=1")) {
            HttpResponse<String> refused = post("/api/sessions/" + gone + "/" + asked, "{\"understudy\":true}");
            assertThat(refused.statusCode()).as(asked).isEqualTo(409);
            assertThat(refused.body()).contains("There is no difficulty 'of-last-year'");
        }
        HttpResponse<String> run = post("/api/sessions/" + session + "/runs", "{\"understudy\":true}");
        assertThat(run.statusCode()).isEqualTo(200);
        assertThat(json.readTree(run.body()).findValues("manner"))
                .as("how each reply is spoken, then and now")
                .isNotEmpty()
                .allSatisfy(manner -> assertThat(manner.path("rate").asDouble()).isBetween(0.5, 2.0));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return sent(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode last(JsonNode play) {
        return play.path("curve").path(play.path("curve").size() - 1).path("state");
    }

    private JsonNode graded(String session) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> json.readTree(get("/api/sessions/" + session + "/report")),
                        report ->
                                report.path("grading").path("stage").asString().equals("done"));
    }

    private String ask(String session, int turn, String text) throws IOException, InterruptedException {
        String question = "{\"turn\":%d,\"text\":\"%s\"}".formatted(turn, text);
        HttpResponse<String> answer = sent(HttpRequest.newBuilder(at("/api/sessions/" + session + "/what-if"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String path, String file) throws IOException, InterruptedException {
        return sent(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file.getBytes(StandardCharsets.UTF_16))));
    }

    private String get(String path) throws IOException, InterruptedException {
        return sent(HttpRequest.newBuilder(at(path))).body();
    }

    private URI at(String path) {
        return service.address().resolve(path);
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
