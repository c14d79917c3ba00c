package dev.calmroom.conversation;

import dev.calmroom.conversation.CallState.Phase;
import dev.calmroom.log.EndReason;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.turntaking.EndOfTurnDecision;
import dev.calmroom.turntaking.PauseStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Decides what a call does next: a pure function of where it stands, what happened and when. It runs no clock, opens
 * no thread and holds no state, so that turn-taking, barge-in and resumption are tested to the millisecond.
 *
 * <p>What takes a model is an effect with an answer: how long the leader is waited for, and what the leader's words do.
 * Both are asked as soon as there are final words, each by an id; an answer that is not awaited any more is ignored.
 *
 * <p>A turn of the leader comes in one or more segments: after a short silence the recogniser is asked for final words
 * and the reply is prepared unheard; when the words and the pause say that the leader has finished, it is played, and
 * only then do the turn and the persona's feeling enter the log. If the leader goes on before, the reply is thrown
 * away.
 *
 * <p>One silence, with {@link CallRules#STANDARD}; milliseconds from the last sound of the leader:
 *
 * <pre>{@code
 *   leader   ######|
 *                  0     200        patience          after
 *                  |      |            |                |
 *                  |      |            +-- played: «taken up», and only now do turn and feeling enter the log
 *                  |      +-- final words are asked for, the reply is decided and made into sound, unheard
 *                  |                                    +-- for 150 ms it can be taken back, if late sound shows
 *                  |                                        that the leader had begun before it
 * }</pre>
 *
 * <p>Barge-in: a voice over the persona's; milliseconds from its first sign:
 *
 * <pre>{@code
 * Words take the floor.
 *   persona  =======|------|
 *   leader          |######|################
 *                   0      110   at the first sign the persona plays on more softly, then it is held; when words are
 *                                made out it has lost the floor, and what was heard of its reply is written down.
 *                                Of a voice shorter than 700 ms the final words are awaited; 1200 ms of voice take
 *                                the floor even without a word
 *
 * «Mm-hm», or a cough, does not.
 *   persona  =======|------|      ==============
 *   leader          |##    |     |
 *                   0      110   the voice ends and was no word: the persona goes on from where it was held
 *
 * A knock.
 *   persona  =======|--==========================
 *   leader          |#
 *                   0  the first sign was nothing: as loud as before, never held
 * }</pre>
 */
public final class CallCore {
    /** How long a call sleeps where nothing is due: whoever is awaited may take minutes. */
    private static final Duration NOTHING_DUE = Duration.ofSeconds(1);

    private final CallRules rules;
    private final Overlap overlap;
    private final int unitsPerSecond;

    /** @param unitsPerSecond how much of a reply plays in a second: samples, or characters where the client speaks */
    public CallCore(CallRules rules, Overlap overlap, int unitsPerSecond) {
        this.rules = rules;
        this.overlap = overlap;
        this.unitsPerSecond = unitsPerSecond;
    }

    public record Transition(CallState state, List<CallEffect> effects) {}

    public CallState ring(Roleplay roleplay) {
        return ring(roleplay, PauseStatistics.UNKNOWN);
    }

    /** @param pauses what is known of how this leader pauses */
    public CallState ring(Roleplay roleplay, PauseStatistics pauses) {
        return CallState.ringing(roleplay, pauses);
    }

    /** @param now session time */
    public Transition on(CallState state, CallInput input, Duration now) {
        if (state.phase() == Phase.ENDED || (state.phase() == Phase.CLOSING && !isAnAnswer(input))) {
            return new Transition(state, List.of());
        }
        CallDraft draft = new CallDraft(state, now, rules, overlap, unitsPerSecond);
        LeaderTurns leader = new LeaderTurns(draft);
        PersonaTurns persona = new PersonaTurns(draft);
        if (isBeyondTakingBack(input)) {
            persona.tell();
        }
        DueSteps due = new DueSteps(draft, leader, persona);
        take(input, leader, persona, new Holding(draft, leader, persona), new HangingUp(draft, persona), due);
        due.settle();
        return draft.done();
    }

    /** What each input does: the table of the core. */
    private static void take(
            CallInput input,
            LeaderTurns leader,
            PersonaTurns persona,
            Holding holding,
            HangingUp hangingUp,
            DueSteps due) {
        switch (input) {
            case CallInput.Answered _ -> persona.answered();
            case CallInput.VoiceSuspected suspected -> leader.voiceSuspected(suspected.at());
            case CallInput.SuspicionPassed _ -> leader.suspicionPassed();
            case CallInput.VoiceStarted started -> leader.voiceStarted(started.segment(), started.at());
            case CallInput.VoiceEnded ended -> leader.voiceEnded(ended.segment(), ended.at());
            case CallInput.SilenceHeard silence -> leader.silenceHeard(silence.upTo());
            case CallInput.Partial partial -> leader.partial(partial.segment(), partial.text());
            case CallInput.Recognised said -> leader.recognised(said.segment(), said.text(), said.words());
            case CallInput.Decided decided -> leader.decided(decided.id(), decided.decision());
            case CallInput.Appraised appraised -> persona.appraised(appraised.id(), appraised.understanding());
            case CallInput.Failed failed -> failed(failed, leader, persona);
            case CallInput.Typed typed -> leader.typed(typed.text());
            case CallInput.Muted _ -> leader.cutOff();
            case CallInput.FirstWord word -> persona.firstWord(word.reply());
            case CallInput.MurmurReady ready -> persona.change(ready.reply(), Reply::murmuring);
            case CallInput.ClauseReady ready -> persona.clauseReady(ready.reply(), ready.clause());
            case CallInput.Told told -> persona.change(told.reply(), told::onto);
            case CallInput.ReplyComplete whole -> persona.complete(whole);
            case CallInput.Unprepared broken -> persona.unprepared(broken.reply(), broken.reason());
            case CallInput.AudioSent sent -> persona.audioSent(sent.reply());
            case CallInput.Played played -> persona.played(played.turn(), played.length(), played.done());
            case CallInput.PutOnHold _ -> holding.putOnHold();
            case CallInput.TakenOffHold off -> holding.takeOff(off.lasted());
            case CallInput.PutDown _ -> hangingUp.putDown();
            case CallInput.HungUp _ -> persona.end(EndReason.HUNG_UP);
            case CallInput.Detached _ -> detached(leader, persona, holding);
            case CallInput.Attached _ -> attached(persona, holding);
            case CallInput.Occupied _ -> leader.occupied();
            case CallInput.Stirred _ -> due.worldActs();
            case CallInput.Tick _ -> {}
        }
    }

    private static void detached(LeaderTurns leader, PersonaTurns persona, Holding holding) {
        leader.cutOff();
        persona.detached();
        holding.detached();
    }

    private static void attached(PersonaTurns persona, Holding holding) {
        persona.attached();
        holding.attached();
    }

    /** Which of the two had asked for it, its number tells. */
    private static void failed(CallInput.Failed failed, LeaderTurns leader, PersonaTurns persona) {
        leader.decided(failed.id(), EndOfTurnDecision.unadvised(failed.reason()));
        persona.unappraised(failed.id());
    }

    private static boolean isAnAnswer(CallInput input) {
        return input instanceof CallInput.Appraised || input instanceof CallInput.Failed;
    }

    /** Only the leader's voice going on takes an answer back; whatever else the leader does comes after it. */
    private static boolean isBeyondTakingBack(CallInput input) {
        return switch (input) {
            case CallInput.Recognised _,
                    CallInput.Typed _,
                    CallInput.Muted _,
                    CallInput.PutOnHold _,
                    CallInput.PutDown _,
                    CallInput.HungUp _,
                    CallInput.Detached _,
                    CallInput.Attached _ -> true;
            default -> false;
        };
    }

    /** When the core wants to be told the time again, at the latest; never before now. */
    public Duration wake(CallState state, Duration now) {
        Duration soonest = due(state).values().stream().min(Duration::compareTo).orElse(now.plus(NOTHING_DUE));
        return soonest.compareTo(now) < 0 ? now : soonest;
    }

    /** What is due when, as things stand. */
    Map<String, Duration> due(CallState state) {
        CallDraft draft = new CallDraft(state, Duration.ZERO, rules, overlap, unitsPerSecond);
        return new DueSteps(draft, new LeaderTurns(draft), new PersonaTurns(draft)).due();
    }
}
