package dev.calmroom.persona;

import dev.calmroom.transcript.Tell;
import java.util.List;

/** Hears the words of a turn as they come. */
public interface WordingListener {

    /** @param text the next piece, with its own spaces and punctuation; pieces joined are the turn */
    void onText(String text);

    /** What follows is not there yet, and may be a while: what has come so far can be said meanwhile. */
    default void onPause() {}

    /**
     * What the turn tells, asks and promises as far as its words have come: at a pause, and before {@link #onComplete}. The
     * next takes the place of the one before; it may not come at all.
     */
    default void onTold(List<Tell> tells) {}

    /**
     * The turn is whole.
     *
     * @param speaker who really worded it, {@link PersonaAgent#name()} or the understudy's where it stepped in
     * @param note why somebody stepped in, in plain words for the page; empty when nobody did
     */
    void onComplete(String speaker, String note);

    /**
     * A sentence of a language model's was not spoken.
     *
     * @param sentence as it would have been spoken
     * @param reason in plain words
     */
    default void onRefused(String sentence, String reason) {}
}
