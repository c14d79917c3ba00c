package dev.calmroom.conversation;

import dev.calmroom.log.SessionEvent;
import java.time.Duration;
import java.util.List;

/**
 * The call on hold: session time stands still, nothing is due, and whatever is ready meanwhile waits. Only a line that
 * is gone is not waited for longer than otherwise, so that the clock runs while it is away.
 */
final class Holding {
    private final CallDraft draft;
    private final LeaderTurns leader;
    private final PersonaTurns persona;

    Holding(CallDraft draft, LeaderTurns leader, PersonaTurns persona) {
        this.draft = draft;
        this.leader = leader;
        this.persona = persona;
    }

    /** What the leader had begun to say counts as finished; it is answered when the call goes on. */
    void putOnHold() {
        if (draft.phase != CallState.Phase.OPEN || draft.heldAt != null) {
            return;
        }
        leader.cutOff();
        draft.sign = null;
        draft.record(List.of(new SessionEvent.PutOnHold()));
        draft.heldAt = draft.now;
        persona.pause();
        draft.effect(new CallEffect.StopClock());
    }

    void takeOff(Duration lasted) {
        if (draft.heldAt == null) {
            return;
        }
        draft.heldAt = null;
        draft.effect(new CallEffect.StartClock());
        draft.record(List.of(new SessionEvent.TakenOffHold(lasted)));
        draft.quiet();
        if (draft.persona instanceof PersonaSide.Speaking speaking) {
            persona.goOn(speaking);
        }
    }

    void detached() {
        if (draft.heldAt != null) {
            draft.effect(new CallEffect.StartClock());
        }
    }

    /** The client has been sent again what it had not played; it holds that back like before. */
    void attached() {
        if (draft.heldAt != null) {
            persona.pause();
            draft.effect(new CallEffect.StopClock());
        }
    }
}
