package dev.calmroom.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.calmroom.encoder.WordPieces.Pieces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A small transformer that reads word pieces, on ONNX Runtime, with its vocabulary beside it. One session for all calls,
 * safe for use by several threads; the same words give the same numbers.
 */
public final class Transformer implements AutoCloseable {
    private final String file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces words;

    private Transformer(String file, OrtEnvironment environment, OrtSession session, WordPieces words) {
        this.file = file;
        this.environment = environment;
        this.session = session;
        this.words = words;
    }

    /** Takes from a reading what is of use, before its memory is given back. */
    @FunctionalInterface
    public interface Use<T> {
        T of(Pieces pieces, OrtSession.Result result) throws OrtException;
    }

    /**
     * @param folder on the class path, ending in a slash; its {@code vocabulary.txt} has one piece a line
     * @param name of the model's file in it
     * @throws IllegalStateException when the model or the native library cannot be loaded
     */
    public static Transformer load(String folder, String name) {
        try (InputStream vocabulary = ModelFile.open(folder + "vocabulary.txt")) {
            OrtSession session = ModelFile.session(folder + name);
            return new Transformer(
                    folder + name, OrtEnvironment.getEnvironment(), session, WordPieces.read(vocabulary));
        } catch (IOException e) {
            throw new IllegalStateException("%s could not be loaded: %s".formatted(folder + name, e.getMessage()), e);
        }
    }

    /** @param most pieces beyond this many are left out, the marks at both ends counted */
    public <T> T read(String text, int most, Use<T> use) {
        Pieces pieces = words.of(text, most);
        long[] mask = new long[pieces.ids().length];
        Arrays.fill(mask, 1);
        long[] shape = {1, mask.length};
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(pieces.ids()), shape);
                OnnxTensor all = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OrtSession.Result result = session.run(Map.of("input_ids", tokens, "attention_mask", all))) {
            return use.of(pieces, result);
        } catch (OrtException e) {
            throw new IllegalStateException("%s failed: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** To be called when no call is running any more. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("%s could not be closed: %s".formatted(file, e.getMessage()), e);
        }
    }
}
