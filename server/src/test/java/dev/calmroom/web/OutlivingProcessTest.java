package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.web.CutCall.Back;
import dev.calmroom.web.CutCall.Phase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real servers on one PostgreSQL; one is killed (kill -9) in the middle of a call, and the same client goes on at the
 * other. Starts four servers: two to begin with, and one in place of each that is killed but the last. With
 * {@code -Dcalmroom.outliving=true} it is killed in every phase of a call, seven are started, and how long it takes to be
 * back is bounded.
 */
@Tag("slow")
@Tag("database")
class OutlivingProcessTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    /** Its server is missed by then, and whoever is there asks for the grade, or takes the job up. */
    private static final Duration GRADED_WITHIN = Duration.ofSeconds(30);

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
                : List.of(Phase.PERSONA_SPEAKS, Phase.LEADERS_TURN_IS_TAKEN, Phase.GRADING);
        List<Back> all = new ArrayList<>();
        for (Phase phase : phases) {
            Back back = CutCall.in(phase, one).goOn(other);
            System.out.println("at the other server, " + back);
            all.add(back);
            if (phase != phases.getLast()) {
                ServerProcess fresh = ServerProcess.start(postgres, folder, ProxyProcess.freePort());
                one = other;
                other = fresh;
                fresh.awaitReady();
            }
        }
        if (Boolean.getBoolean("calmroom.outliving")) {
            all.forEach(OutlivingProcessTest::assertInTime);
        }
    }

    /** Only where it runs by itself: with a build beside it figures mean nothing. */
    private static void assertInTime(Back back) {
        assertThat(back.welcomed()).as(back.toString()).isLessThan(WITHIN);
        if (back.phase() == Phase.GRADING) {
            assertThat(back.on()).as(back.toString()).isLessThan(GRADED_WITHIN);
        }
    }
}
