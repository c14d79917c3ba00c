package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.web.CutCall.Back;
import dev.calmroom.web.CutCall.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server with its embedded database is killed (kill -9) in every phase of a call and started again: the client that
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
        List<Back> all = new ArrayList<>();
        ServerProcess server = ServerProcess.alone(folder, port);
        try {
            for (Phase phase : Phase.values()) {
                server.awaitReady();
                CutCall call = CutCall.in(phase, server);
                server = ServerProcess.alone(folder, port);
                server.awaitReady();
                Back back = call.goOn(server);
                System.out.println("restarted, " + back);
                all.add(back);
            }
            assertThat(all).allSatisfy(back -> assertThat(back.welcomed()).isLessThan(WITHIN));
        } finally {
            server.kill();
        }
    }
}
