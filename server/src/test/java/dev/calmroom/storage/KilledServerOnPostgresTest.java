package dev.calmroom.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("slow")
@Tag("database")
class KilledServerOnPostgresTest extends KilledServerContract {
    private EmbeddedPostgres postgres;

    @BeforeEach
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Override
    Database database() {
        return new Database("jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()), "postgres", "");
    }

    /** PostgreSQL itself lives on, so a few kills show what fifty show with the embedded database. */
    @Override
    int rounds() {
        return 10;
    }
}
