package dev.calmroom.encoder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;

/** Models on the class path, opened so that the same words give the same numbers on every processor. */
final class ModelFile {
    private ModelFile() {}

    /** @throws IllegalStateException when the model or the native library cannot be loaded */
    static OrtSession session(String path) {
        return session(path, new byte[0]);
    }

    /** @param more is read behind the file: fields of a graph that another file adds to it */
    static OrtSession session(String path, byte[] more) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One thread: calls run beside each other, and the same words must give the same numbers.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Without VNNI instructions a processor adds products of eight bits in sixteen and cuts them off, unless
            // told otherwise: a turn got a confidence of .69 on one machine and .75 on another. Those with them lose
            // nothing.
            options.addConfigEntry("session.x64quantprecision", "1");
            return OrtEnvironment.getEnvironment().createSession(bytes(path, more), options);
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("%s could not be loaded: %s".formatted(path, e.getMessage()), e);
        }
    }

    static InputStream open(String path) throws IOException {
        return resource(path).openStream();
    }

    /** In an array of just its size: growing ones leave several times as much garbage, and the heap that much larger. */
    private static byte[] bytes(String path, byte[] more) throws IOException {
        URLConnection connection = resource(path).openConnection();
        int length = connection.getContentLength();
        byte[] model = Arrays.copyOf(more, length + more.length);
        System.arraycopy(more, 0, model, length, more.length);
        try (InputStream in = connection.getInputStream()) {
            if (in.readNBytes(model, 0, length) < length) {
                throw new EOFException(path + " ends early");
            }
        }
        return model;
    }

    private static URL resource(String path) {
        URL url = ModelFile.class.getResource(path);
        if (url == null) {
            throw new IllegalStateException(path + " is not on the class path");
        }
        return url;
    }
}
