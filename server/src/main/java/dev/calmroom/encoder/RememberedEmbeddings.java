package dev.calmroom.encoder;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds lists of examples once and keeps the vectors in a file, so that a start need not embed hundreds of sentences
 * again. Single sentences, which are what people say, are never kept. A file that cannot be read is made anew.
 */
public final class RememberedEmbeddings implements EmbeddingModel {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedEmbeddings.class);
    private static final int MOST = 20_000;

    private final EmbeddingModel model;
    private final Path file;
    private final Map<String, float[]> known;

    /** @param file where the vectors lie; one file a model */
    public RememberedEmbeddings(EmbeddingModel model, Path file) {
        this.model = model;
        this.file = file;
        this.known = read(file);
    }

    @Override
    public Response<Embedding> embed(String text) {
        return model.embed(text);
    }

    @Override
    public synchronized Response<List<Embedding>> embedAll(List<TextSegment> examples) {
        List<TextSegment> unknown = examples.stream()
                .filter(example -> !known.containsKey(example.text()))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            List<Embedding> learned = model.embedAll(unknown).content();
            for (int i = 0; i < unknown.size(); i++) {
                known.put(unknown.get(i).text(), learned.get(i).vector());
            }
            write();
        }
        return Response.from(examples.stream()
                .map(example -> Embedding.from(known.get(example.text())))
                .toList());
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    private static Map<String, float[]> read(Path file) {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return vectors;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            for (int i = 0; i < count && i < MOST; i++) {
                String text = in.readUTF();
                float[] vector = new float[in.readUnsignedShort()];
                for (int at = 0; at < vector.length; at++) {
                    vector[at] = in.readFloat();
                }
                vectors.put(text, vector);
            }
        } catch (IOException e) {
            LOG.info("{} cannot be read and is made anew: {}", file, e.toString());
            vectors.clear();
        }
        return vectors;
    }

    private void write() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "embeddings", ".part");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
                List<Map.Entry<String, float[]>> newest =
                        List.copyOf(known.entrySet()).subList(Math.max(0, known.size() - MOST), known.size());
                out.writeInt(newest.size());
                for (Map.Entry<String, float[]> entry : newest) {
                    out.writeUTF(entry.getKey());
                    out.writeShort(entry.getValue().length);
                    for (float value : entry.getValue()) {
                        out.writeFloat(value);
                    }
                }
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Example sentences are embedded again at the next start, because {} cannot be written.", file, e);
        }
    }
}
