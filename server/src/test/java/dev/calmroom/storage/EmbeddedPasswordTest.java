package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The embedded database is opened with the password that lies beside it, and with no other. */
@Tag("database")
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedPasswordTest {
    @TempDir
    private Path data;

    @Test
    void itIsMadeAtTheFirstStartForTheOwnersEyesAndKept(CapturedOutput output) throws Exception {
        start();
        String password = password();
        assertThat(password).hasSizeGreaterThanOrEqualTo(32);
        if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(rights()).isEqualTo("rw-------");
        }
        start();
        assertThat(password()).isEqualTo(password);
        assertThat(output).doesNotContain(password);
        assertThat(Database.inFolder(data).toString()).doesNotContain(password);
        assertThat(filesWith(password)).containsExactly(EmbeddedPassword.FILE);
    }

    @Test
    void whoHasTheDatabasesFileAloneCannotOpenIt() {
        start();
        assertThatThrownBy(() -> connect("")).isInstanceOf(SQLException.class).hasMessageContaining("Wrong user");
        assertThatThrownBy(() -> connect("calmroom")).isInstanceOf(SQLException.class);
    }

    @Test
    void twoDataFoldersHaveDifferentOnes() {
        assertThat(Database.inFolder(data).password())
                .isNotEqualTo(Database.inFolder(data.resolve("other")).password());
    }

    @Test
    void aDatabaseFromBeforeGetsOneAndKeepsItsSessions(CapturedOutput output) throws Exception {
        asBefore();
        start();
        assertThat(keptSession()).isEqualTo("call");
        assertThatThrownBy(() -> connect("")).isInstanceOf(SQLException.class);
        assertThat(output).doesNotContain(password()).doesNotContain("Wrong user");
    }

    @Test
    void aStartThatEndedBeforeTheDatabaseHadItsPasswordIsMadeUpFor() throws Exception {
        asBefore();
        String made = EmbeddedPassword.in(data);
        start();
        assertThat(password()).isEqualTo(made);
        assertThat(keptSession()).isEqualTo("call");
    }

    @Test
    void anEmptyFileIsAStartThatEndedWhileItWasWritten() throws Exception {
        asBefore();
        Files.createFile(data.resolve(EmbeddedPassword.FILE));
        start();
        assertThat(password()).isNotEmpty();
        assertThat(keptSession()).isEqualTo("call");
    }

    @Test
    void aFileThatDoesNotBelongToTheDatabaseIsToldAndNothingIsLost(CapturedOutput output) throws Exception {
        asBefore();
        start();
        String right = password();
        Files.delete(data.resolve(EmbeddedPassword.FILE));
        assertThatThrownBy(this::start)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(EmbeddedPassword.FILE)
                .hasMessageContaining("Put back")
                .hasMessageNotContaining(password())
                .hasMessageNotContaining(right);
        assertThat(output).doesNotContain(password()).doesNotContain(right);
        Files.writeString(data.resolve(EmbeddedPassword.FILE), right);
        assertThat(keptSession()).isEqualTo("call");
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        Files.createDirectory(data.resolve(EmbeddedPassword.FILE));
        assertThatThrownBy(() -> Database.inFolder(data))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("--data");
    }

    private void start() {
        try (Store store = Store.open(Database.inFolder(data))) {
            store.sessions().ping();
        }
    }

    /** As earlier versions left it: no password, no file, and something in it. */
    private void asBefore() throws SQLException {
        Database now = Database.inFolder(data.resolve("template"));
        String url = now.url().replace("template/", "");
        try (Store store = Store.open(new Database(url, "calmroom", ""))) {
            store.log().append("call", 0, Events.started("call"));
        }
    }

    private String keptSession() {
        try (Store store = Store.open(Database.inFolder(data))) {
            return store.sessions().latest(1, 0).getFirst().id();
        }
    }

    private void connect(String password) throws SQLException {
        DriverManager.getConnection(Database.inFolder(data).url() + ";IFEXISTS=TRUE", "calmroom", password)
                .close();
    }

    private String password() throws IOException {
        return Files.readString(data.resolve(EmbeddedPassword.FILE)).strip();
    }

    private String rights() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(EmbeddedPassword.FILE)));
    }

    private List<String> filesWith(String word) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, word))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static boolean contains(Path file, String word) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
