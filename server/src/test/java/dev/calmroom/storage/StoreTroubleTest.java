package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.app.StorageConfiguration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Each way in which a store cannot be opened is met with what happened and what to do, by real databases. */
@Tag("database")
@ExtendWith(OutputCaptureExtension.class)
class StoreTroubleTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        try (Connection admin = postgres.getPostgresDatabase().getConnection();
                Statement sql = admin.createStatement()) {
            sql.execute("create user guest password 'right'");
            // The default since PostgreSQL 15; older ones let everybody in.
            sql.execute("revoke create on schema public from public");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void nobodyAnswersAtThatPort() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        opening("jdbc:postgresql://127.0.0.1:" + closed + "/calmroom", "calmroom", "")
                .hasMessageContaining("does not answer")
                .hasMessageContaining("127.0.0.1:" + closed)
                .hasMessageContaining("check host and port in CALMROOM_DATABASE_URL");
    }

    @Test
    void theHostHasNoSuchName() {
        opening("jdbc:postgresql://no-such-host.invalid/calmroom", "calmroom", "")
                .hasMessageContaining("no-such-host.invalid")
                .hasMessageContaining("Check the host");
    }

    @Test
    void thereIsNoSuchDatabase() {
        opening(database("nowhere"), "postgres", "")
                .hasMessageContaining("there is no such database")
                .hasMessageContaining("nowhere")
                .hasMessageContaining("createdb");
    }

    @Test
    void thereIsNoSuchUser() {
        opening(database("postgres"), "stranger", "secret-word")
                .hasMessageContaining("refused the user or the password")
                .hasMessageContaining("CALMROOM_DATABASE_PASSWORD")
                .hasMessageNotContaining("secret-word");
    }

    @Test
    void theUserMayNotMakeTables() {
        opening(database("postgres"), "guest", "right")
                .hasMessageContaining("may not do what is needed")
                .hasMessageContaining("grant create");
    }

    @Test
    void theUrlIsNotOneOfPostgresqlAndItsPasswordIsNotRepeated() {
        assertThatThrownBy(() -> new Database("postgres://me:secret-word@db/calmroom", "me", ""))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not a JDBC URL")
                .hasMessageContaining("jdbc:postgresql://localhost:5432/calmroom")
                .hasMessageNotContaining("secret-word");
    }

    @Test
    void theUrlCannotBeRead() {
        opening("jdbc:postgresql://local host:port/x", "me", "").hasMessageContaining("CALMROOM_DATABASE_URL");
    }

    @Test
    void theDataFolderIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "in the way");
        assertThatThrownBy(() -> Database.inFolder(file))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data");
    }

    @Test
    void theSessionFileIsNoDatabase() throws IOException {
        Files.write(folder.resolve("calmroom.mv.db"), new byte[10_000]);
        assertThatThrownBy(() -> Store.open(Database.inFolder(folder)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("data folder");
    }

    @Test
    void aNewerVersionHasChangedTheTables() throws Exception {
        Database database = Database.inFolder(folder);
        try (Store store = Store.open(database);
                Connection connection = store.source().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
                    + " \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                    + " values (99, '99', 'from the future', 'SQL', 'V99__x.sql', 1, 'me', 1, true)");
        }
        assertThatThrownBy(() -> Store.open(database))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("Start the version that wrote them last");
    }

    @Test
    void aStartThatFailsPrintsTwoSentencesAndNoStackTrace(CapturedOutput output) {
        SpringApplication application = new SpringApplication(StorageConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(() -> application.run(
                        "--calmroom.database.url=" + database("nowhere"), "--calmroom.database.user=postgres"))
                .hasRootCauseInstanceOf(java.sql.SQLException.class);

        assertThat(output)
                .contains("there is no such database")
                .contains("Action:")
                .contains("createdb")
                .doesNotContain("\tat ");
    }

    private static String database(String name) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), name);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> opening(String url, String user, String password) {
        return assertThatThrownBy(() -> Store.open(new Database(url, user, password)))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
