package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class H2StoreTest extends StoreContract {
    @TempDir
    private static Path data;

    /** H2's own log of errors quotes statements, and nobody would delete it with a call. */
    @Test
    void anErrorLeavesNoFileBesideTheDatabase(@TempDir Path folder) throws Exception {
        try (Store store = Store.open(Database.inFolder(folder));
                Connection connection = store.source().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select words from nothing"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(folder.resolve("calmroom.trace.db")).doesNotExist();
        assertThat(folder.resolve("calmroom.mv.db")).exists();
    }

    @Override
    Database database() {
        return Database.inFolder(data);
    }
}
