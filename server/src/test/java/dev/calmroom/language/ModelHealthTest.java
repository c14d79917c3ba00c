package dev.calmroom.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import dev.calmroom.language.ScriptedModelServer.Script;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What the health says of a model that does not do its work: asked as a call asks, and said once in the log. */
class ModelHealthTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(ModelCondition.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void isIll(Script script, String... words) throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(script)) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            for (int asked = 0; asked < 3; asked++) {
                assertThatThrownBy(model::check).hasMessageContainingAll(words);
            }
            assertThat(model.trouble().orElseThrow()).contains(words);
            assertThat(warnings()).hasSize(1).first().asString().contains(words);
        }
    }

    @Test
    void anAnswerWithoutAWordIsNone() throws Exception {
        isIll(stream -> stream.open("text/event-stream").openAiEnd(), "answers without a word");
    }

    @Test
    void aRefusedKeyIsSaidWithTheVariable() throws Exception {
        isIll(
                stream -> stream.status(401, "{\"error\":{\"message\":\"invalid key\"}}"),
                "refused the key (401: invalid key)",
                "CALMROOM_LLM_API_KEY");
    }

    @Test
    void aKeyThatAServerSaysBackIsNeitherInTheLogNorInTheHealth() throws Exception {
        String key = "sk-0123456789abcdef";
        try (ScriptedModelServer server = new ScriptedModelServer(
                stream -> stream.status(401, "{\"error\":{\"message\":\"%s is no valid key\"}}".formatted(key)))) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of("CALMROOM_LLM_API_KEY", key));
            assertThatThrownBy(model::check)
                    .hasMessageContaining("(the key) is no valid key")
                    .hasMessageNotContaining(key);
            assertThat(model.trouble().orElseThrow()).doesNotContain(key);
            assertThat(warnings()).hasSize(1).first().asString().doesNotContain(key);
        }
    }

    @Test
    void aModelThatIsNotThereIsSaidWithThoseThatAre() throws Exception {
        isIll(
                stream -> stream.status(404, "{\"error\":{\"message\":\"model 'stub' not found\"}}"),
                "knows no model «stub»",
                "stub, other");
    }

    @Test
    void aServerThatTakesNoMoreSaysForHowLong() throws Exception {
        isIll(
                stream -> stream.header("Retry-After", "90").status(429, "{\"error\":\"quota used up\"}"),
                "takes no more requests for 90 s",
                "quota used up");
    }

    @Test
    void aServerThatFailsSaysWhy() throws Exception {
        isIll(stream -> stream.status(500, "{\"error\":\"out of memory\"}"), "answered 500: out of memory");
    }

    @Test
    void aModelThatIsStillBeingLoadedIsNotThereAndThenIs() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            if (asked.incrementAndGet() == 1) {
                stream.status(503, "{\"error\":{\"code\":503,\"message\":\"Loading model\"}}");
            } else {
                stream.open("text/event-stream").openAi("yes").openAiEnd();
            }
        })) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            model.keepAwake();
            Awaitility.await().until(() -> !warnings().isEmpty());
            assertThat(model.trouble().orElseThrow()).contains("answered 503: Loading model");
            assertThatThrownBy(model::check).hasMessageContaining("Loading model");

            Awaitility.await().until(() -> model.trouble().isEmpty());
            model.check();
            assertThat(warnings()).hasSize(1);
            model.rest();
        }
    }

    /** llama.cpp's server answers everything with 503 while it reads its file, also the question after its models. */
    @Test
    void aServerThatIsStillLoadingIsOneAndIsWaitedFor() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean loading = asked.incrementAndGet() <= 2;
            boolean lists = exchange.getRequestMethod().equals("GET");
            String body = loading
                    ? "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}"
                    : lists
                            ? "{\"data\":[{\"id\":\"stub\"}]}"
                            : "{\"choices\":[{\"message\":{\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}";
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(loading ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            LanguageModel model =
                    Answer.model("http://127.0.0.1:" + server.getAddress().getPort(), "stub", Map.of());
            assertThatThrownBy(model::check)
                    .hasMessageContaining("Loading model")
                    .hasMessageNotContaining("No model's server was found");
            model.awake();
            assertThat(model.trouble()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsWrongIsSaidAlsoWhileSomebodyIsAsking() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            if (asked.incrementAndGet() == 1) {
                stream.status(500, "{\"error\":\"out of memory\"}");
            } else {
                stream.hang();
            }
        })) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            assertThatThrownBy(model::check).hasMessageContaining("out of memory");
            var open = model.ask(ChatRequest.builder().messages(Answer.QUESTION).build(), new Answer());
            assertThatThrownBy(model::check).hasMessageContaining("out of memory");
            open.cancel();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, who are you, whose server refuses the key",
        "404, model not found, which its server does not have",
        "429, slow down, whose server takes no more requests for now",
        "503, Loading model, which is still being loaded",
        "500, out of memory, which is not answering"
    })
    void whoIsOnTheLineIsToldWhatIsWrongAndNothingOfTheServer(int status, String said, String inShort)
            throws Exception {
        try (ScriptedModelServer server =
                new ScriptedModelServer(stream -> stream.status(status, "{\"error\":\"%s\"}".formatted(said)))) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            assertThat(model.troubleInShort()).isEmpty();
            assertThatThrownBy(model::check).hasMessageContaining("127.0.0.1");
            assertThat(model.troubleInShort()).contains(inShort);
        }
        LanguageModel nobody = Answer.model("http://127.0.0.1:1", "stub", Map.of());
        assertThatThrownBy(nobody::check).hasMessageContaining("nothing listens there");
        assertThat(nobody.troubleInShort()).contains("whose server cannot be reached");
    }

    @Test
    void aModelThatDoesNotAnswerAtAllIsBeingLoadedUntilItIsKnownBetter() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(ScriptedModelServer.Stream::hang)) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            model.keepAwake();
            assertThat(model.trouble().orElseThrow())
                    .contains("still being loaded")
                    .contains(server.url());
            assertThatThrownBy(model::check).hasMessageContaining("still being loaded");
            model.rest();
        }
    }

    @Test
    void aProbeThatIsNotAnsweredSaysHowLongItWaited() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(ScriptedModelServer.Stream::hang)) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            assertThatThrownBy(model::check).hasMessageContaining("had not answered after 5 s");
            assertThat(warnings())
                    .as("of this server; one before it may be told of late")
                    .filteredOn(warning -> warning.contains(server.url()))
                    .hasSize(1);
        }
    }
}
