package dev.calmroom.recognition;

/** Hears one utterance; for one thread at a time, closed once, after the last call. Results are Vosk's JSON. */
interface Utterance extends AutoCloseable {
    /** @return whether the engine heard an end by its own rule; its result so far is then to be taken */
    boolean accept(short[] samples);

    String result();

    String partialResult();

    /** To the end: with the last quarter second, which a result leaves in the pipeline. */
    String finalResult();

    @Override
    void close();
}
