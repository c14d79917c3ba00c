package dev.calmroom.turntaking;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * Silero VAD, version 5, on ONNX Runtime: one session for all calls, safe for use by several threads. A window costs
 * about 0.1 ms.
 */
public final class SileroModel implements AutoCloseable {
    static final int CONTEXT = 64;
    private static final String FILE = "/engines/silero_vad_v5.onnx";
    private static final long[] STATE_SHAPE = {2, 1, 128};
    private static final int STATE_SIZE = 2 * 128;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxTensor rate;

    private SileroModel(OrtEnvironment environment, OrtSession session, OnnxTensor rate) {
        this.environment = environment;
        this.session = session;
        this.rate = rate;
    }

    /** @throws IllegalStateException when the model or the native library cannot be loaded */
    public static SileroModel load() {
        try (InputStream in = SileroModel.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the voice activity model %s is not on the class path".formatted(FILE));
            }
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                // A window is far too small to be worth a second thread, and calls run beside each other anyway.
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                OrtSession session = environment.createSession(in.readAllBytes(), options);
                OnnxTensor rate =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {16_000}), new long[0]);
                return new SileroModel(environment, session, rate);
            }
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("the voice activity model could not be loaded: " + e.getMessage(), e);
        }
    }

    public VoiceActivityDetector open() {
        return new SileroDetector(this);
    }

    /**
     * @param input {@link #CONTEXT} samples of the past and {@link VoiceFrame#SAMPLES} new ones, -1 to 1
     * @param state of the network; overwritten with the new one
     * @return the probability of voice, 0 to 1
     */
    double probability(float[] input, float[] state) {
        try (OnnxTensor samples =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), new long[] {1, input.length});
                OnnxTensor before = OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), STATE_SHAPE);
                OrtSession.Result result = session.run(Map.of("input", samples, "state", before, "sr", rate))) {
            FloatBuffer after = tensor(result, "stateN").getFloatBuffer();
            after.get(state);
            return Math.clamp(tensor(result, "output").getFloatBuffer().get(0), 0.0, 1.0);
        } catch (OrtException e) {
            throw new IllegalStateException("voice activity detection failed: " + e.getMessage(), e);
        }
    }

    private static OnnxTensor tensor(OrtSession.Result result, String name) {
        return (OnnxTensor) result.get(name).orElseThrow(() -> new IllegalStateException("the model gives no " + name));
    }

    static float[] newState() {
        return new float[STATE_SIZE];
    }

    /** To be called when no call is running any more. */
    @Override
    public void close() {
        rate.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the voice activity model could not be closed: " + e.getMessage(), e);
        }
    }
}
