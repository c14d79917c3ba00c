package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.calmroom.judging.RubricFolder;
import dev.calmroom.judging.ServedCriteria;
import dev.calmroom.scenario.FrameworkFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** From practices to a framework: one file and examples, and what all share. */
@NullMarked
class NewFrameworkTest {
    @TempDir
    private Path prompts = Path.of("");

    @BeforeEach
    void aFolderWithWhatAllShare() throws IOException {
        for (String part : List.of("shared", "new-framework", "grader-sheet.md", "grader.md", "votes.yaml")) {
            FileSystemUtils.copyRecursively(Path.of("../prompts", part), prompts.resolve(part));
        }
    }

    @Test
    void aNewFrameworkIsGoodAsItIsWrittenAndACallIsMadeByIt() throws IOException {
        new NewFramework(prompts).write("plain-dealing");
        new NewScenario(prompts).write("my-own", "plain-dealing");
        Path folder = prompts.resolve("frameworks/plain-dealing");

        assertThat(PromptsCheck.of(prompts).problems()).isEmpty();
        assertThat(PromptsCheck.of(prompts).good()).hasSize(1);
        assertThat(ServedCriteria.problems(folder, new FrameworkFiles(prompts).examples("plain-dealing")))
                .isEmpty();
    }

    @Test
    void whatAFrameworkLeavesOutIsTakenFromWhatAllShareAndCounts() throws IOException {
        new NewFramework(prompts).write("plain-dealing");
        Path folder = prompts.resolve("frameworks/plain-dealing");
        RubricFolder before = RubricFolder.read(folder);
        Files.writeString(prompts.resolve("grader.md"), "Answer yes or no.\n");

        assertThat(before.alternatives().criteria()).isEmpty();
        assertThat(RubricFolder.read(folder).sha256()).isNotEqualTo(before.sha256());

        Files.writeString(folder.resolve("grader.md"), "Answer no or yes.\n");
        Files.copy(prompts.resolve("votes.yaml"), folder.resolve("votes.yaml"));
        String own = RubricFolder.read(folder).sha256();
        Files.writeString(prompts.resolve("grader.md"), "Answer as you like.\n");
        assertThat(RubricFolder.read(folder).sha256()).isEqualTo(own);
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        new NewFramework(prompts).write("plain-dealing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NewFramework(prompts).write("plain-dealing"))
                .withMessageContaining("there already");
        assertThatIllegalArgumentException().isThrownBy(() -> new NewFramework(prompts).write("../Elsewhere"));
    }
}
