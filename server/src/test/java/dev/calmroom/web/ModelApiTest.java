package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.exam.ExamResults;
import dev.calmroom.exam.ModelDesk;
import dev.calmroom.exam.ModelDesk.Subject;
import dev.calmroom.exam.ModelDesk.Task;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.log.EventJson;
import dev.calmroom.scenario.ScenarioFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;

/** What is told of the language models, to whom, and their check. */
class ModelApiTest {
    private static final Caller ANN = new Caller("a", "Ann", Set.of(Caller.Role.AUTHOR), Set.of());
    private static final Caller BOB = new Caller("b", "Bob", Set.of(Caller.Role.AUTHOR), Set.of());
    private static final Caller ROOT = new Caller("r", "Ro", Set.of(Caller.Role.ADMIN), Set.of());
    private static final Caller LEARNER = new Caller("l", "Lu", Set.of(), Set.of());

    @TempDir
    Path data;

    private final AtomicInteger calls = new AtomicInteger();
    private Thread checking = Thread.currentThread();

    @Test
    void whereNoneIsConfiguredAllOfThatIsSaid() throws Exception {
        // The service that runs: through its doors, on this machine.
        URI address = RunningService.shared().address().resolve("/api/model");
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> models =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(models.statusCode()).isEqualTo(200);
        assertThat(EventJson.mapper().readTree(models.body()).path("models")).isEmpty();

        HttpRequest check = HttpRequest.newBuilder(address.resolve("/api/model/check"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> refused = http.send(check, HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(EventJson.mapper().readTree(refused.body()).path("detail").asString())
                .startsWith("No language model is configured");

        HttpRequest proxied = HttpRequest.newBuilder(address)
                .header("X-Forwarded-For", "203.0.113.9")
                .build();
        HttpResponse<String> closed = http.send(proxied, HttpResponse.BodyHandlers.ofString());
        assertThat(closed.statusCode()).isEqualTo(403);
        assertThat(closed.body()).contains("only to a browser on the server's own machine");
    }

    @Test
    void onlyWhoRunsTheServiceIsToldAndMeKnowsWhoThatIs() throws Exception {
        MockMvc api = api(desk());
        assertThat(ask(api, HttpMethod.GET, "/api/model", LEARNER).getStatus()).isEqualTo(403);
        assertThat(ask(api, HttpMethod.POST, "/api/model/check", LEARNER).getStatus())
                .isEqualTo(403);
        assertThat(ask(api, HttpMethod.GET, "/api/model", ANN).getStatus()).isEqualTo(200);
        assertThat(ask(api, HttpMethod.GET, "/api/model", ROOT).getStatus()).isEqualTo(200);
        assertThat(ask(api, HttpMethod.GET, "/api/model", null).getStatus()).isEqualTo(200);

        MockMvc me = MockMvcBuilders.standaloneSetup(new MeController()).build();
        assertThat(json(ask(me, HttpMethod.GET, "/api/me", LEARNER))
                        .path("runs")
                        .asBoolean())
                .isFalse();
        assertThat(json(ask(me, HttpMethod.GET, "/api/me", ANN)).path("runs").asBoolean())
                .isTrue();
    }

    @Test
    void aModelIsCheckedAndTheAnswerSaysHowFar() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(stream ->
                stream.open("text/event-stream").openAi("We ", "are ", "down.").openAiEnd())) {
            MockMvc api = api(desk(speaks(server, "stub")));
            MockHttpServletResponse begun = ask(api, HttpMethod.POST, "/api/model/check", ANN);
            assertThat(begun.getStatus()).isEqualTo(202);
            assertThat(json(begun).path("state").asString()).isEqualTo("running");
            assertThat(checking.join(Duration.ofSeconds(30))).isTrue();

            JsonNode told = json(ask(api, HttpMethod.GET, "/api/model", BOB));
            assertThat(told.path("models").get(0).path("tasks").get(0).asString())
                    .isEqualTo("speaks");
            assertThat(told.path("mine").asBoolean()).isFalse();
            JsonNode check = told.path("check");
            assertThat(check.path("state").asString()).isEqualTo("done");
            assertThat(check.path("done").asInt()).isEqualTo(9);
            assertThat(check.path("found").get(0).path("speed").path("answers").asInt())
                    .isEqualTo(8);
            assertThat(server.requests).hasSize(9);
        }
    }

    @Test
    void whatIsWrongIsToldInTheWordsOfTheHealth() throws Exception {
        try (ScriptedModelServer server =
                new ScriptedModelServer(stream -> stream.status(404, "{\"error\":\"model 'granite' not found\"}"))) {
            MockMvc api = api(desk(speaks(server, "granite")));
            ask(api, HttpMethod.POST, "/api/model/check", ANN);
            assertThat(checking.join(Duration.ofSeconds(30))).isTrue();

            JsonNode told = json(ask(api, HttpMethod.GET, "/api/model", ANN));
            assertThat(told.path("check").path("found").get(0).path("trouble").asString())
                    .contains("knows no model «granite»", "stub");
            assertThat(told.path("models").get(0).path("trouble").asString())
                    .contains("knows no model «granite»", "stub");
        }
    }

    @Test
    void aSecondOneAndOneBesideACallAreRefusedWithASentence() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            asked.countDown();
            stream.open("text/event-stream").stall();
        })) {
            MockMvc api = api(desk(speaks(server, "stub")));
            calls.set(1);
            assertThat(refusal(ask(api, HttpMethod.POST, "/api/model/check", ANN)))
                    .startsWith("Somebody is on the line");
            calls.set(0);
            ask(api, HttpMethod.POST, "/api/model/check", ANN);
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(refusal(ask(api, HttpMethod.POST, "/api/model/check", BOB)))
                    .startsWith("stub is being checked already");
            assertThat(refusal(ask(api, HttpMethod.DELETE, "/api/model/check", BOB)))
                    .startsWith("Somebody else");

            assertThat(ask(api, HttpMethod.DELETE, "/api/model/check", ROOT).getStatus())
                    .isEqualTo(204);
            assertThat(checking.join(Duration.ofSeconds(30))).isTrue();
            assertThat(server.wasLeft()).as("nobody waits any more").isTrue();
            JsonNode told = json(ask(api, HttpMethod.GET, "/api/model", ANN));
            assertThat(told.path("mine").asBoolean()).isTrue();
            assertThat(told.path("check").path("state").asString()).isEqualTo("broken-off");
        }
    }

    private ModelDesk desk(Subject... subjects) {
        return new ModelDesk(
                List.of(subjects),
                new ExamResults(data),
                () -> new ScenarioFiles(RunningService.prompts()).load("platform-down"),
                calls::get,
                InstantSource.system(),
                work -> checking = Thread.ofVirtual().start(work));
    }

    private static Subject speaks(ScriptedModelServer server, String name) {
        Map<String, String> environment = Map.of(
                "CALMROOM_LLM_PROVIDER", "openai", "CALMROOM_LLM_BASE_URL", server.url(), "CALMROOM_LLM_MODEL", name);
        LanguageModel model =
                LanguageModels.connect(ModelSettings.from(environment::get)).orElseThrow();
        return new Subject(List.of(Task.SPEAKS), model);
    }

    private static MockMvc api(ModelDesk desk) {
        return MockMvcBuilders.standaloneSetup(new ModelController(desk))
                .addFilters(new AuthorsDoor("What is told of the language models"))
                .build();
    }

    private static MockHttpServletResponse ask(MockMvc api, HttpMethod method, String path, @Nullable Caller caller)
            throws Exception {
        return api.perform(MockMvcRequestBuilders.request(method, path)
                        .requestAttr(Caller.ATTRIBUTE, caller == null ? Caller.ANYBODY : caller))
                .andReturn()
                .getResponse();
    }

    private static String refusal(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).isEqualTo(409);
        return json(response).path("detail").asString();
    }

    private static JsonNode json(MockHttpServletResponse response) throws Exception {
        return EventJson.mapper().readTree(response.getContentAsString());
    }
}
