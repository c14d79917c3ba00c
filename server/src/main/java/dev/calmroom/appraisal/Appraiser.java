package dev.calmroom.appraisal;

import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;

/** Hears what a leader's words do. Deterministic, thread-safe, and never a network call. */
public interface Appraiser {

    /**
     * @param turn a leader's turn, as recognised (lower case, no punctuation, words with times) or typed
     * @param before the turns of both sides before it, oldest first; context for what «it» and «that one» mean
     */
    Appraisal appraise(Turn turn, List<Turn> before);

    /** The same for a grader, which weighs by itself what help is only likely. */
    default Appraiser forGrading() {
        return this;
    }

    /**
     * How an encoder reads the turn behind what was said before it, for whoever has heads of their own on that encoder.
     *
     * @param said what the persona said last; empty where it has said nothing
     * @return empty where the appraiser has no encoder, or the turn no words
     */
    default Optional<ReadTurn> read(Turn turn, String said) {
        return Optional.empty();
    }
}
