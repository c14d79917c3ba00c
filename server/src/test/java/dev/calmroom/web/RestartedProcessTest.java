package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One server with its embedded database is killed (kill -9) in the middle of a call and started again: the client that
 * waited for it goes on where the call stood. Its bound is a figure, so that it is run by itself, with
 * {@code -Dcalmroom.outliving=true}.
 */
@Tag("slow")
@Tag("database")
@EnabledIfSystemProperty(named = "calmroom.outliving", matches = "true")
class RestartedProcessTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void theSameClientGoesOnTwoSecondsAfterTheServerCanBeReached() throws Exception {
        int port = ProxyProcess.freePort();
        ServerProcess server = ServerProcess.alone(folder, port);
        try {
            server.awaitReady();
            String token = callOfOneTurn(server);
            server = ServerProcess.alone(folder, port);
            server.awaitReady();
            goOn(server, token);
        } finally {
            server.kill();
        }
    }

    private static String callOfOneTurn(ServerProcess server) throws InterruptedException {
        try (RawClient client = RawClient.connect(server.address(), null)) {
            client.text("{\"type\":\"hello\",\"scenario\":\"platform-down\",\"seed\":7,\"voice\":\"client\"}");
            String token = client.next("welcome").path("resume").asString();
            client.text("{\"type\":\"answer\"}");
            client.next("speaking");
            client.text("{\"type\":\"say\",\"text\":\"How are you holding up, Kenji?\"}");
            client.event("leader-spoke");
            server.kill();
            client.drop();
            return token;
        }
    }

    private static void goOn(ServerProcess server, String token) {
        long reachable = System.nanoTime();
        try (RawClient client = RawClient.connect(server.address(), null)) {
            client.text("{\"type\":\"hello\",\"resume\":\"%s\",\"last\":0}".formatted(token));
            JsonNode welcome = client.next("welcome");
            Duration welcomed = Duration.ofNanos(System.nanoTime() - reachable);
            client.next("speaking");
            Duration heard = Duration.ofNanos(System.nanoTime() - reachable);
            System.out.printf(
                    "restarted: welcomed after %d ms, spoken to after %d ms%n", welcomed.toMillis(), heard.toMillis());
            assertThat(welcome.path("resumed").asBoolean()).isTrue();
            assertThat(welcomed).isLessThan(WITHIN);
            client.text("{\"type\":\"say\",\"text\":\"What do we know so far?\"}");
            client.event("leader-spoke");
            client.text("{\"type\":\"hangup\"}");
            client.event("session-graded");
        }
    }
}
