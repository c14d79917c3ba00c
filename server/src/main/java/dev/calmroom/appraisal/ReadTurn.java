package dev.calmroom.appraisal;

import java.util.List;

/**
 * A turn as the encoder read it behind what the persona had said, at any length: its stretches, and what the words
 * between two places are like. The same words in the same place give the same numbers.
 */
public final class ReadTurn {
    private final EncodedText reading;
    private final int offset;
    private final List<Stretch> stretches;

    /** @param offset of the turn's first character in what was read */
    ReadTurn(EncodedText reading, int offset, List<Stretch> stretches) {
        this.reading = reading;
        this.offset = offset;
        this.stretches = List.copyOf(stretches);
    }

    /** Clauses, pairs of neighbours and the whole, in that order; none where the turn has no words. */
    public List<Stretch> stretches() {
        return stretches;
    }

    /**
     * The mean vector of the words that lie within.
     *
     * @param start offset in the turn's text
     * @param end offset behind the last character
     * @return {@link LearnedAppraiser#WIDTH} numbers, all zero where no word lies within
     */
    public float[] mean(int start, int end) {
        return reading.mean(new Stretch(start + offset, end + offset, 1));
    }
}
