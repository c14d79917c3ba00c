package dev.calmroom.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a clause in its place: the sentence encoder's lower layers, and on them two of our own, which were trained to turn a
 * leader's clause, with what was said around it, into the meaning of the question that it asks ({@code training/reading}).
 * Safe for use by several threads.
 */
public final class ClauseEncoder implements AutoCloseable {
    private static final String BASE = "/all-minilm-l6-v2-q.onnx";
    private static final String OWN = "/engines/reading/clause.onnx";
    /** The same pieces as the appraiser's encoder has. */
    private static final String VOCABULARY = "/engines/appraisal/vocabulary.txt";

    /** What the fourth of the base's six layers says of each piece. */
    private static final String STATES = "/encoder/layer.3/output/LayerNorm/Add_1_output_0";

    private static final String MEANING = "meaning";
    private static final String KINDS = "kinds";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession base = ModelFile.session(BASE, asOutput(STATES));
    private final OrtSession own = ModelFile.session(OWN);
    private final WordPieces words;

    private ClauseEncoder(WordPieces words) {
        this.words = words;
    }

    /** @throws IllegalStateException when a model or the native library cannot be loaded */
    public static ClauseEncoder load() {
        try (InputStream vocabulary = ModelFile.open(VOCABULARY)) {
            return new ClauseEncoder(WordPieces.read(vocabulary));
        } catch (IOException e) {
            throw new IllegalStateException(VOCABULARY + " could not be read", e);
        }
    }

    /**
     * A graph with nothing but one more output. Protocol buffers that follow each other in a file are read as one, so that
     * these few bytes behind a model make an inner value of it an output.
     */
    private static byte[] asOutput(String value) {
        byte[] floats = {0x08, 0x01};
        byte[] type = field(2, field(1, floats));
        return field(7, field(12, concatenated(field(1, value.getBytes(StandardCharsets.UTF_8)), type)));
    }

    private static byte[] field(int number, byte[] content) {
        byte[] head = {(byte) (number << 3 | 2), (byte) content.length};
        if (content.length > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("longer than one byte can tell");
        }
        return concatenated(head, content);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /**
     * @param meaning of length one, beside the meanings of questions that ask for the same
     * @param kinds log-odds of what no fact answers, each against the others
     */
    public record Encoded(float[] meaning, float[] kinds) {}

    /**
     * @param signs what else is known of the clause, as many as the network was trained with
     */
    public Encoded read(InPlace clause, float[] signs) {
        ClausePieces pieces = ClausePieces.of(words, clause);
        long[] ids = pieces.ids();
        long[] all = new long[ids.length];
        Arrays.fill(all, 1);
        try (OnnxTensor tokens = tensor(ids);
                OnnxTensor mask = tensor(all);
                OnnxTensor types = tensor(new long[ids.length]);
                OnnxTensor stretches = tensor(pieces.stretches());
                OnnxTensor known =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(signs), new long[] {1, signs.length});
                OrtSession.Result states = base.run(
                        Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types), Set.of(STATES));
                OrtSession.Result read =
                        own.run(Map.of("states", tensor(states.get(STATES)), "stretches", stretches, "signs", known))) {
            return new Encoded(row(read, MEANING), row(read, KINDS));
        } catch (OrtException e) {
            throw new IllegalStateException("reading a clause failed: " + e.getMessage(), e);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static OnnxTensor tensor(Optional<OnnxValue> value) {
        return (OnnxTensor) value.orElseThrow();
    }

    private static float[] row(OrtSession.Result result, String name) throws OrtException {
        return ((float[][]) result.get(name).orElseThrow().getValue())[0];
    }

    /** To be called when no call is running any more. */
    @Override
    public void close() {
        try {
            own.close();
            base.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the clause's encoder could not be closed: " + e.getMessage(), e);
        }
    }

    /**
     * A clause and what stands around it.
     *
     * @param said what was said before the turn
     * @param before what stands before the clause in its turn
     * @param after what stands behind it
     */
    public record InPlace(String clause, String said, String before, String after) {}
}
