package dev.calmroom.replay;

import dev.calmroom.log.EndReason;
import java.util.Iterator;
import java.util.List;

/** Says these lines one after the other, and hangs up. */
final class SpeakingLeader implements Leader {
    private final Iterator<Action.Says> lines;

    SpeakingLeader(List<Action.Says> lines) {
        this.lines = List.copyOf(lines).iterator();
    }

    @Override
    public Action next(Scene scene) {
        return lines.hasNext() ? lines.next() : new Action.HangsUp(EndReason.TRANSCRIPT_ENDED);
    }
}
