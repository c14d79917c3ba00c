package dev.calmroom.conversation;

import dev.calmroom.conversation.PersonaSide.Floor;
import dev.calmroom.conversation.PersonaSide.Told;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** The persona's side: replies from preparation to the last sample heard. */
final class PersonaTurns {
    /** So many parts of a second before its end all of a reply was heard. */
    private static final int NEARLY_OVER = 10;

    private final CallDraft draft;

    PersonaTurns(CallDraft draft) {
        this.draft = draft;
    }

    void answered() {
        if (draft.phase == CallState.Phase.RINGING) {
            draft.phase = CallState.Phase.OPEN;
            draft.quiet();
            takeUp(draft.roleplay.open());
        }
    }

    /** Something came of itself (silence, the world, the opening): what has words is prepared, the rest is fact. */
    void takeUp(Step step) {
        if (step.brief().isPresent()) {
            prepare(step, draft.now, true, TurnLatency.NONE, Duration.ZERO, draft.now);
        } else {
            draft.roleplay = step.next();
            draft.record(step.events());
            if (ends(step)) {
                close();
            }
        }
    }

    /**
     * @param asked when the leader stopped speaking, or now where nobody asked
     * @param lead how long before its first word the persona is heard murmuring
     * @param heardAt when that is to begin
     */
    void prepare(Step step, Duration asked, boolean certain, TurnLatency latency, Duration lead, Duration heardAt) {
        var brief = step.brief().orElseThrow();
        Reply reply = Reply.begin(++draft.replies, brief, asked, latency);
        Duration notBefore = asked.plus(brief.sound().delivery().delay());
        draft.persona = new PersonaSide.Preparing(reply, step, certain, notBefore);
        Duration begins = heardAt.compareTo(notBefore) > 0 ? heardAt : notBefore;
        Duration slack = begins.compareTo(draft.now) > 0 ? begins.minus(draft.now) : Duration.ZERO;
        draft.effect(new CallEffect.Prepare(reply.id(), brief, step.next().conversation(), lead, slack));
    }

    /** The leader's words so far are a turn, for good; the answer is said over what the leader goes on to say. */
    void breakIn(PersonaSide.CuttingIn cutting) {
        draft.persona = new PersonaSide.Idle();
        if (draft.heard.isNothing()) {
            return;
        }
        int question = draft.appraise(cutting.minded(), draft.heard.said());
        Duration after = draft.now.minus(cutting.since());
        draft.persona = new PersonaSide.BreakingIn(question, draft.heard, after, cutting.minded());
        draft.heard = HeardSoFar.NOTHING;
        draft.utterance++;
    }

    private void breakIn(PersonaSide.BreakingIn breaking, Understanding understood) {
        Step step = breaking.minded().hear(understood, draft.now);
        takeTurn(step, breaking.words());
        int ofLeader = step.next().conversation().getLast().number();
        draft.record(List.of(new SessionEvent.Interrupted(ofLeader, Speaker.PERSONA, breaking.after())));
        draft.persona = new PersonaSide.Idle();
        takeUp(new Step(step.next(), List.of(), step.turn()));
        if (draft.persona instanceof PersonaSide.Preparing preparing) {
            draft.persona = new PersonaSide.Preparing(
                    preparing.reply().overLeadersVoice(), preparing.step(), true, preparing.notBefore());
        }
    }

    /** What the leader said, and what it does to the persona, is fact. */
    void takeTurn(Step step, HeardSoFar words) {
        draft.record(step.events());
        draft.record(words.turnTaken(step.events()));
        draft.roleplay = step.next();
    }

    /** Asks what the leader's words do as soon as they are there, whether or not the leader has finished. */
    void appraise(LeaderSide.Pausing pausing) {
        Duration taken = draft.now.minus(pausing.voiceEnded());
        int question = draft.appraise(draft.roleplay, draft.heard.said());
        draft.persona =
                new PersonaSide.Appraising(question, pausing.voiceEnded(), TurnLatency.NONE.recognised(taken), null);
    }

    void appraised(int id, Understanding understood) {
        switch (draft.persona) {
            case PersonaSide.Appraising it
            when it.id() == id -> draft.persona = it.appraised(draft.roleplay.hear(understood, draft.now), draft.now);
            case PersonaSide.BreakingIn it when it.id() == id -> breakIn(it, understood);
            case PersonaSide.Leaving it
            when it.id() == id ->
                new HangingUp(draft, this).leave(draft.roleplay.hear(understood, draft.now), it.reason());
            case PersonaSide _ -> {}
        }
    }

    /** The leader's words stand, and nothing in them is taken for anything: the persona answers as to that. */
    void unappraised(int id) {
        HeardSoFar words = draft.persona instanceof PersonaSide.BreakingIn breaking ? breaking.words() : draft.heard;
        appraised(id, Understanding.none(words.said()));
    }

    void discard(PersonaSide.Preparing preparing) {
        draft.effect(new CallEffect.Discard(preparing.reply().id()));
        draft.persona = new PersonaSide.Idle();
    }

    void firstWord(int id) {
        change(id, reply -> reply.measured(reply.latency().firstWord(since(reply))));
    }

    void clauseReady(int id, SpokenClause clause) {
        change(id, reply -> reply.with(clause, draft.unitsPerSecond));
        if (isTold(id) && draft.persona instanceof PersonaSide.Speaking speaking) {
            draft.effect(new CallEffect.ShowCaption(speaking.reply().brief().turn(), clause.text(), clause.start()));
        }
    }

    void complete(CallInput.ReplyComplete whole) {
        change(whole.reply(), reply -> reply.completed(whole.speaker(), whole.note(), whole.length(), whole.tells()));
        if (isTold(whole.reply())) {
            draft.effect(new CallEffect.CaptionsComplete(whole.reply()));
        }
    }

    /** Nobody waits for words that will not come: the turn is over with those that there are, be it none. */
    void unprepared(int id, String reason) {
        change(id, reply -> reply.brokenOff(reason));
        if (isTold(id)) {
            draft.effect(new CallEffect.CaptionsComplete(id));
        }
    }

    /** Only then are the persona's words shown: what is taken back was never said. */
    private boolean isTold(int id) {
        return draft.persona instanceof PersonaSide.Speaking speaking
                && speaking.reply().id() == id
                && speaking.untold() == null;
    }

    void audioSent(int id) {
        change(id, reply -> reply.measured(reply.latency().firstAudioSent(since(reply))));
    }

    private Duration since(Reply reply) {
        return draft.now.minus(reply.asked());
    }

    /** More of a reply is known, if it is still wanted. */
    void change(int id, UnaryOperator<Reply> change) {
        draft.persona = switch (draft.persona) {
            case PersonaSide.Preparing it
            when it.reply().id() == id ->
                new PersonaSide.Preparing(change.apply(it.reply()), it.step(), it.certain(), it.notBefore());
            case PersonaSide.Speaking it
            when it.reply().id() == id -> {
                Reply reply = change.apply(it.reply());
                yield it.with(reply, due(it, reply));
            }
            case PersonaSide other -> other;
        };
    }

    /** What is still to be played, from now on, and some time for a client that is slow to say so. */
    private Duration due(PersonaSide.Speaking speaking, Reply reply) {
        SpokenClause last = reply.last();
        if (last == null) {
            return speaking.due();
        }
        long left = Math.max(0, last.end() - speaking.played()) * 1000 / draft.unitsPerSecond;
        return draft.now.plus(draft.rules.playing().patience(left, speaking.told() != Told.NOTHING));
    }

    /**
     * The persona begins. What the leader said and its effect become fact at once, or, where the leader may yet go on
     * before the persona is heard, a moment later: until then the answer can be taken back.
     */
    void play(PersonaSide.Preparing preparing) {
        Reply reply = preparing.reply();
        draft.effect(new CallEffect.Play(reply.id()));
        PersonaSide.Untold untold = new PersonaSide.Untold(preparing.step(), draft.now);
        PersonaSide.Speaking speaking =
                new PersonaSide.Speaking(reply, untold, 0, Told.NOTHING, Floor.PERSONA, draft.now, draft.now);
        draft.persona = speaking.with(reply, due(speaking, reply));
        if (reply.murmurs() || !reply.lead(draft.unitsPerSecond).isZero()) {
            draft.murmured = draft.now;
        }
        if (draft.heard.isNothing()
                || reply.overLeader()
                || draft.rules.answering().takeBackWithin().isZero()) {
            tell();
        }
    }

    /** What the leader said, and what the answer makes of it, is fact from now on, if it was not yet. */
    void tell() {
        if (!(draft.persona instanceof PersonaSide.Speaking speaking) || speaking.untold() == null) {
            return;
        }
        Step step = speaking.untold().step();
        draft.roleplay = step.next();
        draft.record(step.events());
        draft.record(draft.heard.turnTaken(step.events()));
        if (!draft.heard.isNothing() && !speaking.reply().overLeader()) {
            draft.heard = HeardSoFar.NOTHING;
            draft.utterance++;
        }
        draft.persona = speaking.asFact();
        show(speaking.reply());
        if (speaking.reply().latency().firstAudioPlayed() != null) {
            showLatency(speaking.reply());
        }
    }

    /**
     * @return whether the leader went on before a word of the answer was heard: it is taken back, and the turn goes on
     */
    boolean takeBack(PersonaSide.Speaking speaking, Duration voiceBegan) {
        Duration heard = speaking.reply().wordsHeardSince(draft.unitsPerSecond);
        if (speaking.untold() == null || (heard != null && voiceBegan.compareTo(heard) > 0)) {
            return false;
        }
        draft.effect(new CallEffect.Interrupt(speaking.reply().id()));
        draft.persona = new PersonaSide.Idle();
        return true;
    }

    private void show(Reply reply) {
        for (SpokenClause clause : reply.clauses()) {
            draft.effect(new CallEffect.ShowCaption(reply.brief().turn(), clause.text(), clause.start()));
        }
        if (reply.complete()) {
            draft.effect(new CallEffect.CaptionsComplete(reply.id()));
        }
    }

    void played(int turn, long length, boolean done) {
        switch (draft.persona) {
            case PersonaSide.Speaking speaking
            when speaking.reply().brief().turn() == turn -> {
                boolean first = length > 0 && speaking.reply().latency().firstAudioPlayed() == null;
                Reply asked = speaking.reply();
                Reply reply = first ? asked.heardFrom(since(asked), draft.unitsPerSecond) : asked;
                // An answer that can still be taken back may have been, once: then that attempt is what is done.
                PersonaSide.Speaking further = speaking.heard(length, done && speaking.untold() == null)
                        .with(reply, speaking.due());
                boolean goesOn = length > speaking.played() || speaking.told() == Told.NOTHING;
                // Voices differ in their pace, and loudspeakers stall: who goes on playing is waited for.
                draft.persona = goesOn ? further.with(reply, due(further, reply)) : further;
                if (first && speaking.untold() == null) {
                    showLatency(reply);
                }
            }
            case PersonaSide.Yielding yielding
            when yielding.reply().brief().turn() == turn -> {
                PersonaSide.Yielding further = new PersonaSide.Yielding(
                        yielding.reply(), Math.max(yielding.played(), length), yielding.since());
                draft.persona = further;
                if (done) {
                    interrupted(further);
                }
            }
            case PersonaSide _ -> {}
        }
    }

    private void showLatency(Reply reply) {
        draft.effect(new CallEffect.ShowLatency(reply.brief().turn(), reply.latency()));
    }

    void goOn(PersonaSide.Speaking speaking) {
        if (speaking.floor() != Floor.PERSONA) {
            draft.persona = speaking.on(Floor.PERSONA, draft.now);
            draft.effect(new CallEffect.Continue(speaking.reply().id()));
        }
    }

    void interrupt(PersonaSide.Speaking speaking) {
        tell();
        draft.effect(new CallEffect.Interrupt(speaking.reply().id()));
        draft.persona = new PersonaSide.Yielding(speaking.reply(), speaking.played(), draft.now);
    }

    /** How much the leader heard is known, or will not be told any more. */
    void interrupted(PersonaSide.Yielding yielding) {
        Reply reply = yielding.reply();
        if (reply.clauses().isEmpty()) {
            hadNoWords();
            return;
        }
        spoke(reply, reply.heard(yielding.played()));
        Duration after = Duration.ofMillis(yielding.played() * 1000 / draft.unitsPerSecond);
        draft.record(List.of(new SessionEvent.Interrupted(reply.brief().turn(), Speaker.LEADER, after)));
    }

    /** The persona has said all of it, or the leader will hear no more of it. */
    void finished(PersonaSide.Speaking speaking) {
        tell();
        Reply reply = speaking.reply();
        draft.effect(new CallEffect.Finished(reply.id()));
        if (reply.clauses().isEmpty()) {
            hadNoWords();
        } else {
            spoke(reply, speaking.heard(draft.unitsPerSecond / NEARLY_OVER));
        }
        if (reply.brief().task().last()) {
            end(EndReason.PERSONA_HUNG_UP);
        }
    }

    /** An answer that could not be worded is no turn of the persona's, whether or not it was spoken into. */
    void hadNoWords() {
        draft.persona = new PersonaSide.Idle();
        draft.quiet();
    }

    void spoke(Reply reply, String heard) {
        var brief = reply.brief();
        List<Tell> tells = reply.tells(heard);
        draft.record(List.of(new SessionEvent.PersonaSpoke(
                brief.turn(),
                reply.text(),
                heard,
                brief.task().act(),
                brief.sound().delivery(),
                reply.speaker(),
                reply.note(),
                reply.latency(),
                tells,
                brief.guest())));
        draft.roleplay = draft.roleplay.spoken(brief.turn(), reply.text(), heard, tells);
        draft.persona = new PersonaSide.Idle();
        draft.quiet();
    }

    void detached() {
        draft.detachedAt = draft.now;
        pause();
    }

    /** What the persona is saying stands still; {@link #goOn} ends that. */
    void pause() {
        if (draft.persona instanceof PersonaSide.Speaking speaking) {
            draft.persona = speaking.on(Floor.PAUSED, draft.now);
            draft.effect(new CallEffect.Hold(speaking.reply().id()));
        }
    }

    void attached() {
        draft.detachedAt = null;
        draft.quiet();
        if (draft.persona instanceof PersonaSide.Preparing preparing) {
            // What the leader said meanwhile is on its way: it belongs to the same turn, so it is waited for.
            Duration soonest = draft.now.plus(draft.rules.line().catchUpWithin());
            Duration notBefore = preparing.notBefore().compareTo(soonest) > 0 ? preparing.notBefore() : soonest;
            draft.persona =
                    new PersonaSide.Preparing(preparing.reply(), preparing.step(), preparing.certain(), notBefore);
        }
        if (draft.persona instanceof PersonaSide.Speaking speaking) {
            draft.effect(new CallEffect.Resend(speaking.reply().id(), speaking.played()));
            show(speaking.reply());
            draft.persona =
                    speaking.on(Floor.PERSONA, draft.now).with(speaking.reply(), due(speaking, speaking.reply()));
        }
    }

    void end(EndReason reason) {
        new HangingUp(draft, this).end(reason);
    }

    private static boolean ends(Step step) {
        return step.events().stream().anyMatch(SessionEvent.SessionEnded.class::isInstance);
    }

    private void close() {
        draft.phase = CallState.Phase.ENDED;
        draft.effect(new CallEffect.Close());
    }
}
