package dev.calmroom.encoder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.download.CacheFolder;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds lists of examples once and keeps the vectors in a file, so that a start need not embed hundreds of sentences
 * again. Single sentences, which are what people say, are never kept in a file; in memory the last thousands are, because
 * a call is heard again each time that it is played again. A file that cannot be read is made anew.
 */
public final class RememberedEmbeddings implements EmbeddingModel {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedEmbeddings.class);
    /** What files of edited examples have left behind is learned anew from here on. */
    private static final int MOST = 40_000;

    /** Of single sentences; some six megabytes. */
    private static final int MOST_SENTENCES = 4_000;

    private static final int LONGEST_TEXT = 0xFFFF;
    private static final int BUFFER = 1 << 20;

    private final EmbeddingModel model;
    private final Path file;
    private final Map<String, float[]> known;
    private final Cache<String, Response<Embedding>> sentences =
            Caffeine.newBuilder().maximumSize(MOST_SENTENCES).build();

    /**
     * @param file where the vectors lie; one file a model
     * @param shipped such a file that is read only, where the build made one
     */
    public RememberedEmbeddings(EmbeddingModel model, Path file, Optional<Path> shipped) {
        this.model = model;
        this.file = file;
        this.known = shipped.map(RememberedEmbeddings::made).orElseGet(LinkedHashMap::new);
        this.known.putAll(kept(file));
    }

    /**
     * Those of an encoder's examples in the {@link CacheFolder}, and what the build has made of them.
     *
     * @param name the encoder's
     */
    public static RememberedEmbeddings standard(EmbeddingModel model, String name) {
        String file = "examples-" + name + ".vectors";
        Map<String, String> environment = System.getenv();
        return new RememberedEmbeddings(
                model,
                CacheFolder.in(environment).resolve(file),
                CacheFolder.shippedIn(environment).map(learned -> learned.resolve(file)));
    }

    @Override
    public Response<Embedding> embed(String text) {
        return sentences.get(text, model::embed);
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
            append(unknown);
        }
        return Response.from(examples.stream()
                .map(example -> Embedding.from(known.get(example.text())))
                .toList());
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    /** All of it or nothing: behind what was half written nothing can be read. */
    private static Map<String, float[]> kept(Path file) {
        try {
            Map<String, float[]> vectors = read(file);
            return vectors.size() > MOST ? anew(file) : vectors;
        } catch (IOException e) {
            LOG.info("{} cannot be read and is made anew: {}", file, e.toString());
            return anew(file);
        }
    }

    private static Map<String, float[]> made(Path file) {
        try {
            return read(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be read; what it holds is learned anew: {}", file, e.toString());
            return new LinkedHashMap<>();
        }
    }

    private static Map<String, float[]> read(Path file) throws IOException {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (int first = in.read(); first >= 0; first = in.read()) {
                byte[] text = new byte[first << 8 | in.readUnsignedByte()];
                in.readFully(text);
                byte[] numbers = new byte[Float.BYTES * in.readUnsignedShort()];
                in.readFully(numbers);
                float[] vector = new float[numbers.length / Float.BYTES];
                ByteBuffer.wrap(numbers).asFloatBuffer().get(vector);
                vectors.put(new String(text, StandardCharsets.UTF_8), vector);
            }
        } catch (NoSuchFileException e) {
            return vectors;
        }
        return vectors;
    }

    private static Map<String, float[]> anew(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} can be neither read nor removed", file, e);
        }
        return new LinkedHashMap<>();
    }

    /** At the file's end and at once, so that several processes may learn at the same time. */
    private void append(List<TextSegment> learned) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (TextSegment example : learned) {
            byte[] text = example.text().getBytes(StandardCharsets.UTF_8);
            float[] vector = Objects.requireNonNull(known.get(example.text()));
            if (text.length <= LONGEST_TEXT) {
                ByteBuffer entry =
                        ByteBuffer.allocate(Short.BYTES + text.length + Short.BYTES + Float.BYTES * vector.length);
                entry.putShort((short) text.length).put(text).putShort((short) vector.length);
                for (float number : vector) {
                    entry.putFloat(number);
                }
                bytes.writeBytes(entry.array());
            }
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("Example sentences are embedded again at the next start, because {} cannot be written.", file, e);
        }
    }
}
