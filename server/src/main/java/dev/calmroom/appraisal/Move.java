package dev.calmroom.appraisal;

/**
 * Something the leader's words do.
 *
 * @param move the id of a move in the framework's file
 * @param quote the words that carry it, verbatim from the turn
 * @param confidence calibrated: of the moves given 0.8, about eight in ten are right
 * @param strength how strongly it is meant, 0 to 1; a gain in the emotion file is multiplied by it
 */
public record Move(String move, String quote, double confidence, double strength) {
    public Move {
        if (!(confidence >= 0 && confidence <= 1) || !(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                    "confidence and strength are from 0 to 1, not %s and %s".formatted(confidence, strength));
        }
    }
}
