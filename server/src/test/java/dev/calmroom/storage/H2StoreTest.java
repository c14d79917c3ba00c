package dev.calmroom.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class H2StoreTest extends StoreContract {
    @TempDir
    private static Path data;

    @Override
    Database database() {
        return Database.inFolder(data);
    }
}
