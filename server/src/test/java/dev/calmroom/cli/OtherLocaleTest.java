package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A machine that writes numbers with Arabic digits, or with a decimal comma, says what all others say. */
@Tag("slow")
class OtherLocaleTest {
    private static final Path ROOT =
            Path.of(System.getProperty("calmroom.root", "..")).toAbsolutePath();

    @Test
    void aCallIsGradedInTheSameWordsAndDigits() throws Exception {
        String here = graded();

        assertThat(here).containsPattern("[0-9]");
        assertThat(graded("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=nu-arab"))
                .isEqualTo(here);
        assertThat(graded("-Duser.language=de", "-Duser.country=DE")).isEqualTo(here);
    }

    private static String graded(String... locale) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(locale));
        command.addAll(List.of(
                "dev.calmroom.cli.Calmroom", "grade", transcript().toString(), "--prompts=" + ROOT.resolve("prompts")));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static Path transcript() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("prompts/transcripts/steady-hand"))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }
}
