package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two real servers on one PostgreSQL; one is killed (kill -9) in the middle of a call, and the same client goes on at the
 * other. Starts three servers: two to begin with, and one in place of the first that is killed. With
 * {@code -Dcalmroom.outliving=true} it is killed in every phase of a call, five are started, and how long it takes to be back
 * is bounded.
 */
@Tag("slow")
@Tag("database")
class OutlivingProcessTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        one = ServerProcess.start(postgres, folder, ProxyProcess.freePort());
        other = ServerProcess.start(postgres, folder, ProxyProcess.freePort());
        one.awaitReady();
        other.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        one.kill();
        other.kill();
        postgres.close();
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
            ServerProcess fresh = ServerProcess.start(postgres, folder, ProxyProcess.freePort());
            one = other;
            other = fresh;
            fresh.awaitReady();
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
            onTheLineAgain(phase.name(), took);
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

    /** Bounded only where it runs by itself: with a build beside it figures mean nothing. */
    private static void onTheLineAgain(String what, Duration took) {
        System.out.printf("%s: on the line again after %d ms%n", what, took.toMillis());
        if (Boolean.getBoolean("calmroom.outliving")) {
            assertThat(took).as(what).isLessThan(WITHIN);
        }
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
                        other.json("/api/sessions/" + session).spliterator(), false)
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
        return StreamSupport.stream(other.json("/api/sessions").spliterator(), false)
                .filter(it -> it.path("session").asString().equals(session))
                .findFirst()
                .orElseThrow()
                .path("status")
                .asString();
    }
}
