package dev.calmroom.recognition;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The functions of libvosk that are used here, bound by ourselves. The binding that comes with Vosk wants all of its
 * functions at once, and its library for macOS lacks one of them, which nothing here needs.
 */
final class VoskLibrary {
    /** A library of one's own, for a platform that the build has none for. */
    static final String OWN = "CALMROOM_VOSK_LIBRARY";

    /** Where Vosk's archive keeps its libraries, by JNA's name of the platform. */
    private static final Map<String, String> CARRIED = Map.of(
            "linux-x86-64", "/linux-x86-64/libvosk.so",
            "darwin-x86-64", "/darwin/libvosk.dylib",
            "darwin-aarch64", "/darwin/libvosk.dylib",
            "win32-x86-64", "/win32-x86-64/libvosk.dll");

    private static boolean registered;

    private VoskLibrary() {}

    /**
     * Binds the library of this machine, once a process.
     *
     * @throws RecognitionException when there is none, or it does not run here; the message says what to do
     */
    static synchronized void register(Map<String, String> environment) {
        if (registered) {
            return;
        }
        bind(
                () -> file(environment.getOrDefault(OWN, "").strip(), Platform.RESOURCE_PREFIX),
                file -> Native.register(VoskLibrary.class, NativeLibrary.getInstance(file)));
        registered = true;
    }

    /**
     * @param place finds the library; JNA is loaded for that
     * @throws RecognitionException when either cannot be loaded; whatever was thrown it says which
     */
    static void bind(Supplier<String> place, Consumer<String> binding) {
        String file;
        try {
            file = place.get();
        } catch (LinkageError e) {
            throw new RecognitionException(
                    "Java's way to native libraries (JNA) cannot be loaded on %s: %s. It unpacks itself into a folder in which programs may run; JAVA_TOOL_OPTIONS=-Djna.tmpdir=FOLDER names another than the system's"
                            .formatted(Platform.RESOURCE_PREFIX, e.getMessage()),
                    e);
        }
        try {
            binding.accept(file);
        } catch (LinkageError e) {
            throw new RecognitionException(
                    "the speech recogniser's library %s does not run on %s: %s"
                            .formatted(file, Platform.RESOURCE_PREFIX, e.getMessage()),
                    e);
        }
    }

    /** @param platform as JNA calls it: {@code linux-aarch64} */
    static String file(String own, String platform) {
        if (!own.isEmpty()) {
            if (!Files.isRegularFile(Path.of(own))) {
                throw new RecognitionException("%s=%s: there is no such file".formatted(OWN, own));
            }
            return own;
        }
        String carried = CARRIED.get(platform);
        if (carried == null) {
            throw new RecognitionException(
                    "there is no speech recogniser for %s in this build (there is for %s). For Linux on ARM take libvosk.so out of the Python package vosk 0.3.45 for aarch64 and name it in %s; see docs/speech.md"
                            .formatted(
                                    platform,
                                    String.join(
                                            ", ",
                                            CARRIED.keySet().stream().sorted().toList()),
                                    OWN));
        }
        try {
            if (Platform.isWindows()) {
                for (String needed : new String[] {"libwinpthread-1", "libgcc_s_seh-1", "libstdc++-6"}) {
                    NativeLibrary.getInstance(extracted("/win32-x86-64/" + needed + ".dll"));
                }
            }
            return extracted(carried);
        } catch (IOException e) {
            throw new RecognitionException("the speech recogniser's library cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static String extracted(String resource) throws IOException {
        return Native.extractFromResourcePath(resource, VoskLibrary.class.getClassLoader())
                .getAbsolutePath();
    }

    static native void vosk_set_log_level(int level);

    static native Pointer vosk_model_new(String path);

    static native void vosk_model_free(Pointer model);

    static native Pointer vosk_recognizer_new(Pointer model, float sampleRate);

    static native void vosk_recognizer_set_words(Pointer recognizer, boolean words);

    static native int vosk_recognizer_accept_waveform_s(Pointer recognizer, short[] samples, int length);

    static native String vosk_recognizer_result(Pointer recognizer);

    static native String vosk_recognizer_partial_result(Pointer recognizer);

    static native String vosk_recognizer_final_result(Pointer recognizer);

    static native void vosk_recognizer_free(Pointer recognizer);
}
