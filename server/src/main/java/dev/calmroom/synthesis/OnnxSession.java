package dev.calmroom.synthesis;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network on the ONNX Runtime that the product carries already. One session serves all calls. */
final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /**
     * @param threads how many work on one clause
     * @throws SynthesisException when the file is no network, or the native library does not run here
     */
    static OnnxSession load(Path model, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Threads that wait by turning round take the core from the recogniser.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // Clauses differ in length; planned memory would grow with each new one.
            options.setMemoryPatternOptimization(false);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new OnnxSession(environment, environment.createSession(model.toString(), options));
        } catch (OrtException | LinkageError e) {
            throw new SynthesisException(
                    "the voice %s cannot be loaded (%s); './calmroom voices install NAME' fetches one anew"
                            .formatted(model.getFileName(), e.getMessage()),
                    e);
        }
    }

    /** Named inputs of one run; freed with it. */
    final class Inputs implements AutoCloseable {
        private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

        Inputs with(String name, long[] values, long... shape) {
            try {
                tensors.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
                return this;
            } catch (OrtException e) {
                throw failed(e);
            }
        }

        Inputs with(String name, float[] values, long... shape) {
            try {
                tensors.put(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
                return this;
            } catch (OrtException e) {
                throw failed(e);
            }
        }

        /** @return the first output, flat */
        float[] run() {
            try (OrtSession.Result result = session.run(tensors)) {
                FloatBuffer sound = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] samples = new float[sound.remaining()];
                sound.get(samples);
                return samples;
            } catch (OrtException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    boolean takes(String input) {
        return session.getInputNames().contains(input);
    }

    Inputs inputs() {
        return new Inputs();
    }

    private static SynthesisException failed(OrtException e) {
        return new SynthesisException("the voice failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new SynthesisException("a voice could not be freed: " + e.getMessage(), e);
        }
    }
}
