package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        copy(Path.of("src/test/resources/prompts"), folder);
        Path emotion = folder.resolve("scenarios/lost-key/emotion.yaml");
        Files.writeString(emotion, Files.readString(emotion).replace("start: 0.5", "start: 5"));

        assertThat(validate(folder)).isEqualTo(1);

        assertThat(err.toString())
                .contains("emotion.yaml:3: dimensions/1/start: ")
                .contains("1");
    }

    @Test
    void mistakesInWhatTheJudgeListensForAreNamedWithTheirLines(@TempDir Path folder) throws IOException {
        copy(Path.of("../prompts"), folder);
        Path judge = folder.resolve("frameworks/steady-hand/judge.yaml");
        Files.writeString(judge, Files.readString(judge).replace("    asked: false", "    asked: perhaps"));
        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString()).containsPattern("judge.yaml:[0-9]+: criteria/questions.decides/asked: ");

        copy(Path.of("../prompts"), folder);
        Files.writeString(judge, Files.readString(judge).replace("  trap.blame:", "  trap.shame:"));
        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString())
                .containsPattern("judge.yaml:[0-9]+: criteria/trap.shame: the framework has no such criterion");

        copy(Path.of("../prompts"), folder);
        Path alternatives = folder.resolve("frameworks/steady-hand/alternatives.yaml");
        Files.writeString(alternatives, Files.readString(alternatives).replaceFirst("- try:", "- say:"));
        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString()).containsPattern("alternatives.yaml:[0-9]+: criteria/");
    }

    @Test
    void anEmptyFolderIsNoPromptsFolder(@TempDir Path folder) {
        assertThat(validate(folder)).isNotZero();
        assertThat(err.toString()).contains("expected scenarios/<id>/scenario.yaml, found none");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private int validate(Path folder) {
        return new CommandLine(new Validate())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(folder.toString());
    }
}
