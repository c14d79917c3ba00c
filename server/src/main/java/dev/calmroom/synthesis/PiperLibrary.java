package dev.calmroom.synthesis;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * piper-jni, reached by reflection: it carries espeak-ng, which is under the GPL, so it is no dependency of the product
 * and only there when a user has installed a voice. One a process; espeak-ng has global state, so it is only called from
 * one thread at a time.
 */
final class PiperLibrary implements AutoCloseable {
    private static final String PIPER = "io.github.givimad.piperjni.PiperJNI";

    private final Object piper;
    private final Method textToAudio;
    private final Method loadVoice;

    private PiperLibrary(Object piper) throws NoSuchMethodException, ClassNotFoundException {
        this.piper = piper;
        Class<?> type = piper.getClass();
        Class<?> voice = Class.forName("io.github.givimad.piperjni.PiperVoice", true, type.getClassLoader());
        textToAudio = type.getMethod("textToAudio", voice, String.class);
        loadVoice = type.getMethod("loadVoice", Path.class, Path.class);
    }

    /**
     * @param jar where an installed engine would lie; one on the class path is taken first
     * @throws SynthesisException when there is none, or it does not run on this machine
     */
    static PiperLibrary load(Path jar) {
        try {
            Object piper = type(jar).getConstructor().newInstance();
            piper.getClass()
                    .getMethod("initialize", boolean.class, boolean.class)
                    .invoke(piper, true, false);
            return new PiperLibrary(piper);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new SynthesisException(
                    "Piper does not run on this machine (%s); unset CALMROOM_VOICE to speak with FreeTTS"
                            .formatted(cause(e)),
                    e);
        }
    }

    private static Class<?> type(Path jar) throws ClassNotFoundException {
        try {
            return Class.forName(PIPER);
        } catch (ClassNotFoundException notBuiltIn) {
            if (!Files.isRegularFile(jar)) {
                throw new SynthesisException(
                        "the neural voice needs its engine, which is not there: %s; run './calmroom voices install NAME'"
                                .formatted(jar));
            }
            try {
                // Never closed: the native library that it loads lives as long as the process.
                return Class.forName(
                        PIPER, true, new URLClassLoader(new URL[] {jar.toUri().toURL()}));
            } catch (MalformedURLException e) {
                throw new SynthesisException("not a place for an engine: " + jar, e);
            }
        }
    }

    /** A loaded voice; closing it frees its memory. */
    record Voice(AutoCloseable reference, int sampleRate) {
        void free() {
            try {
                reference.close();
            } catch (Exception e) {
                throw new SynthesisException("a Piper voice could not be freed: " + cause(e), e);
            }
        }
    }

    /** @throws SynthesisException when the files are no voice */
    Voice voice(Path model) {
        Path settings = model.resolveSibling(model.getFileName() + ".json");
        if (!Files.isRegularFile(model) || !Files.isRegularFile(settings)) {
            throw new SynthesisException(
                    "a Piper voice is two files, NAME.onnx and NAME.onnx.json; not both are there: " + model);
        }
        Object voice = call(loadVoice, model, settings);
        try {
            return new Voice((AutoCloseable) voice, (int)
                    voice.getClass().getMethod("getSampleRate").invoke(voice));
        } catch (ReflectiveOperationException e) {
            throw new SynthesisException("the Piper engine is of another version than expected: " + cause(e), e);
        }
    }

    short[] speak(Voice voice, String text) {
        return (short[]) call(textToAudio, voice.reference(), text);
    }

    private Object call(Method method, Object... arguments) {
        try {
            return method.invoke(piper, arguments);
        } catch (ReflectiveOperationException e) {
            throw new SynthesisException("Piper failed: " + cause(e), e);
        }
    }

    private static String cause(Throwable e) {
        Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    @Override
    public void close() {
        try {
            ((AutoCloseable) piper).close();
        } catch (Exception e) {
            throw new SynthesisException("Piper could not be closed: " + cause(e), e);
        }
    }
}
