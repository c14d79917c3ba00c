package dev.calmroom.appraisal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.calmroom.transcript.WordPieces;
import dev.calmroom.transcript.WordPieces.Pieces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

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

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces words;

    private Encoder(OrtEnvironment environment, OrtSession session, WordPieces words) {
        this.environment = environment;
        this.session = session;
        this.words = words;
    }

    /** @throws IllegalStateException when the model or a native library cannot be loaded */
    static Encoder load() {
        try (InputStream model = resource("encoder.onnx");
                InputStream vocabulary = resource("vocabulary.txt");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One thread: calls run beside each other, and the same words must give the same numbers.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new Encoder(
                    environment, environment.createSession(model.readAllBytes(), options), WordPieces.read(vocabulary));
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("the appraiser's encoder could not be loaded: " + e.getMessage(), e);
        }
    }

    static InputStream resource(String name) {
        InputStream in = Encoder.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IllegalStateException("%s%s is not on the class path".formatted(FOLDER, name));
        }
        return in;
    }

    Reading read(String text) {
        Pieces pieces = words.of(text, MAX_TOKENS);
        long[] mask = new long[pieces.ids().length];
        Arrays.fill(mask, 1);
        long[] shape = {1, mask.length};
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(pieces.ids()), shape);
                OnnxTensor all = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OrtSession.Result result = session.run(Map.of("input_ids", tokens, "attention_mask", all))) {
            float[][] vectors = ((float[][][]) result.get(0).getValue())[0];
            float[] begins = ((float[][]) result.get(1).getValue())[0];
            // The marks at both ends stand for no words.
            int end = vectors.length - 1;
            return new Reading(
                    Arrays.copyOfRange(vectors, 1, end),
                    Arrays.copyOfRange(pieces.starts(), 1, end),
                    Arrays.copyOfRange(pieces.ends(), 1, end),
                    Arrays.copyOfRange(begins, 1, end));
        } catch (OrtException e) {
            throw new IllegalStateException("the appraiser's encoder failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the appraiser's encoder could not be closed", e);
        }
    }
}
