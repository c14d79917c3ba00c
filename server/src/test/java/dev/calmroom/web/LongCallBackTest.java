package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.Rehearsal;
import dev.calmroom.roleplay.ScenarioRoleplay;
import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A long call whose server is gone is gone on with at a server that has only just started and has heard none of its words.
 * Its bound is a figure, so that it is run by itself, with {@code -Dcalmroom.outliving=true}.
 */
@Tag("slow")
@Tag("database")
@EnabledIfSystemProperty(named = "calmroom.outliving", matches = "true")
class LongCallBackTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final List<Integer> TURNS = List.of(21, 61, 121);
    private static final String SCENARIO = "platform-down";
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    @Test
    void itIsBackWithinTwoSeconds() throws Exception {
        List<Duration> all = new ArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            for (int turns : TURNS) {
                String session = "call-of-" + turns + "-" + all.size();
                keep(postgres, call(session, turns), session);
                ServerProcess server = ServerProcess.start(postgres, folder, ProxyProcess.freePort());
                try {
                    server.awaitReady();
                    Duration back = comeBack(server, session, turns);
                    System.out.printf("%d turns: welcomed after %d ms%n", turns, back.toMillis());
                    all.add(back);
                } finally {
                    server.kill();
                }
            }
        }
        assertThat(all).allSatisfy(back -> assertThat(back).isLessThan(WITHIN));
    }

    private static Duration comeBack(ServerProcess server, String token, int turns) {
        long from = System.nanoTime();
        try (RawClient client = RawClient.connect(server.address(), null)) {
            client.text("{\"type\":\"hello\",\"resume\":\"%s\",\"last\":0}".formatted(token));
            JsonNode welcome = client.next("welcome");
            Duration back = Duration.ofNanos(System.nanoTime() - from);
            assertThat(welcome.path("resumed").asBoolean()).isTrue();
            while (client.event("persona-spoke").path("turn").asInt() < turns) {
                // All of it comes again.
            }
            return back;
        }
    }

    private static void keep(EmbeddedPostgres postgres, List<LoggedEvent> call, String token) {
        try (Store store =
                Store.open(new Database(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"))) {
            String session = ((SessionStarted) call.getFirst().event()).session();
            store.log().appendAll(session, call);
            store.leases().expect(session, token);
            store.leases().answered(session);
        }
    }

    /** Lines that nobody has put together before, until so many turns have been taken. */
    private static List<LoggedEvent> call(String session, int turns) {
        Scenario scenario = new ScenarioFiles(RunningService.prompts()).load(SCENARIO);
        FrameworkFiles files = new FrameworkFiles(RunningService.prompts());
        List<String> lines =
                new ArrayList<>(files.examples(files.load(scenario.plot().framework())).stream()
                        .map(Example::text)
                        .toList());
        Collections.shuffle(lines, new Random(turns));
        Iterator<String> says = lines.iterator();
        Leader leader = scene -> new Leader.Action.Says(says.next(), Duration.ZERO);
        Players players = Players.builtIn(RunningService.prompts(), scenario);
        ScenarioRoleplay ringing = ScenarioRoleplay.ringing(scenario, players.appraiser(), players.ear(), SEED)
                .keepingReadings();
        List<LoggedEvent> log = new ArrayList<>();
        try {
            Rehearsal.run(started(session, scenario, ringing), ringing, players.agent(), leader, event -> {
                log.add(event);
                if (event.event() instanceof PersonaSpoke spoke && spoke.turn() >= turns) {
                    throw new Enough();
                }
            });
        } catch (Enough enough) {
            return log;
        }
        throw new AssertionError("the call ended by itself");
    }

    private static SessionStarted started(String session, Scenario scenario, ScenarioRoleplay ringing) {
        return new SessionStarted(
                session,
                new SessionStarted.Setting(scenario.id(), scenario.plot().framework(), scenario.sha256(), SEED),
                new Engines("none", "none", "understudy", "built-in", "built-in"),
                Instant.now(),
                ringing.state(),
                null);
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
