package dev.calmroom.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Tag("database")
class KilledServerOnH2Test extends KilledServerContract {
    @TempDir
    private Path data;

    @Override
    Database database() {
        return Database.inFolder(data);
    }

    @Override
    int rounds() {
        return 50;
    }
}
