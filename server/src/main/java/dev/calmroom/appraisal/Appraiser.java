package dev.calmroom.appraisal;

import dev.calmroom.transcript.Turn;
import java.util.List;

/** Hears what a leader's words do. Deterministic, thread-safe, and never a network call. */
public interface Appraiser {

    /**
     * @param turn a leader's turn, as recognised (lower case, no punctuation, words with times) or typed
     * @param before the turns of both sides before it, oldest first; context for what «it» and «that one» mean
     */
    Appraisal appraise(Turn turn, List<Turn> before);
}
