package dev.calmroom.recognition;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;

/** A loaded model, for all calls; thread-safe. To be closed when no utterance is left. */
final class VoskModel implements Utterances {
    /** Kaldi tells everything from 0 on, warnings and errors from -1 down. */
    private static final int WARNINGS_ONLY = -1;

    private final Pointer model;

    /** @throws IOException when the folder is no model */
    VoskModel(Path folder) throws IOException {
        VoskLibrary.vosk_set_log_level(WARNINGS_ONLY);
        Pointer loaded = VoskLibrary.vosk_model_new(folder.toString());
        if (loaded == null) {
            throw new IOException("the folder %s holds no model".formatted(folder));
        }
        model = loaded;
    }

    @Override
    public Utterance open(int sampleRate) throws IOException {
        Pointer recognizer = VoskLibrary.vosk_recognizer_new(model, sampleRate);
        if (recognizer == null) {
            throw new IOException("it has no room for another utterance until a call has ended");
        }
        return new VoskUtterance(recognizer);
    }

    @Override
    public void close() {
        VoskLibrary.vosk_model_free(model);
    }
}
