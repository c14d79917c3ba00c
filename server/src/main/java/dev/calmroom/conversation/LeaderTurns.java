package dev.calmroom.conversation;

import dev.calmroom.conversation.LeaderSide.Awaited;
import dev.calmroom.conversation.PersonaSide.Floor;
import dev.calmroom.log.Medium;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDecision;
import dev.calmroom.turntaking.TurnSoFar;
import java.time.Duration;
import java.util.List;

/** The leader's side: voice, words, and whether the leader has finished. */
final class LeaderTurns {
    /** Words are made out up to so long after they were said. */
    private static final int ECHOES_SECONDS = 8;

    private final CallDraft draft;
    private final PersonaTurns persona;

    LeaderTurns(CallDraft draft) {
        this.draft = draft;
        this.persona = new PersonaTurns(draft);
    }

    /**
     * The persona lowers its voice at the first sign of the leader's, and does not begin; whether there is a voice
     * shows in the next tenth of a second.
     */
    void voiceSuspected(Duration at) {
        draft.sign = draft.now;
        if (draft.phase == CallState.Phase.OPEN && draft.persona instanceof PersonaSide.Speaking speaking) {
            lower(speaking, at);
        }
    }

    private void lower(PersonaSide.Speaking speaking, Duration at) {
        if (speaking.floor() == Floor.PERSONA && !speaking.reply().overLeader()) {
            draft.persona = speaking.on(Floor.DUCKED, at);
            draft.effect(new CallEffect.Lower(speaking.reply().id()));
        }
    }

    /** Where a voice has been certain, its words say how it goes on. */
    void suspicionPassed() {
        draft.sign = null;
        if (draft.persona instanceof PersonaSide.Speaking speaking && draft.leader instanceof LeaderSide.Quiet) {
            persona.goOn(speaking);
        }
    }

    void voiceStarted(int segment, Duration at) {
        draft.sign = null;
        if (draft.phase != CallState.Phase.OPEN) {
            return;
        }
        if (draft.leader instanceof LeaderSide.Pausing pausing && at.compareTo(pausing.voiceEnded()) > 0) {
            draft.pauses = draft.pauses.observe(at.minus(pausing.voiceEnded()));
        }
        Duration began = draft.leader instanceof LeaderSide.Pausing pausing && pausing.segment() == segment
                ? pausing.began()
                : at;
        draft.leader = new LeaderSide.Talking(segment, began, "");
        switch (draft.persona) {
            case PersonaSide.Speaking speaking
            when persona.takeBack(speaking, at) ->
                draft.pauses = draft.pauses.observe(at.minus(speaking.reply().asked()));
            case PersonaSide.Speaking speaking -> lower(speaking, at);
            case PersonaSide.Preparing preparing when !preparing.reply().overLeader() -> persona.discard(preparing);
            case PersonaSide.Appraising _ -> draft.persona = new PersonaSide.Idle();
            case PersonaSide _ -> {}
        }
    }

    /** The persona cuts in: what the leader has said so far is one turn, what follows is the next. */
    void cutShort(LeaderSide.Talking talking, Roleplay minded) {
        draft.persona = new PersonaSide.CuttingIn(talking.segment(), talkingSince(talking), minded);
        draft.effect(new CallEffect.FinishSegment(talking.segment()));
    }

    /** Since when the leader has been speaking in this turn. */
    Duration talkingSince(LeaderSide.Talking talking) {
        return draft.heard.words().isEmpty()
                ? talking.since()
                : draft.heard.words().getFirst().start();
    }

    void partial(int segment, String text) {
        if (!(draft.leader instanceof LeaderSide.Talking talking) || talking.segment() != segment || text.isBlank()) {
            return;
        }
        draft.leader = new LeaderSide.Talking(segment, talking.since(), text);
        if (!(draft.persona instanceof PersonaSide.Speaking speaking)) {
            show(text, false);
        } else if (speaking.reply().overLeader() && takesFloor(text, speaking, false)) {
            show(text, false);
        }
    }

    /** The leader's voice over the persona's has the floor from now on. */
    void takeFloor(LeaderSide.Talking talking, PersonaSide.Speaking speaking) {
        boolean words = takesFloor(talking.partial(), speaking, false);
        persona.interrupt(speaking);
        if (words) {
            show(talking.partial(), false);
        }
    }

    /** Whether these words, over the persona's voice, are the leader's and no backchannel. */
    boolean takesFloor(String words, PersonaSide.Speaking speaking, boolean whole) {
        return !words.isBlank() && draft.overlap.takesFloor(words, heardLately(speaking), whole);
    }

    /** What of the persona's may be in the leader's microphone still. */
    private String heardLately(PersonaSide.Speaking speaking) {
        return speaking.reply().heardLately(speaking.played(), (long) ECHOES_SECONDS * draft.unitsPerSecond);
    }

    void voiceEnded(int segment, Duration at) {
        if (draft.leader instanceof LeaderSide.Talking talking && talking.segment() == segment) {
            draft.leader = LeaderSide.Pausing.since(segment, talking.since(), at);
        }
    }

    void silenceHeard(Duration upTo) {
        if (draft.leader instanceof LeaderSide.Pausing pausing) {
            draft.leader = pausing.heard(upTo);
        }
    }

    void recognised(int segment, String text, List<Word> words) {
        if (draft.persona instanceof PersonaSide.PuttingDown putting) {
            draft.hear(text, words, Medium.VOICE);
            if (putting.segment() == segment) {
                new HangingUp(draft, persona).goBack();
            }
            return;
        }
        if (draft.persona instanceof PersonaSide.Speaking speaking) {
            if (!takesFloor(text, speaking, true)) {
                forget(segment);
                persona.goOn(speaking);
                return;
            }
            if (!speaking.reply().overLeader()) {
                persona.interrupt(speaking);
            }
        }
        draft.hear(text, words, Medium.VOICE);
        if (!draft.heard.isNothing()) {
            show("", false);
        }
        if (draft.persona instanceof PersonaSide.CuttingIn cutting && cutting.segment() == segment) {
            persona.breakIn(cutting);
        } else if (draft.leader instanceof LeaderSide.Pausing pausing && pausing.segment() == segment) {
            decide(pausing);
        }
    }

    /** It was a cough, a backchannel or an echo: no turn of the leader's began. */
    private void forget(int segment) {
        if (draft.leader instanceof LeaderSide.Pausing pausing && pausing.segment() == segment) {
            if (draft.heard.isNothing()) {
                draft.leader = new LeaderSide.Quiet();
            } else {
                decide(pausing);
            }
        }
    }

    private void decide(LeaderSide.Pausing pausing) {
        if (draft.heard.isNothing()) {
            draft.leader = new LeaderSide.Quiet();
            draft.quiet();
            return;
        }
        if (pausing.over()) {
            draft.leader = pausing.until(draft.now);
            return;
        }
        Duration silence = draft.now.minus(pausing.voiceEnded());
        int question = draft.decide(new TurnSoFar(draft.heard.text(), draft.heard.words(), silence, draft.pauses));
        draft.leader = pausing.awaiting(new Awaited.Decision(question));
    }

    void decided(int id, EndOfTurnDecision decision) {
        if (draft.leader instanceof LeaderSide.Pausing pausing
                && pausing.awaited() instanceof Awaited.Decision awaited
                && awaited.id() == id) {
            waitFor(pausing, decision);
        }
    }

    private void waitFor(LeaderSide.Pausing pausing, EndOfTurnDecision decision) {
        draft.heard = draft.heard.decided(pausing.voiceEnded(), decision);
        if (decision.murmurAfter() != null && mayMurmur()) {
            Duration lead = decision.patience().minus(decision.murmurAfter());
            draft.leader =
                    pausing.awaiting(new Awaited.Deadline(pausing.voiceEnded().plus(decision.murmurAfter()), lead));
        } else {
            draft.leader = pausing.until(pausing.voiceEnded().plus(decision.patience()));
        }
    }

    /** Only where it can be taken back, and not again soon after the last murmur. */
    private boolean mayMurmur() {
        Duration last = draft.murmured;
        return !draft.rules.answering().takeBackWithin().isZero()
                && (last == null
                        || draft.now.compareTo(last.plus(draft.rules.answering().murmursApart())) >= 0);
    }

    void typed(String text) {
        if (draft.phase != CallState.Phase.OPEN || text.isBlank()) {
            return;
        }
        switch (draft.persona) {
            case PersonaSide.Speaking speaking -> persona.interrupt(speaking);
            case PersonaSide.Preparing preparing -> persona.discard(preparing);
            case PersonaSide.PuttingDown putting -> {
                // What was said to the guest is not made out yet, and this is not for the guest.
                draft.persona = new PersonaSide.PuttingDown(
                        putting.segment(), putting.typed().and(text, List.of(), Medium.TYPED));
                return;
            }
            case PersonaSide _ -> {}
        }
        draft.hear(text, List.of(), Medium.TYPED);
        draft.saidAtOnce();
    }

    /** What the leader was busy with is no silence, and the world waits for it as for a voice. */
    void occupied() {
        draft.occupiedAt = draft.now;
        draft.quiet();
    }

    /** Whatever the leader was about to say, nothing more of it will come for now. */
    void cutOff() {
        switch (draft.leader) {
            case LeaderSide.Talking talking -> {
                draft.leader = LeaderSide.Pausing.since(talking.segment(), talking.since(), draft.now)
                        .atOnce(draft.now);
                draft.effect(new CallEffect.FinishSegment(talking.segment()));
            }
            case LeaderSide.Pausing pausing
            when pausing.awaited() instanceof Awaited.Silence -> {
                draft.leader = pausing.atOnce(draft.now);
                draft.effect(new CallEffect.FinishSegment(pausing.segment()));
            }
            case LeaderSide.Pausing pausing -> draft.leader = pausing.atOnce(draft.now);
            case LeaderSide.Quiet _ -> {}
        }
    }

    /** The silence is long enough to make it worth while. */
    void askForWords() {
        if (draft.leader instanceof LeaderSide.Pausing pausing) {
            draft.leader = pausing.awaiting(new Awaited.Words());
            draft.effect(new CallEffect.FinishSegment(pausing.segment()));
        }
    }

    void show(String partial, boolean settled) {
        String text = partial.isBlank() ? draft.heard.text() : (draft.heard.text() + " " + partial).strip();
        draft.effect(new CallEffect.ShowHearing(draft.utterance, text, settled));
    }
}
