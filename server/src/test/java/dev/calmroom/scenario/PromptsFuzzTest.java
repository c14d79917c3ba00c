package dev.calmroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.text.BentText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** An author's files, bent and broken in every way: they are played, or refused with what is wrong; never anything else. */
class PromptsFuzzTest {
    private static final int EDITS = Integer.getInteger("calmroom.fuzz", 100);

    @TempDir
    private Path prompts;

    @Test
    void aBrokenFileIsToldAndNothingElseHappens() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), prompts);
        List<Path> files = files();
        Random random = new Random(28);
        int played = 0;
        for (int i = 0; i < EDITS; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            // As an editor with another character set would: what is not UTF-8 has to be told as well.
            String bent = BentText.of(new String(whole, StandardCharsets.UTF_8), random);
            Files.write(file, bent.getBytes(i % 20 == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8));
            try {
                assertThat(new ScenarioFiles(prompts).load("lost-key")).isNotNull();
                played++;
            } catch (InvalidPromptsException told) {
                assertThat(told.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.message()).isNotBlank();
                    assertThat(problem.file()).isNotNull();
                });
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("edit %d of %s:%n%s".formatted(i, file.getFileName(), bent), e);
            }
            Files.write(file, whole);
        }
        assertThat(played).as("some are still right").isBetween(EDITS / 100, EDITS * 9 / 10);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(prompts)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
