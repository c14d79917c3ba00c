package dev.calmroom.replay;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.Iterator;

/** Says what was said in a recorded call, and hangs up. */
public final class RecordedLeader implements Leader {
    private final RecordedCall call;
    private final Iterator<Turn> turns;
    /** Where it is known of each turn to whom it was said. */
    private final boolean knowsGuests;

    public RecordedLeader(RecordedCall call) {
        this.call = call;
        this.turns = call.turns().stream().filter(Turn::isLeader).iterator();
        this.knowsGuests = call.turns().stream().anyMatch(turn -> !turn.guest().isEmpty());
    }

    @Override
    public boolean hasSaidAll() {
        return !turns.hasNext();
    }

    @Override
    public Action next(Scene scene) {
        if (!turns.hasNext()) {
            return new Action.HangsUp(EndReason.TRANSCRIPT_ENDED);
        }
        Turn turn = turns.next();
        Action says = new Action.Says(turn.text(), call.leaderTimes().getOrDefault(turn.number(), Duration.ZERO));
        return knowsGuests && turn.guest().isEmpty() ? new Action.ToPersona(says) : says;
    }
}
