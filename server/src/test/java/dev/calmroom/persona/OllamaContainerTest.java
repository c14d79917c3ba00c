package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.calmroom.language.FakeOllama;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The persona against a server of Ollama's protocol in a container, as the compose file runs one: over a real network,
 * pulled late, left in the middle, frozen, gone. {@code CALMROOM_TEST_JAVA_IMAGE} names another Java image to build it
 * on.
 */
@Tag("slow")
@Tag("container")
class OllamaContainerTest {
    private static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");
    private static final List<Turn> CALL = List.of(
            Turn.of(1, Speaker.PERSONA, "It's Kenji. We're still down."),
            Turn.of(2, Speaker.LEADER, "How likely is the fix to work?"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Scenario scenario;
    private static SpeechGuard guard;
    private static ScheduledExecutorService timer;
    private static String image;
    private GenericContainer<?> ollama;

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No container engine here, so the persona is not tried against a model's server in a container.");
        scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        String template = Files.readString(PROMPTS.resolve("turn.md"));
        guard = new SpeechGuard(
                SpeechRules.read(PROMPTS), scenario, new AllMiniLmL6V2QuantizedEmbeddingModel(), template);
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        String java = System.getenv().getOrDefault("CALMROOM_TEST_JAVA_IMAGE", "eclipse-temurin:25-jre");
        image = new ImageFromDockerfile()
                .withFileFromPath("classes/", Path.of("target/test-classes/dev/calmroom/language"))
                .withDockerfileFromBuilder(dockerfile -> dockerfile
                        .from(java)
                        .copy("classes/", "/fake/dev/calmroom/language/")
                        .entryPoint("java", "-cp", "/fake", FakeOllama.class.getName()))
                .get();
    }

    @AfterAll
    static void tidy() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    @BeforeEach
    void run() {
        ollama = new GenericContainer<>(image)
                .withExposedPorts(FakeOllama.PORT)
                .waitingFor(Wait.forHttp("/api/tags").withStartupTimeout(PATIENCE));
        ollama.start();
    }

    @AfterEach
    void stop() {
        ollama.stop();
    }

    @Test
    void thePersonasWordsComeFromTheModelInTheContainerSentenceBySentence() throws Exception {
        pull("small:2b");
        ModelCase.Heard heard = speak(agent(Map.of("CALMROOM_LLM_MODEL", "small:2b")));

        assertThat(heard.pieces).containsExactly("Sixty percent, maybe.", " I would not swear to it tonight.");
        assertThat(heard.speaker).isEqualTo("small:2b");
        assertThat(heard.note).isEmpty();
    }

    @Test
    void untilTheModelIsPulledTheUnderstudySpeaksAndThenTheModelDoes() throws Exception {
        ModelCase.Heard before = speak(agent(Map.of("CALMROOM_LLM_MODEL", "small:2b")));
        assertThat(before.speaker).isEqualTo("understudy");
        assertThat(before.text()).isNotBlank();
        assertThat(before.note).isNotBlank();

        pull("small:2b");
        assertThat(speak(agent(Map.of("CALMROOM_LLM_MODEL", "small:2b"))).speaker)
                .isEqualTo("small:2b");
    }

    @Test
    void withoutANameTheModelThatIsThereIsTaken() throws Exception {
        assertThat(speak(agent(Map.of())).speaker).isEqualTo("understudy");
        pull("small:2b");
        assertThat(speak(agent(Map.of())).speaker).isEqualTo("the model at " + address(""));
    }

    @Test
    void aBargeInClosesTheStreamAtTheServer() throws Exception {
        pull("slow:2b");
        ModelCase.Heard heard = new ModelCase.Heard();
        Wording wording = agent(Map.of("CALMROOM_LLM_MODEL", "slow:2b")).word(brief(), CALL, heard);
        assertThat(heard.first.await(30, TimeUnit.SECONDS)).isTrue();
        wording.cancel();

        await().atMost(PATIENCE).until(() -> ask("GET", "/fake/left", "").equals("1"));
        assertThat(heard.complete.getCount())
                .as("a reply that was cut is not concluded")
                .isEqualTo(1);
    }

    @Test
    void aServerThatFreezesIsReplacedInTheSameTurn() throws Exception {
        pull("small:2b");
        PersonaAgent agent = agent(Map.of(
                "CALMROOM_LLM_MODEL", "small:2b", "CALMROOM_LLM_FIRST_WORD_SECONDS", "1", "CALMROOM_LLM_RETRIES", "0"));
        String id = ollama.getContainerId();
        ollama.getDockerClient().pauseContainerCmd(id).exec();
        try {
            assertThat(speak(agent).speaker).isEqualTo("understudy");
        } finally {
            ollama.getDockerClient().unpauseContainerCmd(id).exec();
        }
    }

    @Test
    void aServerThatIsKilledLosesNoTurn() throws Exception {
        pull("small:2b");
        PersonaAgent agent = agent(Map.of("CALMROOM_LLM_MODEL", "small:2b"));
        assertThat(speak(agent).speaker).isEqualTo("small:2b");
        ollama.getDockerClient().killContainerCmd(ollama.getContainerId()).exec();

        ModelCase.Heard heard = speak(agent);
        assertThat(heard.speaker).isEqualTo("understudy");
        assertThat(heard.text()).isNotBlank();
    }

    private PersonaAgent agent(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CALMROOM_LLM_PROVIDER", "ollama",
                "CALMROOM_LLM_BASE_URL", address(""),
                "CALMROOM_LLM_FIRST_WORD_SECONDS", "12",
                "CALMROOM_LLM_SILENCE_SECONDS", "12"));
        environment.putAll(more);
        LanguageModel model =
                LanguageModels.connect(ModelSettings.from(environment::get)).orElseThrow();
        return Casts.cast(model, scenario, Manner.WORDED, Casts.withoutBridge(model), guard, timer)
                .forCall();
    }

    private static ModelCase.Heard speak(PersonaAgent agent) throws InterruptedException {
        ModelCase.Heard heard = new ModelCase.Heard();
        agent.word(brief(), CALL, heard);
        assertThat(heard.complete.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return heard;
    }

    private static Brief brief() {
        return UnderstudyTest.brief(
                3, "give-range", "guarded", List.of("odds"), CALL.getLast().text());
    }

    private void pull(String model) throws Exception {
        assertThat(ask("POST", "/api/pull", "{\"model\":\"%s\"}".formatted(model)))
                .contains("success");
        assertThat(ask("GET", "/api/tags", "")).contains(model);
    }

    private String ask(String method, String path, String body) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address(path)))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private String address(String path) {
        return "http://%s:%d%s".formatted(ollama.getHost(), ollama.getMappedPort(FakeOllama.PORT), path);
    }
}
