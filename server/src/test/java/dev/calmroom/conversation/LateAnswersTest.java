package dev.calmroom.conversation;

import static dev.calmroom.conversation.CallCoreTest.LENGTH;
import static dev.calmroom.conversation.CallCoreTest.asks;
import static dev.calmroom.conversation.CallCoreTest.ms;
import static dev.calmroom.conversation.CallCoreTest.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.transcript.Speaker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models take their time, or fail; the final words of the leader's first turn are there at 5,230 ms. */
class LateAnswersTest {
    @Test
    void theAnswerWaitsForAnAppraisalThatIsLateAndTheStageIsMeasured() {
        ScriptedCall call = asks(opened().appraisingIn(500), "how long will it take")
                .at(5_850, new CallInput.Played(3, 10, false))
                .until(7_000);

        assertThat(call.times(CallEffect.Prepare.class)).containsExactly(1_000L, 5_730L);
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 5_770L);
        var latency = call.all(CallEffect.ShowLatency.class).getLast().latency();
        assertThat(latency.recognised()).isEqualTo(ms(230));
        assertThat(latency.appraised()).isEqualTo(ms(730));
    }

    @Test
    void bothQuestionsAreAskedAtOnceAndTheirAnswersMayComeInAnyOrder() {
        ScriptedCall call = asks(opened().appraisingIn(20).decidingIn(50), "how long will it take")
                .until(6_000);

        assertThat(call.times(CallEffect.Decide.class)).containsExactly(5_230L);
        assertThat(call.times(CallEffect.Appraise.class)).containsExactly(5_230L);
        assertThat(call.times(CallEffect.Prepare.class)).containsExactly(1_000L, 5_280L);
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 5_320L);
    }

    @Test
    void whenTheLeaderGoesOnBeforeTheAppraisalIsThereItCountsForNothing() {
        ScriptedCall call = asks(opened().appraisingIn(500), "do the fix and")
                .at(5_560, new CallInput.VoiceStarted(2, ms(5_500)))
                .saying("call me at midnight")
                .at(7_100, new CallInput.VoiceEnded(2, ms(7_000)))
                .until(9_000);

        assertThat(call.leaderLines()).containsExactly("do the fix and call me at midnight");
        assertThat(call.times(CallEffect.Prepare.class))
                .as("none for what was said by 5,730 ms")
                .containsExactly(1_000L, 7_730L);
        assertThat(call.all(CallEffect.Discard.class)).isEmpty();
    }

    @Test
    void whatIsTypedBeforeTheAppraisalIsThereIsAppraisedWithTheRest() {
        ScriptedCall call = asks(opened().appraisingIn(500), "take the fix")
                .at(5_400, new CallInput.Typed("Call me at midnight."))
                .until(8_000);

        assertThat(call.leaderLines()).containsExactly("take the fix Call me at midnight.");
        assertThat(call.times(CallEffect.Prepare.class)).containsExactly(1_000L, 5_900L);
    }

    @Test
    void wordsThatAreBeingAppraisedWhenTheLeaderHangsUpBelongToTheCall() {
        ScriptedCall call = asks(opened().appraisingIn(500), "take the fix").at(5_400, new CallInput.HungUp());
        assertThat(call.state().phase()).isEqualTo(CallState.Phase.CLOSING);
        assertThat(call.events(SessionEvent.SessionEnded.class)).isEmpty();

        call.at(5_500, new CallInput.Typed("wait"))
                .at(5_600, new CallInput.HungUp())
                .until(5_730);

        assertThat(call.leaderLines()).containsExactly("take the fix");
        assertThat(call.events(SessionEvent.SessionEnded.class))
                .extracting(SessionEvent.SessionEnded::reason)
                .containsExactly(EndReason.HUNG_UP);
        assertThat(call.state().phase()).isEqualTo(CallState.Phase.ENDED);
    }

    @Test
    void anAppraisalThatIsThereWhenTheLeaderHangsUpIsNotAskedForAgain() {
        ScriptedCall call = asks(opened().decidingIn(500), "take the fix").at(5_400, new CallInput.HungUp());

        assertThat(call.leaderLines()).containsExactly("take the fix");
        assertThat(call.all(CallEffect.Appraise.class)).hasSize(1);
        assertThat(call.state().phase()).isEqualTo(CallState.Phase.ENDED);
    }

    @Test
    void theEndOfTheTimeWaitsForTheLastWordsToo() {
        CallRules short5s = CallRules.STANDARD.withLength(ms(5_500), ms(4_000));
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm(), short5s)
                .appraisingIn(500)
                .at(1_000, new CallInput.Answered())
                .at(3_000, new CallInput.Played(1, LENGTH, true));
        asks(call, "take the fix and").until(8_000);

        assertThat(call.leaderLines()).containsExactly("take the fix and");
        assertThat(call.events(SessionEvent.SessionEnded.class))
                .extracting(SessionEvent.SessionEnded::reason)
                .containsExactly(EndReason.TIME_UP);
    }

    @Test
    void wordsThatCannotBeAppraisedAreATurnAllTheSameAndNothingInThemIsTakenForAnything() {
        ScriptedCall call =
                asks(opened().modelsFailing("no memory"), "take the fix").until(8_000);

        assertThat(call.leaderLines()).containsExactly("take the fix");
        assertThat(call.events(SessionEvent.TurnAppraised.class))
                .extracting(SessionEvent.TurnAppraised::moves)
                .containsExactly(List.of());
        assertThat(call.all(CallEffect.Play.class)).hasSize(2);
    }

    @Test
    void whereItCannotBeDecidedTheLeaderIsWaitedForAsAnybodyWouldBeAndTheLogSaysWhy() {
        ScriptedCall call =
                asks(opened().modelsFailing("no memory"), "take the fix").until(8_000);

        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 5_900L);
        SessionEvent.Waiting waited =
                call.events(SessionEvent.TurnTaken.class).getFirst().decisions().getFirst();
        assertThat(waited.patience()).isEqualTo(ms(900));
        assertThat(waited.reasons())
                .extracting(SessionEvent.Waiting.Reason::because)
                .containsExactly("no memory");
    }

    @Test
    void anAnswerThatCouldNotBeWordedIsNoTurnThoughTheLeaderSpeaksIntoIt() {
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm())
                .havingNoWords()
                .at(1_000, new CallInput.Answered())
                .at(1_040, new CallInput.Typed("are you there"))
                .until(3_000);

        assertThat(call.times(CallEffect.Interrupt.class)).containsExactly(1_040L);
        assertThat(call.leaderLines()).containsExactly("are you there");
        assertThat(call.events(SessionEvent.PersonaSpoke.class)).isEmpty();
        assertThat(call.events(SessionEvent.Interrupted.class)).isEmpty();
    }

    @Test
    void aDecisionThatComesAfterTheSilenceItAsksForCountsAtOnce() {
        ScriptedCall call =
                asks(opened().decidingIn(600), "how long will it take").until(7_000);

        assertThat(call.times(CallEffect.Prepare.class)).containsExactly(1_000L, 5_830L);
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 5_870L);
    }

    @Test
    void aDecisionAboutAPauseThatIsOverIsNone() {
        ScriptedCall call = asks(opened().decidingIn(600), "do the fix")
                .at(5_560, new CallInput.VoiceStarted(2, ms(5_500)))
                .saying("and call me at midnight")
                .at(7_100, new CallInput.VoiceEnded(2, ms(7_000)))
                .until(9_000);

        assertThat(call.leaderLines()).containsExactly("do the fix and call me at midnight");
        assertThat(call.events(SessionEvent.TurnTaken.class).getFirst().decisions())
                .extracting(SessionEvent.Waiting::heard)
                .containsExactly("do the fix and call me at midnight");
    }

    /** The leader speaks from 4,000 ms on; the persona cuts in at 14,000 ms, and has the words at 14,030 ms. */
    private static ScriptedCall ramblesOn() {
        return new ScriptedCall(FakeRoleplay.calm().cuttingInAfter(ms(10_000)))
                .at(1_000, new CallInput.Answered())
                .at(3_000, new CallInput.Played(1, LENGTH, true))
                .appraisingIn(800)
                .at(4_060, new CallInput.VoiceStarted(1, ms(4_000)))
                .saying("and another thing is the board")
                .until(14_005)
                .at(14_010, new CallInput.VoiceStarted(2, ms(14_005)));
    }

    @Test
    void whatTheLeaderSaysWhileThePersonaIsAboutToCutInIsTheNextTurn() {
        ScriptedCall call = ramblesOn()
                .saying("no listen to me")
                .at(14_300, new CallInput.VoiceEnded(2, ms(14_250)))
                .at(15_000, new CallInput.Played(3, LENGTH, true))
                .until(18_000);

        assertThat(call.leaderLines()).containsExactly("and another thing is the board", "no listen to me");
        assertThat(call.events(SessionEvent.Interrupted.class))
                .containsExactly(new SessionEvent.Interrupted(2, Speaker.PERSONA, ms(10_030)));
    }

    @Test
    void hangingUpWhileThePersonaIsAboutToCutInLosesAndDoublesNothing() {
        ScriptedCall call = ramblesOn().at(14_200, new CallInput.HungUp()).until(16_000);

        assertThat(call.leaderLines()).containsExactly("and another thing is the board");
        assertThat(call.state().phase()).isEqualTo(CallState.Phase.ENDED);
    }
}
