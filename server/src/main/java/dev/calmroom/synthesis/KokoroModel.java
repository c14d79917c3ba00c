package dev.calmroom.synthesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Kokoro-82M (Apache-2.0): a network for all voices, and a file of styles for each, with one style for each number of
 * phonemes. Ids of the phonemes are those of the model's own {@code config.json}.
 */
final class KokoroModel implements NeuralModel {
    private static final int RATE = 24_000;
    private static final int STYLE = 256;
    /** More phonemes than it was trained with; longer clauses are cut. */
    private static final int MOST_PHONEMES = 510;

    private final OnnxSession session;
    private final float[] styles;
    private final Map<String, Long> ids = PhonemeAlphabet.of("kokoro").ids();
    private final String tokens;

    private KokoroModel(OnnxSession session, float[] styles) {
        this.session = session;
        this.styles = styles;
        // Two exports of the same network are about, with another name for its first input.
        this.tokens = session.takes("tokens") ? "tokens" : "input_ids";
    }

    /**
     * @param style the voice, raw little-endian floats, {@value #STYLE} a row
     * @throws SynthesisException when one of the files is missing or of another form
     */
    static KokoroModel load(Path model, Path style, int threads) {
        try {
            FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(style))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] styles = new float[floats.remaining()];
            floats.get(styles);
            if (styles.length == 0 || styles.length % STYLE != 0) {
                throw new SynthesisException("%s is no voice of Kokoro: its length is wrong".formatted(style));
            }
            return new KokoroModel(OnnxSession.load(model, threads), styles);
        } catch (IOException e) {
            throw new SynthesisException("the voice %s cannot be read: %s".formatted(style, e.getMessage()), e);
        }
    }

    @Override
    public String alphabet() {
        return "kokoro";
    }

    @Override
    public int sampleRate() {
        return RATE;
    }

    @Override
    public float[] speak(String phonemes, double speed) {
        long[] known = phonemes.codePoints()
                .mapToObj(Character::toString)
                .filter(ids::containsKey)
                .mapToLong(ids::get)
                .limit(MOST_PHONEMES)
                .toArray();
        int row = Math.clamp(known.length - 1, 0, styles.length / STYLE - 1);
        float[] style = Arrays.copyOfRange(styles, row * STYLE, (row + 1) * STYLE);
        // A blank at both ends, as it was trained.
        long[] input = LongStream.concat(LongStream.concat(LongStream.of(0), Arrays.stream(known)), LongStream.of(0))
                .toArray();
        try (OnnxSession.Inputs inputs = session.inputs()) {
            return inputs.with(tokens, input, 1, input.length)
                    .with("style", style, 1, STYLE)
                    .with("speed", new float[] {(float) speed}, 1)
                    .run();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
