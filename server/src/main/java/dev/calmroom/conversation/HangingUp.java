package dev.calmroom.conversation;

import dev.calmroom.log.EndReason;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import java.util.List;
import java.util.Optional;

/** The end of a call: nothing said is lost, and the last words are still appraised. */
final class HangingUp {
    private final CallDraft draft;
    private final PersonaTurns persona;

    HangingUp(CallDraft draft, PersonaTurns persona) {
        this.draft = draft;
        this.persona = persona;
    }

    /** Nothing said is lost: a turn that was not answered is still appraised, one that was cut off still recorded. */
    void end(EndReason reason) {
        fallSilent();
        if (draft.heard.isNothing() || draft.phase != CallState.Phase.OPEN) {
            hangUp(reason);
        } else {
            awaitLastWords(reason);
        }
    }

    /** The guest hears no more of it, and nothing said is lost: the persona is back on the line. No guest, no effect. */
    void putDown() {
        if (draft.phase != CallState.Phase.OPEN
                || draft.persona instanceof PersonaSide.PuttingDown
                || draft.roleplay.putDown(draft.now).isEmpty()) {
            return;
        }
        Optional<Integer> awaited = stopHearing();
        fallSilent();
        if (awaited.isPresent()) {
            draft.persona = new PersonaSide.PuttingDown(awaited.get(), HeardSoFar.NOTHING);
        } else {
            goBack();
        }
    }

    /** All that was said to the guest is there. */
    void goBack() {
        if (!draft.heard.isNothing()) {
            persona.takeTurn(draft.roleplay.hear(Understanding.none(draft.heard.said()), draft.now), draft.heard);
            draft.heard = HeardSoFar.NOTHING;
            draft.utterance++;
        }
        if (draft.persona instanceof PersonaSide.PuttingDown putting
                && !putting.typed().isNothing()) {
            draft.heard = putting.typed();
            draft.saidAtOnce();
        }
        draft.persona = new PersonaSide.Idle();
        draft.roleplay.putDown(draft.now).ifPresent(this::comeBack);
    }

    /** Whoever speaks before the persona's first word does so to the persona: the guest is gone at once. */
    private void comeBack(Step back) {
        draft.roleplay = back.next();
        draft.record(back.events());
        if (draft.leader instanceof LeaderSide.Quiet) {
            persona.takeUp(new Step(back.next(), List.of(), back.turn()));
        }
    }

    /**
     * What is said on is not for the guest: the microphone begins anew with it.
     *
     * @return the segment of which the guest is still to have the final words
     */
    private Optional<Integer> stopHearing() {
        return switch (draft.leader) {
            case LeaderSide.Talking talking -> finish(talking.segment());
            case LeaderSide.Pausing pausing
            when pausing.awaited() instanceof LeaderSide.Awaited.Silence -> finish(pausing.segment());
            case LeaderSide.Pausing pausing
            when pausing.awaited() instanceof LeaderSide.Awaited.Words -> Optional.of(pausing.segment());
            case LeaderSide.Pausing _, LeaderSide.Quiet _ -> Optional.empty();
        };
    }

    private Optional<Integer> finish(int segment) {
        draft.effect(new CallEffect.FinishSegment(segment));
        return Optional.of(segment);
    }

    private void fallSilent() {
        persona.tell();
        switch (draft.persona) {
            case PersonaSide.Preparing preparing -> {
                draft.effect(new CallEffect.Discard(preparing.reply().id()));
                if (!preparing.step().events().isEmpty() && !draft.heard.isNothing()) {
                    persona.takeTurn(preparing.step(), draft.heard);
                    draft.heard = HeardSoFar.NOTHING;
                }
            }
            case PersonaSide.Speaking speaking -> {
                draft.effect(new CallEffect.Interrupt(speaking.reply().id()));
                if (speaking.reply().clauses().isEmpty()) {
                    persona.hadNoWords();
                } else {
                    persona.spoke(speaking.reply(), speaking.reply().heard(speaking.played()));
                }
            }
            case PersonaSide.Yielding yielding -> persona.interrupted(yielding);
            case PersonaSide.BreakingIn breaking ->
                draft.heard = breaking.words().and(draft.heard);
            case PersonaSide.PuttingDown putting -> draft.heard = draft.heard.and(putting.typed());
            case PersonaSide.Appraising _, PersonaSide.CuttingIn _, PersonaSide.Leaving _, PersonaSide.Idle _ -> {}
        }
        draft.leader = new LeaderSide.Quiet();
    }

    private void awaitLastWords(EndReason reason) {
        draft.phase = CallState.Phase.CLOSING;
        if (!(draft.persona instanceof PersonaSide.Appraising appraising)) {
            draft.persona = new PersonaSide.Leaving(draft.appraise(draft.roleplay, draft.heard.said()), reason);
        } else if (appraising.step() == null) {
            draft.persona = new PersonaSide.Leaving(appraising.id(), reason);
        } else {
            leave(appraising.step(), reason);
        }
    }

    /** The last words have been appraised: they are a turn, and then the line is dead. */
    void leave(Step step, EndReason reason) {
        persona.takeTurn(step, draft.heard);
        draft.heard = HeardSoFar.NOTHING;
        hangUp(reason);
    }

    private void hangUp(EndReason reason) {
        draft.persona = new PersonaSide.Idle();
        persona.takeUp(draft.roleplay.end(reason, draft.now));
    }
}
