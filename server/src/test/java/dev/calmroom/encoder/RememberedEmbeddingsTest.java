package dev.calmroom.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedEmbeddingsTest {
    @TempDir
    private Path folder;

    /** Counts what it is asked; a text's vector is its length. */
    private static final class FakeModel implements EmbeddingModel {
        final List<String> asked = new ArrayList<>();

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> texts) {
            texts.forEach(text -> asked.add(text.text()));
            return Response.from(texts.stream()
                    .map(text -> Embedding.from(new float[] {text.text().length()}))
                    .toList());
        }
    }

    private static RememberedEmbeddings remembered(EmbeddingModel model, Path file) {
        return new RememberedEmbeddings(model, file, Optional.empty());
    }

    private static List<TextSegment> texts(String... texts) {
        return List.of(texts).stream().map(TextSegment::from).toList();
    }

    @Test
    void examplesAreEmbeddedOnceAlsoAfterARestartAndKeepTheirOrder() {
        Path file = folder.resolve("vectors.bin");
        FakeModel first = new FakeModel();
        remembered(first, file).embedAll(texts("one", "three"));

        FakeModel second = new FakeModel();
        List<Embedding> vectors = remembered(second, file)
                .embedAll(texts("three", "eleven", "one"))
                .content();

        assertThat(first.asked).containsExactly("one", "three");
        assertThat(second.asked).containsExactly("eleven");
        assertThat(vectors).extracting(vector -> vector.vector()[0]).containsExactly(5f, 6f, 3f);
    }

    @Test
    void aSentenceIsEmbeddedOnceAndNeverKeptInTheFile() {
        Path file = folder.resolve("vectors.bin");
        FakeModel model = new FakeModel();
        RememberedEmbeddings remembered = remembered(model, file);

        assertThat(remembered.embed("one").content())
                .isEqualTo(remembered.embed("one").content());
        assertThat(model.asked).containsExactly("one");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatTheBuildHasEmbeddedIsNotEmbeddedAgainAndItsFileStaysAsItIs() throws Exception {
        Path shipped = folder.resolve("shipped.bin");
        remembered(new FakeModel(), shipped).embedAll(texts("one"));
        byte[] made = Files.readAllBytes(shipped);

        Path file = folder.resolve("vectors.bin");
        FakeModel model = new FakeModel();
        new RememberedEmbeddings(model, file, Optional.of(shipped)).embedAll(texts("one", "three"));
        assertThat(model.asked).containsExactly("three");
        assertThat(Files.size(file)).as("only what is new").isEqualTo(made.length + 2);
        assertThat(shipped).hasBinaryContent(made);

        byte[] damaged = {0, 0, 0, 9, 1};
        Files.write(shipped, damaged);
        FakeModel next = new FakeModel();
        new RememberedEmbeddings(next, file, Optional.of(shipped)).embedAll(texts("one", "three"));
        assertThat(next.asked).containsExactly("one");
        assertThat(shipped).hasBinaryContent(damaged);
    }

    @Test
    void aDamagedFileIsMadeAnew() throws Exception {
        Path file = Files.write(folder.resolve("vectors.bin"), new byte[] {0, 0, 0, 9, 1});
        FakeModel model = new FakeModel();

        remembered(model, file).embedAll(texts("one"));
        FakeModel next = new FakeModel();
        remembered(next, file).embedAll(texts("one"));

        assertThat(model.asked).containsExactly("one");
        assertThat(next.asked).isEmpty();
    }

    @Test
    void whatIsLearnedInPiecesAndByTwoAtOnceIsKeptWhole() throws Exception {
        Path file = folder.resolve("vectors.bin");
        RememberedEmbeddings one = remembered(new FakeModel(), file);
        RememberedEmbeddings other = remembered(new FakeModel(), file);
        one.embedAll(texts("one"));
        long size = Files.size(file);
        other.embedAll(texts("three"));
        one.embedAll(texts("eins"));

        FakeModel next = new FakeModel();
        remembered(next, file).embedAll(texts("three", "one", "eins"));

        assertThat(next.asked).isEmpty();
        assertThat(Files.size(file)).as("nothing is written twice").isEqualTo(3 * size + 2 + 1);
    }

    @Test
    void whatPeopleSayIsNotKept() {
        Path file = folder.resolve("vectors.bin");
        FakeModel model = new FakeModel();
        remembered(model, file).embed("a secret");

        assertThat(file).doesNotExist();
    }
}
