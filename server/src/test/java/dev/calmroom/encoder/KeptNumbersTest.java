package dev.calmroom.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptNumbersTest {
    @TempDir
    private Path folder;

    private int learned;

    private float[] learn(String example) {
        return learn(example, Optional.empty());
    }

    private float[] learn(String example, Optional<Path> shipped) {
        return new KeptNumbers(folder.resolve("learned"), shipped).of("length-1", out -> out.writeUTF(example), () -> {
            learned++;
            return new float[] {example.length(), 0.5f};
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("learned"))) {
            return files.toList();
        }
    }

    @Test
    void whatWasLearnedOfTheSameExamplesIsNotLearnedAgain() {
        assertThat(learn("three")).containsExactly(5, 0.5f);
        assertThat(learn("three")).containsExactly(5, 0.5f);

        assertThat(learned).isEqualTo(1);
    }

    @Test
    void otherExamplesAreLearned() {
        learn("three");

        assertThat(learn("eleven")).containsExactly(6, 0.5f);
        assertThat(learned).isEqualTo(2);
    }

    @Test
    void whatTheBuildHasLearnedIsNotLearnedAgainAndItsFolderStaysAsItIs() throws IOException {
        learn("three");
        Path shipped = Files.move(folder.resolve("learned"), folder.resolve("shipped"));

        assertThat(learn("three", Optional.of(shipped))).containsExactly(5, 0.5f);
        assertThat(learned).isEqualTo(1);
        assertThat(learn("eleven", Optional.of(shipped))).containsExactly(6, 0.5f);
        assertThat(learned).isEqualTo(2);
        assertThat(files()).as("only what is new is kept beside it").hasSize(1);

        try (Stream<Path> made = Files.list(shipped)) {
            Path only = made.toList().getFirst();
            Files.write(only, new byte[] {0, 0, 0, 2, 64, 0});
            assertThat(learn("three", Optional.of(shipped))).containsExactly(5, 0.5f);
            assertThat(Files.size(only)).isEqualTo(6);
        }
    }

    @Test
    void aFileCutShortIsMadeAnew() throws IOException {
        learn("three");
        Path file = files().getFirst();
        Files.write(file, new byte[] {0, 0, 0, 2, 64, 0});

        assertThat(learn("three")).containsExactly(5, 0.5f);
        assertThat(learned).isEqualTo(2);
        assertThat(Files.size(file)).isEqualTo(12);
    }

    @Test
    void whereNothingCanBeKeptItIsLearnedEachTime() throws IOException {
        Files.writeString(folder.resolve("learned"), "a file where the folder should be");

        learn("three");

        assertThat(learn("three")).containsExactly(5, 0.5f);
        assertThat(learned).isEqualTo(2);
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws IOException {
        for (int i = 0; i < 205; i++) {
            learn("example " + i);
        }

        assertThat(files()).hasSize(200);
    }
}
