package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.calmroom.authoring.EditedFiles.Saved;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Files edited from the page. */
class EditedFilesTest {
    private static final String EMOTION = "scenarios/lost-key/emotion.yaml";

    @TempDir
    Path folder;

    private Path prompts = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private EditedFiles files;

    @BeforeEach
    void somebodyOpensTheStudio() throws IOException {
        prompts = folder.resolve("prompts");
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), prompts);
        files = new EditedFiles(
                new PromptsInUse(prompts, folder.resolve("work"), refused -> {}),
                folder.resolve("kept"),
                folder.resolve("drafts"),
                Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void aSaveKeepsTheVersionBeforeAndItCanBeReadAgain() {
        EditedFiles.Text before = files.read(EMOTION);
        String edited = before.text().replace("start: 0.5", "start: 0.6");

        assertThat(files.save(EMOTION, edited, before.sha256())).isInstanceOf(Saved.Done.class);

        assertThat(prompts.resolve(EMOTION)).hasContent(edited);
        assertThat(files.versions(EMOTION)).singleElement().satisfies(version -> {
            assertThat(version.when()).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(files.version(EMOTION, version.id()).text()).isEqualTo(before.text());
        });
    }

    @Test
    void whatIsSavedIsReadableForWhomANewFileIs() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path made = Files.writeString(folder.resolve("new.yaml"), "a: b\n");
        EditedFiles.Text before = files.read(EMOTION);

        files.save(EMOTION, before.text().replace("start: 0.5", "start: 0.6"), before.sha256());

        assertThat(Files.getPosixFilePermissions(prompts.resolve(EMOTION)))
                .isEqualTo(Files.getPosixFilePermissions(made));
        assertThat(prompts.resolve("scenarios/lost-key").toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void whatNoCheckThoughtOfIsAProblemAndNoFailure() {
        assertThat(files.problems(EMOTION, "a: " + "[".repeat(200_000))).isNotEmpty();
    }

    @Test
    void aBrokenFileIsNeverSavedOverAGoodOne() {
        EditedFiles.Text before = files.read(EMOTION);

        Saved saved = files.save(EMOTION, before.text().replace("start: 0.5", "start: 5"), before.sha256());

        assertThat(saved)
                .isInstanceOfSatisfying(
                        Saved.Broken.class,
                        broken -> assertThat(broken.problems()).anySatisfy(problem -> {
                            assertThat(problem.file()).isEqualTo(Path.of(EMOTION));
                            assertThat(problem.line()).isEqualTo(3);
                        }));
        assertThat(prompts.resolve(EMOTION)).hasContent(before.text());
        assertThat(files.versions(EMOTION)).isEmpty();
    }

    @Test
    void anEditThatWouldBreakAnotherFileIsToldOfThere() {
        String framework = "frameworks/plain-words/framework.yaml";
        String text = files.read(framework).text();

        assertThat(files.problems(framework, text.replace("id: hurry", "id: rush")))
                .extracting(Problem::file)
                .contains(Path.of("scenarios/lost-key/scenario.yaml"));
        assertThat(files.problems(framework, text)).isEmpty();
    }

    @Test
    void anEditOnDiskMeanwhileIsAConflictAndIsNotWrittenOver() throws IOException {
        EditedFiles.Text opened = files.read(EMOTION);
        String other = opened.text() + "# somebody else was here\n";
        Files.writeString(prompts.resolve(EMOTION), other);

        Saved saved = files.save(EMOTION, opened.text() + "# mine\n", opened.sha256());

        assertThat(saved)
                .isInstanceOfSatisfying(
                        Saved.Conflict.class,
                        conflict -> assertThat(conflict.onDisk().text()).isEqualTo(other));
        assertThat(prompts.resolve(EMOTION)).hasContent(other);
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws IOException {
        Files.writeString(folder.resolve("secret.yaml"), "not for you");

        assertThatThrownBy(() -> files.read("../secret.yaml")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.save("../secret.yaml", "x", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.version(EMOTION, "../../secret.yaml"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
