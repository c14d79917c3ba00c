package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two real servers on one PostgreSQL; one is killed (kill -9) in the middle of a call, and the same client goes on at the
 * other. Starts three servers: two to begin with, and one in place of the first that is killed. With
 * {@code -Dcalmroom.outliving=true} it is killed in every phase of a call, and five are started.
 */
@Tag("slow")
@Tag("database")
class OutlivingProcessTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static Server one;
    private static Server other;

    private record Server(Process process, URI address) {
        void kill() throws InterruptedException {
            process.toHandle().destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        one = server("one");
        other = server("other");
        awaitHealth(one);
        awaitHealth(other);
    }

    @AfterAll
    static void stop() throws Exception {
        one.kill();
        other.kill();
        postgres.close();
        HTTP.close();
    }

    /** In one test, as each kill costs the start of a server. */
    @Test
    void afterItsServerWasKilledTheSameClientGoesOnAtTheOther() throws Exception {
        List<Phase> phases = Boolean.getBoolean("calmroom.outliving")
                ? List.of(Phase.values())
                : List.of(Phase.PERSONA_SPEAKS, Phase.LEADERS_TURN_IS_TAKEN);
        for (Phase phase : phases) {
            killedIn(phase);
            if (phase == phases.getLast()) {
                return;
            }
            Server fresh = server(phase.name());
            one = other;
            other = fresh;
            awaitHealth(fresh);
        }
    }

    /** Where a call stands when its server dies. */
    private enum Phase {
        RINGING,
        PERSONA_SPEAKS,
        BETWEEN,
        LEADERS_TURN_IS_TAKEN
    }

    private static void killedIn(Phase phase) throws Exception {
        String token;
        String session;
        try (RawClient client = RawClient.connect(one.address(), null)) {
            client.text("{\"type\":\"hello\",\"scenario\":\"platform-down\",\"seed\":7,\"voice\":\"client\"}");
            JsonNode welcome = client.next("welcome");
            token = welcome.path("resume").asString();
            session = welcome.path("session").asString();
            reach(phase, client);
            one.kill();
            client.drop();
        }
        long killed = System.nanoTime();
        try (RawClient client = RawClient.connect(other.address(), null)) {
            client.text("{\"type\":\"hello\",\"resume\":\"%s\",\"last\":0}".formatted(token));
            JsonNode welcome = client.next("welcome");
            Duration took = Duration.ofNanos(System.nanoTime() - killed);
            System.out.printf("%s: on the line again after %d ms%n", phase, took.toMillis());
            assertThat(welcome.path("session").asString()).isEqualTo(session);
            assertThat(welcome.path("resumed").asBoolean()).isTrue();
            assertThat(status(session)).isEqualTo("live");
            if (phase == Phase.RINGING) {
                client.text("{\"type\":\"answer\"}");
            }
            say(client, "Kenji, what do we know so far?");
            client.event("leader-spoke");
            client.text("{\"type\":\"hangup\"}");
            client.event("session-graded");
            client.awaitClose();
        }
        assertWhole(session);
        assertThat(status(session)).isEqualTo("graded");
    }

    private static void reach(Phase phase, RawClient client) {
        if (phase == Phase.RINGING) {
            return;
        }
        client.text("{\"type\":\"answer\"}");
        JsonNode speaking = client.next("speaking");
        if (phase == Phase.PERSONA_SPEAKS) {
            return;
        }
        client.text("{\"type\":\"spoken\",\"turn\":%d,\"chars\":2000,\"done\":true}"
                .formatted(speaking.path("turn").asInt()));
        client.event("persona-spoke");
        if (phase == Phase.LEADERS_TURN_IS_TAKEN) {
            say(client, "How are you holding up, Kenji?");
            client.event("leader-spoke");
        }
    }

    private static void say(RawClient client, String words) {
        client.text("{\"type\":\"say\",\"text\":\"%s\"}".formatted(words));
    }

    /** Numbers without a gap, turns without a double, one beginning and one end. */
    private static void assertWhole(String session) throws Exception {
        List<JsonNode> events = StreamSupport.stream(
                        get("/api/sessions/" + session).spliterator(), false)
                .toList();
        assertThat(events.stream().map(e -> e.path("sequence").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        List<String> turns = events.stream()
                .filter(e -> e.path("type").asString().endsWith("-spoke"))
                .map(e -> e.path("turn").asString())
                .toList();
        assertThat(turns).isNotEmpty().doesNotHaveDuplicates();
        for (String once : List.of("session-started", "session-ended", "session-graded")) {
            assertThat(events)
                    .filteredOn(e -> e.path("type").asString().equals(once))
                    .as(once)
                    .hasSize(1);
        }
    }

    private static String status(String session) throws Exception {
        return StreamSupport.stream(get("/api/sessions").spliterator(), false)
                .filter(it -> it.path("session").asString().equals(session))
                .findFirst()
                .orElseThrow()
                .path("status")
                .asString();
    }

    private static JsonNode get(String path) throws Exception {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(other.address().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static Server server(String name) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "dev.calmroom.cli.Calmroom",
                        "serve",
                        "--port=" + port,
                        "--prompts=" + RunningService.prompts(),
                        "--data=" + folder.resolve(name))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "CALMROOM_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "CALMROOM_DATABASE_USER", "postgres",
                        "CALMROOM_VOICE", "freetts"));
        return new Server(builder.start(), URI.create("http://127.0.0.1:" + port));
    }

    private static void awaitHealth(Server server) throws Exception {
        HttpRequest health = HttpRequest.newBuilder(server.address().resolve("/actuator/health/readiness"))
                .build();
        long until = System.nanoTime() + Duration.ofMinutes(6).toNanos();
        while (System.nanoTime() < until && server.process().isAlive()) {
            try {
                if (HTTP.send(health, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens there yet.
            }
            if (server.process().waitFor(500, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        try (var logs = Files.newDirectoryStream(folder, "*.log")) {
            StringBuilder all = new StringBuilder();
            for (Path log : logs) {
                all.append(Files.readString(log));
            }
            throw new AssertionError("a server is not ready: " + all);
        }
    }
}
