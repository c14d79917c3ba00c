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

    private static List<TextSegment> texts(String... texts) {
        return List.of(texts).stream().map(TextSegment::from).toList();
    }

    @Test
    void examplesAreEmbeddedOnceAlsoAfterARestartAndKeepTheirOrder() {
        Path file = folder.resolve("vectors.bin");
        FakeModel first = new FakeModel();
        new RememberedEmbeddings(first, file).embedAll(texts("one", "three"));

        FakeModel second = new FakeModel();
        List<Embedding> vectors = new RememberedEmbeddings(second, file)
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
        RememberedEmbeddings remembered = new RememberedEmbeddings(model, file);

        assertThat(remembered.embed("one").content())
                .isEqualTo(remembered.embed("one").content());
        assertThat(model.asked).containsExactly("one");
        assertThat(file).doesNotExist();
    }

    @Test
    void aDamagedFileIsMadeAnew() throws Exception {
        Path file = Files.write(folder.resolve("vectors.bin"), new byte[] {0, 0, 0, 9, 1});
        FakeModel model = new FakeModel();

        new RememberedEmbeddings(model, file).embedAll(texts("one"));
        FakeModel next = new FakeModel();
        new RememberedEmbeddings(next, file).embedAll(texts("one"));

        assertThat(model.asked).containsExactly("one");
        assertThat(next.asked).isEmpty();
    }

    @Test
    void whatIsLearnedInPiecesAndByTwoAtOnceIsKeptWhole() throws Exception {
        Path file = folder.resolve("vectors.bin");
        RememberedEmbeddings one = new RememberedEmbeddings(new FakeModel(), file);
        RememberedEmbeddings other = new RememberedEmbeddings(new FakeModel(), file);
        one.embedAll(texts("one"));
        long size = Files.size(file);
        other.embedAll(texts("three"));
        one.embedAll(texts("eins"));

        FakeModel next = new FakeModel();
        new RememberedEmbeddings(next, file).embedAll(texts("three", "one", "eins"));

        assertThat(next.asked).isEmpty();
        assertThat(Files.size(file)).as("nothing is written twice").isEqualTo(3 * size + 2 + 1);
    }

    @Test
    void whatPeopleSayIsNotKept() {
        Path file = folder.resolve("vectors.bin");
        FakeModel model = new FakeModel();
        new RememberedEmbeddings(model, file).embed("a secret");

        assertThat(file).doesNotExist();
    }
}
