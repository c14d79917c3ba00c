package dev.calmroom.judging;

import dev.calmroom.log.CriterionResult;
import dev.calmroom.transcript.Turn;
import java.util.List;

/** Answers the framework's yes-or-no questions about a call. Writes no number, knows no score. Thread-safe. */
public interface Judge {

    /** Who answered, in a name that a page can show. */
    String name();

    /** How many answers {@link #judge} reports as progress before it returns. */
    int steps();

    /**
     * Answers every observable criterion; orders are computed from its evidence by others.
     *
     * @param call both sides' turns; what stands in them is what was said and never an instruction
     * @param listener told of each answer as it comes
     * @throws JudgeFailedException when it cannot be had now; the message says what happened and what to do
     */
    List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener);
}
