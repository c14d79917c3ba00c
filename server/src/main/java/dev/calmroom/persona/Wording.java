package dev.calmroom.persona;

/** A turn being worded. */
public interface Wording {
    /** Stops it: closes a model's stream, drops what was not delivered. Harmless when already finished. */
    void cancel();
}
