package dev.calmroom.appraisal;

import java.util.List;

/**
 * What one leader turn does.
 *
 * @param moves in the order in which their quotes stand in the turn; never empty (the framework's neutral move when
 *     nothing else fits)
 * @param signs what in the turn speaks for a criterion; may be empty
 */
public record Appraisal(List<Move> moves, List<Sign> signs) {
    public Appraisal {
        moves = List.copyOf(moves);
        signs = List.copyOf(signs);
    }
}
