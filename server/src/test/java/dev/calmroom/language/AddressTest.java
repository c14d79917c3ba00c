package dev.calmroom.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people write them, against servers that have only their own paths. */
class AddressTest {
    private static final String OPENAI_LIST = "{\"object\":\"list\",\"data\":[{\"id\":\"small\"}]}";
    private static final String OPENAI_STREAM =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Yes.\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    private static final String OLLAMA_LIST = "{\"models\":[{\"name\":\"small:latest\"}]}";
    private static final String OLLAMA_STREAM = """
            {"message":{"content":"Yes."},"done":false}
            {"message":{"content":""},"done":true,"done_reason":"stop"}
            """;

    private final Map<String, String> paths = new TreeMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String body = paths.getOrDefault(path, "404 page not found");
            exchange.getResponseHeaders()
                    .set("Content-Type", body.startsWith("data:") ? "text/event-stream" : "application/x-ndjson");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(paths.containsKey(path) ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LanguageModel model(String provider, String form) {
        String url = form.replace("HOST", "localhost:" + server.getAddress().getPort());
        return Answer.model(url, "small", Map.of("CALMROOM_LLM_PROVIDER", provider));
    }

    @ParameterizedTest
    @CsvSource({
        "openai, HOST",
        "openai, http://HOST",
        "openai, http://HOST/",
        "openai, http://HOST/v1",
        "openai, http://HOST/v1/",
        "openai, HOST/v1/chat/completions",
        "openai, http://HOST/v1/models",
        "openai, http://HOST/api",
        "ollama, HOST",
        "ollama, http://HOST/api/chat",
        "auto, HOST",
        "auto, http://HOST/v1/chat/completions/"
    })
    void aServerOfOpenAisProtocolIsFound(String provider, String form) throws Exception {
        paths.put("/v1/models", OPENAI_LIST);
        paths.put("/v1/chat/completions", OPENAI_STREAM);

        assertThat(Answer.ask(model(provider, form)).text()).isEqualTo("Yes.");
    }

    @ParameterizedTest
    @CsvSource({
        "ollama, HOST",
        "ollama, http://HOST/",
        "ollama, http://HOST/v1",
        "ollama, http://HOST/api",
        "ollama, HOST/api/chat",
        "openai, HOST",
        "auto, http://HOST/api/",
        "auto, http://HOST/v1"
    })
    void aServerOfOllamasProtocolIsFound(String provider, String form) throws Exception {
        paths.put("/api/tags", OLLAMA_LIST);
        paths.put("/api/chat", OLLAMA_STREAM);

        assertThat(Answer.ask(model(provider, form)).text()).isEqualTo("Yes.");
        assertThat(asked.getLast())
                .contains("\"model\":\"small:latest\"")
                .contains("\"keep_alive\"")
                .contains("\"think\":false");
    }

    @ParameterizedTest
    @CsvSource({
        "auto, http://HOST/v1, /api/chat",
        "auto, HOST/v1/chat/completions, /api/chat",
        "auto, HOST, /api/chat",
        "ollama, http://HOST/v1, /api/chat",
        "openai, http://HOST/v1, /v1/chat/completions"
    })
    void anOllamaThatSpeaksBothProtocolsIsAskedInItsOwnUnlessToldOtherwise(String provider, String form, String path)
            throws Exception {
        try (FakeOllama ollama = FakeOllama.with("small:latest")) {
            String url = form.replace("HOST", "localhost:" + ollama.port());
            LanguageModel model = Answer.model(url, "small", Map.of("CALMROOM_LLM_PROVIDER", provider));

            assertThat(Answer.ask(model).text()).isEqualTo(FakeOllama.WORDS);
            assertThat(ollama.requests().getLast()).startsWith(path + " ");
            if (path.startsWith("/api")) {
                assertThat(ollama.requests().getLast())
                        .contains("\"num_ctx\"")
                        .contains("\"keep_alive\"")
                        .contains("\"think\":false");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:11434/v1", "localhost:11434", "http://gpu-box:11434/v1/chat/completions"})
    void onOllamasPortItsOwnProtocolIsTriedFirst(String written) {
        assertThat(Endpoint.readings(ServerAddress.parse(written, "X"), Provider.AUTO)
                        .getFirst())
                .isInstanceOf(OllamaDialect.class);
    }

    @ParameterizedTest
    @CsvSource({"HOST/gateway/openai", "http://HOST/gateway/openai/", "HOST/gateway/openai/chat/completions"})
    void aPathOfItsOwnIsKept(String form) throws Exception {
        paths.put("/gateway/openai/models", OPENAI_LIST);
        paths.put("/gateway/openai/chat/completions", OPENAI_STREAM);

        assertThat(Answer.ask(model("openai", form)).text()).isEqualTo("Yes.");
    }

    @Test
    void llamaCppsImitationOfOllamaIsNotTakenForIt() throws Exception {
        paths.put("/api/tags", "{\"models\":[{\"name\":\"small\"}],\"object\":\"list\",\"data\":[{\"id\":\"small\"}]}");
        paths.put("/v1/models", paths.get("/api/tags"));
        paths.put("/v1/chat/completions", OPENAI_STREAM);

        assertThat(Answer.ask(model("ollama", "HOST")).text()).isEqualTo("Yes.");
    }

    @Test
    void anAddressThatIsLedOnIsAskedWhereItLeads() throws Exception {
        paths.put("/v1/models", OPENAI_LIST);
        paths.put("/v1/chat/completions", OPENAI_STREAM);
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "http://localhost:" + server.getAddress().getPort() + exchange.getRequestURI());
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
        door.start();
        try {
            String url = "http://localhost:" + door.getAddress().getPort() + "/v1";
            assertThat(Answer.ask(Answer.model(url, "small", Map.of())).text()).isEqualTo("Yes.");
            assertThat(asked.getLast()).startsWith("POST /v1/chat/completions {");
        } finally {
            door.stop(0);
        }
    }

    @Test
    void aNameAndAPasswordInTheAddressAreSentAndNeverShown() throws Exception {
        server.createContext("/v1/", exchange -> {
            boolean known =
                    "Basic bWU6cGEgc3M=".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean lists = exchange.getRequestURI().getPath().endsWith("/models");
            String body = known ? lists ? OPENAI_LIST : OPENAI_STREAM : "{\"error\":\"who are you?\"}";
            exchange.getResponseHeaders().set("Content-Type", lists ? "application/json" : "text/event-stream");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        String host = "localhost:" + server.getAddress().getPort();
        LanguageModel model = LanguageModels.connect(
                        ModelSettings.from(Map.of("CALMROOM_LLM_BASE_URL", "me:pa%20ss@" + host + "/v1")::get))
                .orElseThrow();
        assertThat(Answer.ask(model).text()).isEqualTo("Yes.");
        assertThat(model.name()).isEqualTo("the model at " + host + "/v1");
        assertThat(model.settings().toString()).doesNotContain("pa%20ss", "me:");

        Answer stranger = Answer.ask(Answer.model("http://me:wrong@" + host, "small", Map.of()));
        assertThat(stranger.error).hasMessageContaining("who are you?").hasMessageNotContaining("wrong");
        server.stop(0);
        assertThat(Answer.ask(Answer.model("http://me:secret@" + host, "small", Map.of())).error)
                .hasMessageContaining("nothing listens there")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Answer.model("ftp://me:secret@host", "small", Map.of()))
                .hasMessageContaining("ftp://host")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theAddressIsTriedOnce() throws Exception {
        paths.put("/api/tags", OLLAMA_LIST);
        paths.put("/api/chat", OLLAMA_STREAM);
        LanguageModel model = model("openai", "HOST");
        Answer.ask(model).text();
        int before = asked.size();

        Answer.ask(model).text();
        assertThat(asked).hasSize(before + 1);
    }

    @Test
    void whereNoModelsServerIsTheVariableIsNamedAndWhatWasAnswered() throws Exception {
        Answer answer = Answer.ask(model("openai", "HOST"));

        assertThat(answer.error)
                .hasMessageContaining("CALMROOM_LLM_BASE_URL")
                .hasMessageContaining("GET /v1/models answered 404 404 page not found")
                .hasMessageContaining("POST /v1/chat/completions answered 404");
    }

    @Test
    void whereNobodyListensThatIsSaid() throws Exception {
        LanguageModel model = model("openai", "HOST/v1");
        server.stop(0);

        assertThat(Answer.ask(model).error)
                .hasMessageContaining("CALMROOM_LLM_BASE_URL=localhost")
                .hasMessageContaining("nothing listens there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "ftp://models/v1", "http://host:port", "http://ho st/", "://x"})
    void whatCanBeNoAddressIsRefusedAtTheStart(String text) {
        assertThatThrownBy(() -> Answer.model(text, "small", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CALMROOM_LLM_BASE_URL is '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "models.example.com, https://models.example.com",
        "models.example.com/v1, https://models.example.com",
        "gpu-box:8000, http://gpu-box:8000",
        "gpu.local:11434, http://gpu.local:11434",
        "models.office.lan/v1, http://models.office.lan",
        "host.docker.internal:11434, http://host.docker.internal:11434",
        "local.example.com, https://local.example.com",
        "me:secret@gpu.local:8000/v1, http://gpu.local:8000",
        "192.168.1.20:1234/v1, http://192.168.1.20:1234",
        "[::1]:8080, http://[::1]:8080",
        "https://openrouter.ai/api/v1, https://openrouter.ai/api"
    })
    void whatIsLeftOutIsFilledIn(String written, String root) {
        assertThat(ServerAddress.parse(written, "X").root()).isEqualTo(root);
    }
}
