package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.web.ProxyProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two servers behind a real nginx with the very file that compose's profile {@code scale} mounts. */
class ScaleTest {
    private static final Path ROOT = Path.of(System.getProperty("calmroom.root", ".."));

    @TempDir
    private Path folder;

    @Test
    void whoComesThroughReachesEitherServerAndTheOtherWhenOneIsGone() throws Exception {
        ProxyProcess.program("nginx");
        int port = ProxyProcess.freePort();
        try (ConfigurableApplicationContext one = server(0);
                ConfigurableApplicationContext other = server(0);
                ProxyProcess nginx = ProxyProcess.scaling(folder, port, port(one), port(other));
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            nginx.awaitPort("127.0.0.1", port);
            int first = port(one);
            int second = port(other);
            Set<String> reached = new TreeSet<>();
            for (int i = 0; i < 6; i++) {
                reached.add(line(client, port));
            }
            assertThat(reached).as("both, as nothing is sticky").hasSize(2);
            assertThat(get(client, port, "/actuator/health"))
                    .as("not for those outside")
                    .isEqualTo(404);

            assertThat(SpringApplication.exit(one)).isZero();
            for (int i = 0; i < 6; i++) {
                assertThat(line(client, port)).isEqualTo("hello from " + second);
                assertThat(get(client, port, "/api/who")).isEqualTo(200);
            }
            // Back, and the other gone before nginx has asked again: neither is there as nginx sees it.
            try (ConfigurableApplicationContext back = server(first)) {
                assertThat(SpringApplication.exit(other)).isZero();
                assertThat(back.isRunning()).isTrue();
                assertThat(line(client, port)).isEqualTo("hello from " + first);
            }
        }
    }

    private static ConfigurableApplicationContext server(int port) {
        return new SpringApplication(BehindProxyTest.Hall.class)
                .run("--server.port=" + port, "--server.address=127.0.0.1", "--calmroom.proxies=127.0.0.1");
    }

    private static int port(ConfigurableApplicationContext service) {
        return Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
    }

    private static int get(HttpClient client, int port, String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Which server a page's line ends at, as that says itself. */
    private static String line(HttpClient client, int port) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .header("Origin", "http://localhost:" + port)
                .buildAsync(URI.create("ws://localhost:%d/ws/call".formatted(port)), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        heard.complete(text.toString());
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .get(20, TimeUnit.SECONDS);
        socket.sendText("hello", true).get(20, TimeUnit.SECONDS);
        String answer = heard.get(20, TimeUnit.SECONDS);
        socket.abort();
        return answer;
    }

    /** What an nginx cannot say: that compose starts both servers, and nginx with that file. */
    @Test
    void composeHasTwoServersAndTheirProxy() throws Exception {
        String compose = Files.readString(ROOT.resolve("docker-compose.yml"), StandardCharsets.UTF_8);
        JsonNode services = JsonMapper.builder()
                .build()
                .valueToTree(new org.yaml.snakeyaml.Yaml().<Object>load(compose))
                .path("services");
        JsonNode second = services.path("second");
        assertThat(second.path("profiles").path(0).asString()).isEqualTo("scale");
        assertThat(second.path("environment")).isEqualTo(services.path("server").path("environment"));
        assertThat(second.has("ports")).isFalse();
        // Passed on as nothing, it once had the logging find no file, and say nothing at all.
        assertThat(second.path("environment").path("CALMROOM_LOG").asString()).isEqualTo("${CALMROOM_LOG:-text}");
        assertThat(ScaleTest.class.getResource("/log-.xml")).isNotNull();
        JsonNode proxy = services.path("proxy");
        assertThat(proxy.path("profiles").path(0).asString()).isEqualTo("scale");
        assertThat(proxy.path("volumes").path(0).asString()).startsWith("./docs/nginx-scale.conf:");
        assertThat(services.path("server").has("profiles")).isFalse();
    }
}
