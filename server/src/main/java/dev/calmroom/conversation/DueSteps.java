package dev.calmroom.conversation;

import dev.calmroom.conversation.CallState.Phase;
import dev.calmroom.conversation.LeaderSide.Awaited;
import dev.calmroom.conversation.PersonaSide.Floor;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.roleplay.Step;
import java.time.Duration;
import java.util.List;

/** What follows from time alone, looked at after every input. */
final class DueSteps {
    private final CallDraft draft;
    private final LeaderTurns leader;
    private final PersonaTurns persona;

    DueSteps(CallDraft draft, LeaderTurns leader, PersonaTurns persona) {
        this.draft = draft;
        this.leader = leader;
        this.persona = persona;
    }

    void settle() {
        if (draft.phase == Phase.OPEN) {
            leader.askForWords();
            tell();
            concludeReply();
            contendForFloor();
            answer();
            clock();
        }
        if (draft.phase == Phase.OPEN || draft.phase == Phase.RINGING) {
            expire();
        }
    }

    /** By now the leader's voice would be known if it had gone on before the persona was heard. */
    private void tell() {
        if (draft.persona instanceof PersonaSide.Speaking speaking) {
            speaking.tells(draft.rules, draft.unitsPerSecond)
                    .filter(at -> draft.now.compareTo(at) >= 0)
                    .ifPresent(_ -> persona.tell());
        }
    }

    /**
     * A voice over the persona's: after a moment the persona stops, whatever it is; a long one gives the leader the
     * floor.
     */
    private void contendForFloor() {
        if (!(draft.persona instanceof PersonaSide.Speaking speaking) || draft.leader instanceof LeaderSide.Pausing) {
            return;
        }
        Duration voice = draft.now.minus(speaking.floorSince());
        if (speaking.floor() == Floor.DUCKED
                && voice.compareTo(draft.rules.holdAfter()) >= 0
                && !finishesWord(speaking, voice.minus(draft.rules.holdAfter()))) {
            draft.persona = PersonaTurns.floor(speaking, Floor.PAUSED, speaking.floorSince());
            draft.effect(new CallEffect.Hold(speaking.reply().id()));
        } else if (speaking.floor() == Floor.PAUSED && draft.leader instanceof LeaderSide.Talking talking) {
            if (voice.compareTo(draft.rules.yieldAfter()) >= 0) {
                persona.interrupt(speaking);
            } else {
                leader.takeFloor(talking, speaking);
            }
        }
    }

    /** An intimidated persona still finishes the word it is saying, where little of the clause is left. */
    private boolean finishesWord(PersonaSide.Speaking speaking, Duration late) {
        long left = speaking.reply().leftOfClause(speaking.played()) * 1000 / draft.unitsPerSecond;
        Duration patience = speaking.reply().brief().delivery().lastWord().minus(late);
        return left > 0 && patience.compareTo(Duration.ofMillis(left)) >= 0;
    }

    private void concludeReply() {
        switch (draft.persona) {
            case PersonaSide.Speaking speaking
            when speaking.reply().complete() && draft.detachedAt == null -> {
                boolean late = speaking.floor() == Floor.PERSONA && draft.now.compareTo(speaking.due()) > 0;
                if (speaking.played() >= speaking.reply().length() || late) {
                    persona.finished(speaking);
                }
            }
            case PersonaSide.Yielding yielding
            when draft.now.compareTo(yielding.since().plus(draft.rules.acknowledgeWithin())) >= 0 ->
                persona.interrupted(yielding);
            case PersonaSide _ -> {}
        }
    }

    /**
     * Has the leader's words appraised as soon as they are there, and an answer prepared as soon as it is also known how
     * long the leader is waited for; plays it once the leader has finished and the persona's
     * pause before speaking has passed, unless the leader seems to be going on at this very moment.
     */
    private void answer() {
        if (draft.persona instanceof PersonaSide.Idle
                && draft.leader instanceof LeaderSide.Pausing pausing
                && pausing.hasWords()
                && !draft.heard.isNothing()) {
            persona.appraise(pausing);
        }
        if (draft.persona instanceof PersonaSide.Appraising appraising
                && appraising.understood() != null
                && draft.leader instanceof LeaderSide.Pausing pausing
                && pausing.awaited() instanceof Awaited.Deadline) {
            prepareAnswer(pausing, appraising.latency(), draft.roleplay.hear(appraising.understood(), draft.now));
        }
        if (draft.persona instanceof PersonaSide.Preparing preparing && !preparing.certain() && over()) {
            draft.leader = new LeaderSide.Quiet();
            leader.show("", true);
            draft.persona = new PersonaSide.Preparing(
                    finished(preparing.reply()), preparing.step(), true, preparing.notBefore());
        }
        if (draft.persona instanceof PersonaSide.Preparing preparing
                && preparing.certain()
                && !preparing.reply().clauses().isEmpty()
                && draft.detachedAt == null
                && draft.now.compareTo(preparing.notBefore()) >= 0
                && !draft.mayBeBeginning()) {
            persona.play(preparing);
        }
    }

    private void prepareAnswer(LeaderSide.Pausing pausing, TurnLatency latency, Step step) {
        if (step.brief().isPresent()) {
            boolean silent = step.brief().get().murmur().isEmpty();
            LeaderSide.Pausing waiting = silent ? pausing.inSilence() : pausing;
            draft.leader = waiting;
            if (waiting.awaited() instanceof Awaited.Deadline deadline) {
                persona.prepare(step, pausing.voiceEnded(), false, latency, deadline.lead(), deadline.at());
            }
        } else if (over()) {
            leader.show("", true);
            List<SessionEvent> turnTaken = draft.heard.turnTaken(step.events());
            draft.heard = HeardSoFar.NOTHING;
            draft.utterance++;
            draft.leader = new LeaderSide.Quiet();
            draft.persona = new PersonaSide.Idle();
            draft.quiet();
            persona.takeUp(step);
            draft.record(turnTaken);
        }
    }

    private Reply finished(Reply reply) {
        return reply.measured(reply.latency().endOfTurn(draft.now.minus(reply.asked())));
    }

    private boolean over() {
        return draft.leader instanceof LeaderSide.Pausing pausing
                && pausing.awaited() instanceof Awaited.Deadline deadline
                && draft.hasBeenSilent(pausing, deadline.at());
    }

    /** Once a second: the clock, the warning, the end; and, while the line is quiet, what silence and world do. */
    private void clock() {
        long second = draft.now.toSeconds();
        if (second <= draft.clock) {
            return;
        }
        draft.clock = second;
        Duration remaining = draft.rules.length().minus(draft.now);
        if (remaining.isNegative() || remaining.isZero()) {
            persona.end("time-up");
            return;
        }
        draft.effect(new CallEffect.ShowClock(draft.now, remaining));
        if (!draft.warned && remaining.compareTo(draft.rules.warnBefore()) <= 0) {
            draft.warned = true;
            draft.effect(new CallEffect.ShowWarning(remaining));
        }
        if (idle()) {
            persona.takeUp(draft.roleplay.clock(draft.now));
        }
        cutIn();
        long silent = draft.now.minus(draft.quietSince).toSeconds();
        if (idle() && silent > draft.seconds) {
            draft.seconds = silent;
            persona.takeUp(draft.roleplay.silent(Duration.ofSeconds(silent), draft.now));
        }
    }

    /** The leader goes on and on: the persona may have to break in. */
    private void cutIn() {
        if (draft.leader instanceof LeaderSide.Talking talking
                && draft.persona instanceof PersonaSide.Idle
                && draft.detachedAt == null) {
            draft.roleplay
                    .cutIn(draft.now.minus(leader.talkingSince(talking)))
                    .ifPresent(minded -> leader.cutShort(talking, minded));
        }
    }

    private boolean idle() {
        return draft.phase == Phase.OPEN
                && draft.detachedAt == null
                && draft.heard.isNothing()
                && draft.leader instanceof LeaderSide.Quiet
                && draft.persona instanceof PersonaSide.Idle;
    }

    private void expire() {
        if (draft.detachedAt != null && draft.now.compareTo(draft.detachedAt.plus(draft.rules.resumeWithin())) >= 0) {
            persona.end("lost");
        }
    }
}
