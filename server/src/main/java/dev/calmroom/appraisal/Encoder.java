package dev.calmroom.appraisal;

import dev.calmroom.encoder.Transformer;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A small transformer, fine-tuned on the example lines by {@code training/appraisal} and quantised to eight bits. Safe
 * for use by several threads; the same text gives the same numbers.
 */
final class Encoder implements AutoCloseable {
    /** Numbers in a token's vector. */
    static final int WIDTH = 384;

    /** Longer texts are read up to here: about two minutes of speech without a breath. */
    private static final int MAX_TOKENS = 384;

    private static final String FOLDER = "/engines/appraisal/";

    private final Transformer transformer;

    private Encoder(Transformer transformer) {
        this.transformer = transformer;
    }

    /** @throws IllegalStateException when the model or a native library cannot be loaded */
    static Encoder load() {
        return new Encoder(Transformer.load(FOLDER, "encoder.onnx"));
    }

    static InputStream resource(String name) {
        InputStream in = Encoder.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IllegalStateException("%s%s is not on the class path".formatted(FOLDER, name));
        }
        return in;
    }

    EncodedText read(String text) {
        return transformer.read(text, MAX_TOKENS, (pieces, result) -> {
            float[][] vectors = ((float[][][]) result.get(0).getValue())[0];
            float[] begins = ((float[][]) result.get(1).getValue())[0];
            // The marks at both ends stand for no words.
            int end = vectors.length - 1;
            return new EncodedText(
                    Arrays.copyOfRange(vectors, 1, end),
                    Arrays.copyOfRange(pieces.starts(), 1, end),
                    Arrays.copyOfRange(pieces.ends(), 1, end),
                    Arrays.copyOfRange(begins, 1, end));
        });
    }

    @Override
    public void close() {
        transformer.close();
    }
}
