package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.StoreStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server is stopped in the middle of a call and started again. */
@Tag("database")
class LostPostgresTest {
    @TempDir
    private Path folder;

    @Test
    void aServerStoppedInMidCallCostsNoEventAndNoMoreThanSeconds() throws Exception {
        EmbeddedPostgres postgres = start(0);
        int port = postgres.getPort();
        List<LoggedEvent> shown = new ArrayList<>();
        List<StoreStatus.Held> held = new ArrayList<>();
        CompletableFuture<StoreStatus.Kept> back = new CompletableFuture<>();
        Database database = new Database("jdbc:postgresql://localhost:%d/postgres".formatted(port), "postgres", "");

        try (Store store = Store.open(database)) {
            store.log().watch("call", news -> {
                switch (news) {
                    case StoreStatus.Held state -> held.add(state);
                    case StoreStatus.Kept state -> back.complete(state);
                }
            });
            shown.add(store.log().append("call", 0, Events.started("call")));
            shown.add(store.log().append("call", 1, Events.answered(1, "Hey.")));

            postgres.close();
            long begun = System.nanoTime();
            for (int turn = 2; turn < 12; turn++) {
                shown.add(store.log().append("call", turn, Events.said(turn, "turn " + turn)));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("how long ten events held up the call")
                    .isLessThan(Duration.ofSeconds(8));
            assertThat(held).hasSize(10);
            assertThat(held.getFirst().reason()).contains("database");

            postgres = start(port);
            assertThat(back.get(30, TimeUnit.SECONDS)).isEqualTo(new StoreStatus.Kept(10));
            shown.add(store.log().append("call", 12, Events.ended()));
            assertThat(store.log().read("call", 0)).containsExactlyElementsOf(shown);
        } finally {
            postgres.close();
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }
}
