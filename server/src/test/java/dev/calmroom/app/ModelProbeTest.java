package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.calmroom.language.ModelSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelProbeTest {
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/tags", exchange -> {
            byte[] body = "{\"models\":[{\"name\":\"small:2b\"}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aModelThatIsThereIsWell() {
        assertThatCode(probe("small:2b")::run).doesNotThrowAnyException();
    }

    @Test
    void aModelThatIsNotPulledYetIsNamed() {
        assertThatThrownBy(probe("large:70b")::run)
                .hasMessageContaining("does not have the model large:70b yet")
                .hasMessageContaining("understudy");
    }

    @Test
    void aServerThatFailsOrIsGoneIsNamed() {
        status = 503;
        assertThatThrownBy(probe("small:2b")::run).hasMessageContaining("answers 503");
        ModelProbe gone = probe("small:2b");
        server.stop(0);
        assertThatThrownBy(gone::run).hasMessageContaining("does not answer");
    }

    private ModelProbe probe(String model) {
        return new ModelProbe(ModelSettings.from(Map.of(
                "CALMROOM_LLM_PROVIDER",
                "ollama",
                "CALMROOM_LLM_BASE_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "CALMROOM_LLM_MODEL",
                model)::get));
    }
}
