package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk under the embedded database fills up in the middle of a call and is given space again: a limit on the size of
 * files, set on the running process, makes the writes fail as a full disk does.
 */
@Tag("slow")
@Tag("database")
class FullDiskTest {
    @TempDir
    private Path data;

    private final List<String> shown = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Process server;

    @SuppressWarnings("NullAway.Init")
    private PrintWriter orders;

    @SuppressWarnings("NullAway.Init")
    private BufferedReader answers;

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aDiskThatFillsUpInMidCallCostsNothingOnceThereIsSpace() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "needs prlimit (util-linux) to fill the disk");
        start();
        say("before");
        assertThat(until("shown")).isEqualTo("shown: 2");

        limitFilesTo(Files.size(data.resolve("calmroom.mv.db")));
        String news = "";
        for (int i = 0; !news.startsWith("held"); i++) {
            assertThat(i).as("events that still fitted").isLessThan(200);
            say("while full " + i + " " + "x".repeat(20_000));
            news = next();
        }
        assertThat(news).contains("The disk that holds the data folder is full.");
        assertThat(until("shown")).isNotNull();
        say("while full, and last");
        until("shown");

        limitFilesTo(-1);
        assertThat(until("kept")).isNotNull();
        say("after");
        until("shown");
        orders.close();
        assertThat(until("closed")).isEqualTo("closed");
        assertThat(server.waitFor()).isZero();

        try (Store store = Store.open(Database.inFolder(data))) {
            List<LoggedEvent> kept = store.log().read("call", 1);
            assertThat(kept)
                    .extracting(event -> ((SessionEvent.LeaderSpoke) event.event()).text())
                    .containsExactlyElementsOf(shown);
            assertThat(kept.getLast().sequence()).isEqualTo(shown.size() + 1);
        }
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    private void start() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ObedientProcess.class.getName(),
                        data.toString(),
                        "call")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = new PrintWriter(server.outputWriter(), true);
        answers = server.inputReader();
        until("ready");
    }

    private void say(String words) {
        shown.add(words);
        orders.println(words);
    }

    private String until(String kind) throws IOException {
        String line = next();
        while (!line.startsWith(kind)) {
            line = next();
        }
        return line;
    }

    private String next() throws IOException {
        String line = answers.readLine();
        assertThat(line).as("the process ended").isNotNull();
        return line;
    }

    private void limitFilesTo(long bytes) throws Exception {
        String limit = bytes < 0 ? "unlimited" : Long.toString(bytes);
        Process prlimit = new ProcessBuilder("prlimit", "--pid", "" + server.pid(), "--fsize=" + limit + ":")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }
}
