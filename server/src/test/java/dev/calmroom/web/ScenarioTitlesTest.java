package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.ScenarioShelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class ScenarioTitlesTest {
    @TempDir
    private Path prompts;

    private final AtomicLong clock = new AtomicLong();

    @Test
    void aTitleThatAnAuthorHasChangedIsTheNewOneSoon() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), prompts);
        ScenarioTitles titles = new ScenarioTitles(new ScenarioShelf(prompts, refused -> {}), clock::get);
        Path file = prompts.resolve("scenarios/lost-key/scenario.yaml");
        String title = titles.of("lost-key");
        Files.writeString(file, Files.readString(file).replace(title, "Another title than before"));

        assertThat(titles.of("lost-key")).as("kept").isEqualTo(title);
        clock.addAndGet(ScenarioTitles.KEPT.toNanos() + 1);

        assertThat(titles.of("lost-key")).isEqualTo("Another title than before");
    }

    @Test
    void aFolderThatCannotBeReadCostsNobodyTheList() {
        Runnable broken = () -> {
            throw new UncheckedIOException("cannot look", new IOException("Input/output error"));
        };
        ScenarioTitles titles = new ScenarioTitles(new ScenarioShelf(prompts, broken, refused -> {}), clock::get);

        assertThat(titles.of("lost-key")).isEqualTo("lost-key");
    }

    @Test
    void aScenarioThatIsThereNoMoreGoesByItsId() {
        ScenarioTitles titles =
                new ScenarioTitles(new ScenarioShelf(Path.of("src/test/resources/prompts"), refused -> {}), clock::get);

        assertThat(titles.of("long-gone")).isEqualTo("long-gone");
        assertThat(titles.of("/root")).isEqualTo("/root");
        assertThat(titles.of("no\0path")).isEqualTo("no\0path");
    }
}
