package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TroupeTest {
    @TempDir
    Path prompts;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scenarios/own/scenario.yaml",
                "scenarios/own/sheet.yaml",
                "scenarios/own/questions.yaml",
                "shared/scenario.yaml",
                "hearing.yaml",
                "frameworks/plain/framework.yaml",
                "frameworks/plain/examples/one.yaml"
            })
    void whatAnEarLearnsFromIsHeardAnewWhenItIsEdited(String file) throws IOException {
        write(file, "one: 1\n");
        String before = Troupe.earsFiles(prompts, "own", "plain");
        write(file, "one: 2\n");

        assertThat(Troupe.earsFiles(prompts, "own", "plain")).isNotEqualTo(before);
    }

    @Test
    void twoSheetsAreHeardByTwoEars() throws IOException {
        write("scenarios/own/sheet.yaml", "id: own\n");
        write("scenarios/other/sheet.yaml", "id: other\n");

        assertThat(Troupe.earsFiles(prompts, "own", "plain")).isNotEqualTo(Troupe.earsFiles(prompts, "other", "plain"));
    }

    private void write(String file, String text) throws IOException {
        Path path = prompts.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
