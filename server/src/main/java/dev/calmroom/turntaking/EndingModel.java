package dev.calmroom.turntaking;

import ai.onnxruntime.OnnxTensor;
import dev.calmroom.encoder.Transformer;
import java.util.List;

/**
 * How likely a turn ends at a word: a small transformer that has read whole turns and the places within them at which
 * people hesitate. {@code training/turntaking} makes it. Safe for use by several threads; a reading costs about 2 ms.
 */
public final class EndingModel implements AutoCloseable {
    /** What was said longer ago tells nothing of where the turn ends. */
    private static final int MOST_WORDS = 40;

    private static final int MOST_PIECES = 96;

    private final Transformer transformer;

    private EndingModel(Transformer transformer) {
        this.transformer = transformer;
    }

    /** @throws IllegalStateException when the model or the native library cannot be loaded */
    public static EndingModel load() {
        return new EndingModel(Transformer.load("/engines/turntaking/", "endings.onnx"));
    }

    /**
     * @param words lower case, at least one
     * @return natural logarithm of the odds that the turn ends after them, where ends and hesitations are equally many
     */
    double logOdds(List<String> words) {
        List<String> last = words.subList(Math.max(0, words.size() - MOST_WORDS), words.size());
        return transformer.read(String.join(" ", last), MOST_PIECES, (_, result) ->
                (double) ((OnnxTensor) result.get(0)).getFloatBuffer().get(0));
    }

    /** To be called when no call is running any more. */
    @Override
    public void close() {
        transformer.close();
    }
}
