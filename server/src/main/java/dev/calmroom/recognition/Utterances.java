package dev.calmroom.recognition;

import java.io.IOException;

/** Where utterances are heard: by a model in this process, or on a machine for that alone. Thread-safe. */
interface Utterances extends AutoCloseable {
    /** @throws IOException when none can begin now; why, as the second half of a sentence */
    Utterance open(int sampleRate) throws IOException;

    @Override
    void close();
}
