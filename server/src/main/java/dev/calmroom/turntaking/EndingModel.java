package dev.calmroom.turntaking;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.calmroom.transcript.WordPieces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How likely a turn ends at a word: a small transformer that has read whole turns and the places within them at which
 * people hesitate. {@code training/turntaking} makes it. One session for all calls, safe for use by several threads; a
 * reading costs about 2 ms, and the same words give the same odds.
 */
public final class EndingModel implements AutoCloseable {
    private static final String FOLDER = "/engines/turntaking/";

    /** What was said longer ago tells nothing of where the turn ends. */
    private static final int MOST_WORDS = 40;

    private static final int MOST_PIECES = 96;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;

    private EndingModel(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    /** @throws IllegalStateException when the model or the native library cannot be loaded */
    public static EndingModel load() {
        try (InputStream model = resource("endings.onnx");
                InputStream vocabulary = resource("vocabulary.txt");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One thread: calls run beside each other, and the same words must give the same odds.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new EndingModel(
                    environment, environment.createSession(model.readAllBytes(), options), WordPieces.read(vocabulary));
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("the model of turn endings could not be loaded: " + e.getMessage(), e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = EndingModel.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IllegalStateException("%s%s is not on the class path".formatted(FOLDER, name));
        }
        return in;
    }

    /**
     * @param words lower case, at least one
     * @return natural logarithm of the odds that the turn ends after them, where ends and hesitations are equally many
     */
    double logOdds(List<String> words) {
        List<String> last = words.subList(Math.max(0, words.size() - MOST_WORDS), words.size());
        long[] ids = pieces.of(String.join(" ", last), MOST_PIECES).ids();
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        long[] shape = {1, ids.length};
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor all = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OrtSession.Result result = session.run(Map.of("input_ids", tokens, "attention_mask", all))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
        } catch (OrtException e) {
            throw new IllegalStateException("the model of turn endings failed: " + e.getMessage(), e);
        }
    }

    /** To be called when no call is running any more. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model of turn endings could not be closed: " + e.getMessage(), e);
        }
    }
}
