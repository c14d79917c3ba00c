package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words and sound of calls, on a machine that others have accounts on too. */
class OwnersOnlyTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void whereThereAreAccounts() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no rights to look at here");
    }

    @Test
    void aDataFolderThatIsMadeIsItsOwnersAlone() throws IOException {
        Path data = folder.resolve("data");
        try (Store store = Store.open(Database.inFolder(data))) {
            store.sessions().ping();
            assertThat(rights(data)).isEqualTo("rwx------");
        }
    }

    @Test
    void inOneThatWasThereTheDatabaseAndTheSoundAre() throws IOException {
        Path data = Files.createDirectory(
                folder.resolve("shared"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (Store store = Store.open(Database.inFolder(data))) {
            store.sessions().ping();
            assertThat(rights(data)).isEqualTo("rwxr-xr-x");
            assertThat(rights(data.resolve("calmroom.mv.db"))).isEqualTo("rw-------");
        }
        AudioArchive archive = new AudioArchive(data.resolve("audio"), Duration.ofDays(1), Runnable::run);
        archive.keep("call", Speaker.LEADER, new AudioClip(new short[16_000], 16_000));
        assertThat(rights(data.resolve("audio").resolve("call"))).isEqualTo("rwx------");
    }

    /** Health looks at how much room there is in it. */
    @Test
    void withADatabaseElsewhereItIsMadeToo() throws IOException {
        Path data = folder.resolve("data");
        var _ = new AudioArchive(data.resolve("audio"), Duration.ZERO, Runnable::run);
        assertThat(rights(data)).isEqualTo("rwx------");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
