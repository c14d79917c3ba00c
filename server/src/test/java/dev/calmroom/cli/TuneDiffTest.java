package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two versions of the prompts beside each other, before a call is played. */
class TuneDiffTest {
    @TempDir
    private Path folder;

    @Test
    void aLeaderThatThereIsNotIsNamedThoughOthersAreThere() {
        StringWriter err = new StringWriter();
        int code = new CommandLine(new TuneDiff())
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, _) -> {
                    line.getErr().println(e.getMessage());
                    return 1;
                })
                .execute(
                        "../prompts",
                        "../prompts",
                        "--prompts",
                        "../prompts",
                        "--out",
                        folder.toString(),
                        "--leader",
                        "steady",
                        "--leader",
                        "stedy");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("has no leader stedy; it has ", "steady")
                .doesNotContain("steady, stedy");
    }
}
