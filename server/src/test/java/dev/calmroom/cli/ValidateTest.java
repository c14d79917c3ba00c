package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ValidateTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void goodPromptsAreListedWithWhatIsInThem() {
        assertThat(validate(Path.of("src/test/resources/prompts"))).isZero();

        assertThat(out.toString()).startsWith("lost-key: good (2 facts, 5 acts, 8 lines, ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theProductsOwnPromptsAreGood() {
        assertThat(validate(Path.of("../prompts"))).as(err.toString()).isZero();
    }

    @Test
    void aMistakeIsNamedWithFileAndLineAndTheCommandFails(@TempDir Path folder) throws IOException {
        Path fixture = Path.of("src/test/resources/prompts");
        try (Stream<Path> files = Files.walk(fixture)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(fixture.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path emotion = folder.resolve("scenarios/lost-key/emotion.yaml");
        Files.writeString(emotion, Files.readString(emotion).replace("start: 0.5", "start: 5"));

        assertThat(validate(folder)).isEqualTo(1);

        assertThat(err.toString())
                .contains("emotion.yaml:3: dimensions/1/start: ")
                .contains("1");
    }

    @Test
    void anEmptyFolderIsNoPromptsFolder(@TempDir Path folder) {
        assertThat(validate(folder)).isNotZero();
        assertThat(err.toString()).contains("expected scenarios/<id>/scenario.yaml, found none");
    }

    private int validate(Path folder) {
        return new CommandLine(new Validate())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(folder.toString());
    }
}
