package dev.calmroom.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL as a company runs it, in a container; {@code CALMROOM_TEST_POSTGRES_IMAGE} names another image. */
@Tag("slow")
@Tag("database")
@Tag("container")
class ContainerPostgresStoreTest extends StoreContract {
    private static PostgreSQLContainer postgres;

    @BeforeAll
    static void start() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No container engine here, so PostgreSQL is not tried in a container; the embedded one was.");
        String image = System.getenv().getOrDefault("CALMROOM_TEST_POSTGRES_IMAGE", "postgres:18");
        postgres = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        postgres.start();
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.stop();
        }
    }

    @Override
    Database database() {
        return new Database(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
    }
}
