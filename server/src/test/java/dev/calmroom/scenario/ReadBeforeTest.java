package dev.calmroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that comes upon a file again. */
class ReadBeforeTest {
    @TempDir
    private Path folder;

    private final ReadBefore before = new ReadBefore();
    private Path file = Path.of("");

    @BeforeEach
    void aFile() throws IOException {
        file = Files.writeString(folder.resolve("questions.yaml"), "questions: [{ asks: [Why?] }]\n");
    }

    @Test
    void whatReadsAsBeforeIsNotReadAnewByThisPassOrTheNext() {
        PromptFile first = before.during(() -> PromptFile.read(file));

        assertThat(before.during(() -> PromptFile.read(file, "questions"))).isSameAs(first);
        assertThat(PromptFile.read(file)).as("nobody is checking").isNotSameAs(first);
    }

    @Test
    void whatWasEditedIsReadAndHeldAgainstItsSchemaAnew() throws IOException {
        before.during(() -> PromptFile.read(file, "questions"));
        Files.writeString(file, "questions: [{ asks: [] }]\n");

        assertThatThrownBy(() -> before.during(() -> PromptFile.read(file, "questions")))
                .isInstanceOf(InvalidPromptsException.class);
        assertThatThrownBy(() -> before.during(() -> PromptFile.read(file, "questions")))
                .as("what is wrong stays wrong")
                .isInstanceOf(InvalidPromptsException.class);
    }
}
