package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher leaves in the temporary folder: nothing of a process that is gone, however it ended. */
class TemporaryFolderTest {
    private static final Path LAUNCHER =
            Path.of(System.getProperty("calmroom.root", "..")).resolve("calmroom");

    @TempDir
    private Path place;

    @Test
    void whatAKilledProcessLeftIsTakenAwayAndNothingElse() throws Exception {
        Process killed = new ProcessBuilder("true").start();
        assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Path left = folder("calmroom-run-aaaaaaaa." + killed.pid());
        Path alive = folder("calmroom-run-bbbbbbbb." + ProcessHandle.current().pid());
        Path others = folder("somebody-elses." + killed.pid());

        Path own = Path.of(launched());

        assertThat(left).doesNotExist();
        assertThat(alive.resolve("library/native.so")).exists();
        assertThat(others.resolve("library/native.so")).exists();
        assertThat(own).isDirectory().hasParent(place);
        assertThat(own.getFileName().toString()).matches("calmroom-run-\\w{8}\\.\\d+");
    }

    private Path folder(String name) throws Exception {
        Path folder = Files.createDirectories(place.resolve(name));
        Files.writeString(Files.createDirectory(folder.resolve("library")).resolve("native.so"), "");
        return folder;
    }

    /** The launcher's own function, alone: the launcher itself would build the product. */
    private String launched() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                "-euc",
                "source <(sed -n '/^temporary_folder()/,/^}/p' '%s'); temporary_folder".formatted(LAUNCHER));
        builder.environment().put("TMPDIR", place.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
