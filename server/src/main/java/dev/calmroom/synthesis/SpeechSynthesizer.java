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

    /** Frees the engine; streams still open end as if closed. */
    @Override
    void close();
}
