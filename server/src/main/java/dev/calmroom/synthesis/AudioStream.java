package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import java.util.Optional;

/** A clause being spoken: sound as it comes. {@link #close()} may come from any thread, all else from one. */
public interface AudioStream extends AutoCloseable {

    /**
     * Waits for the next piece of sound, at the synthesiser's rate.
     *
     * @return a piece of any length, never empty; nothing once the clause is over or was closed
     * @throws SynthesisException when the engine failed before the clause was whole
     */
    Optional<AudioClip> next();

    /** Stops speaking: the engine's work ends soon, a waiting {@link #next()} returns at once. Harmless twice. */
    @Override
    void close();
}
