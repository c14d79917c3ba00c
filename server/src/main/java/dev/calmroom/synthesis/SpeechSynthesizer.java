package dev.calmroom.synthesis;

/** A voice. Safe for use by several threads; each clause is a stream of its own. */
public interface SpeechSynthesizer extends AutoCloseable {

    /** What the page calls it: engine and voice. */
    String name();

    /** Samples a second of everything that this voice says. */
    int sampleRate();

    /**
     * Begins to speak a clause and returns at once; silence before and after is trimmed, loudness is brought to
     * {@link dev.calmroom.audio.Loudness#TARGET}.
     *
     * @param clause plain text, a phrase, a clause or a sentence; numbers and abbreviations are made speakable here
     * @throws SynthesisException when the voice cannot speak at all
     */
    AudioStream synthesize(String clause, Prosody prosody);

    /** What cuts a reply into clauses as this voice best speaks them; one for each reply. */
    default ClauseSplitter splitter() {
        return new ClauseSplitter();
    }

    /** Whether it takes this voice long to make a clause, so that {@link #rehearse} is worth the work. */
    default boolean gainsByRehearsal() {
        return false;
    }

    /**
     * Makes a clause beforehand, where a voice gains by it, so that {@link #synthesize} gives it at once; takes as long as
     * making it takes.
     *
     * @throws SynthesisException when the voice cannot make it
     */
    default void rehearse(String clause, Prosody prosody) {}

    /** @return of the clauses asked for so far, the share that had been made before, 0 to 1; 0 when nothing was said */
    default double shareMadeBefore() {
        return 0;
    }

    /** Frees the engine; streams still open end as if closed. */
    @Override
    void close();
}
