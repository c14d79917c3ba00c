package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A scenario that somebody else has made, with a framework and leaders of its own. */
@NullMarked
class ScenarioBoxTest {
    @TempDir
    private Path folder = Path.of("");

    private Path author = Path.of("");
    private Path reader = Path.of("");
    private Path box = Path.of("");

    @BeforeEach
    void oneWhoWritesAndOneWhoPlays() throws IOException {
        author = folder.resolve("author");
        reader = folder.resolve("reader");
        box = folder.resolve("my-own.zip");
        for (String part : List.of("shared", "new-framework", "grader-sheet.md", "grader.md", "votes.yaml")) {
            FileSystemUtils.copyRecursively(Path.of("../prompts", part), author.resolve(part));
            FileSystemUtils.copyRecursively(Path.of("../prompts", part), reader.resolve(part));
        }
        new NewFramework(author).write("plain-dealing");
        new NewScenario(author).write("my-own", "plain-dealing");
        leader(author, "my-own", "steady");
    }

    @Test
    void aFrameworkAndLeadersGoAlong() throws IOException {
        assertThat(new ScenarioBox(author).pack("my-own", box, false))
                .containsExactly("frameworks/plain-dealing", "leaders/steady.yaml");
        assertThatThrownBy(() -> new ScenarioBox(author).pack("my-own", box, false))
                .hasMessageContaining("--replace");

        assertThat(new ScenarioBox(reader).install(box, false).kept()).isEmpty();
        assertThat(PromptsCheck.of(reader).problems()).isEmpty();
        assertThat(new ScenarioFiles(reader).load("my-own").sha256())
                .isEqualTo(new ScenarioFiles(author).load("my-own").sha256());
        assertThat(LeaderScript.readAll(reader, "my-own")).hasSize(1);
    }

    @Test
    void whatIsThereStaysUnlessItIsAskedFor() throws IOException {
        new ScenarioBox(author).pack("my-own", box, false);
        new NewFramework(reader).write("plain-dealing");
        Path own = reader.resolve("frameworks/plain-dealing/examples/04-mine.yaml");
        Files.writeString(own, "voice: mine\nexamples: { other: [Cheerio.] }\n");

        assertThat(new ScenarioBox(reader).install(box, false).kept()).containsExactly("frameworks/plain-dealing");
        assertThat(own).exists();
        assertThatThrownBy(() -> new ScenarioBox(reader).install(box, false)).hasMessageContaining("--replace");

        assertThat(new ScenarioBox(reader).install(box, true).kept()).isEmpty();
        assertThat(own).doesNotExist();
        assertThat(PromptsCheck.of(reader).problems()).isEmpty();
    }

    @Test
    void whatIsNotGoodIsToldByItsPlaceInTheFolderAndNothingOfItIsKept() throws IOException {
        Files.writeString(author.resolve("frameworks/plain-dealing/votes.yaml"), "met: 3\n");
        new ScenarioBox(author).pack("my-own", box, false);

        assertThatThrownBy(() -> new ScenarioBox(reader).install(box, false))
                .isInstanceOfSatisfying(
                        InvalidPromptsException.class,
                        e -> assertThat(e.problems())
                                .allSatisfy(problem -> assertThat(problem.file())
                                        .isEqualTo(Path.of("frameworks/plain-dealing/votes.yaml"))));
        assertThat(reader.resolve("frameworks")).doesNotExist();
        assertThat(reader.resolve("leaders")).doesNotExist();
        assertThat(reader.resolve("scenarios")).doesNotExist();
    }

    @Test
    void whatDoesNotBelongToTheScenarioIsRefused() throws IOException {
        try (OutputStream out = Files.newOutputStream(box);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("other/sheet.yaml"));
            Files.copy(author.resolve("scenarios/my-own/sheet.yaml"), zip);
            zip.putNextEntry(new ZipEntry("frameworks/stray/framework.yaml"));
            Files.copy(author.resolve("frameworks/plain-dealing/framework.yaml"), zip);
        }
        assertThatThrownBy(() -> new ScenarioBox(author).install(box, false)).isInstanceOf(RuntimeException.class);
        assertThat(author.resolve("frameworks/stray")).doesNotExist();
        assertThat(author.resolve("scenarios/other")).doesNotExist();
    }

    private static void leader(Path prompts, String scenario, String id) throws IOException {
        Files.createDirectories(prompts.resolve("leaders"));
        Files.writeString(
                prompts.resolve("leaders").resolve(id + ".yaml"),
                "id: %s\nscenario: %s\nabout: Steady.\nscript: [{ says: [What do we know?] }]\n"
                        .formatted(id, scenario));
    }
}
