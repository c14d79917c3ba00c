package dev.calmroom.appraisal;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
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
    private final HuggingFaceTokenizer tokenizer;

    private Encoder(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /** @throws IllegalStateException when the model or a native library cannot be loaded */
    static Encoder load() {
        try (InputStream model = resource("encoder.onnx");
                InputStream words = resource("tokenizer.json");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One thread: calls run beside each other, and the same words must give the same numbers.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new Encoder(
                    environment,
                    environment.createSession(model.readAllBytes(), options),
                    HuggingFaceTokenizer.newInstance(
                            words,
                            Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(MAX_TOKENS))));
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
        Encoding encoding = tokenizer.encode(text);
        long[] ids = encoding.getIds();
        long[] shape = {1, ids.length};
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(encoding.getAttentionMask()), shape);
                OrtSession.Result result = session.run(Map.of("input_ids", tokens, "attention_mask", mask))) {
            float[][] vectors = ((float[][][]) result.get(0).getValue())[0];
            float[] begins = ((float[][]) result.get(1).getValue())[0];
            return reading(text, encoding.getCharTokenSpans(), vectors, begins);
        } catch (OrtException e) {
            throw new IllegalStateException("the appraiser's encoder failed: " + e.getMessage(), e);
        }
    }

    /** Leaves the marks at both ends out: they stand for no words. */
    private static Reading reading(String text, CharSpan[] spans, float[][] vectors, float[] begins) {
        int words = Math.max(0, vectors.length - 2);
        float[][] kept = new float[words][];
        float[] edges = new float[words];
        int[] starts = new int[words];
        int[] ends = new int[words];
        for (int t = 0; t < words; t++) {
            kept[t] = vectors[t + 1];
            edges[t] = begins[t + 1];
            starts[t] = spans[t + 1].getStart();
            ends[t] = spans[t + 1].getEnd();
        }
        return new Reading(text, kept, starts, ends, edges);
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the appraiser's encoder could not be closed", e);
        }
    }
}
