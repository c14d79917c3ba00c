package dev.calmroom.judging;

import dev.calmroom.log.CriterionResult;
import dev.calmroom.transcript.Turn;
import java.util.List;

/**
 * Has a judge read only what passed between the leader and the persona. Criteria ask how the persona was led: kindness to a
 * guest on the line is not kindness to the persona, and a search for the culprit there accuses nobody here. A judge that is
 * told who speaks, as a language model is, needs no such help.
 */
record SaidToPersona(Judge judge) implements Judge {

    /** The call without the turns of a guest and those that were said to a guest; numbers stay. */
    static List<Turn> of(List<Turn> call) {
        return call.stream().filter(turn -> turn.guest().isEmpty()).toList();
    }

    @Override
    public String name() {
        return judge.name();
    }

    @Override
    public int steps() {
        return judge.steps();
    }

    @Override
    public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
        return judge.judge(of(call), seed, listener);
    }
}
