package dev.calmroom.conversation;

import static dev.calmroom.conversation.CallCoreTest.asks;
import static dev.calmroom.conversation.CallCoreTest.ms;
import static dev.calmroom.conversation.CallCoreTest.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.SessionEvent;
import org.junit.jupiter.api.Test;

/** The leader falls silent and goes on: when the persona waits, does not begin, or takes back what was begun. */
class GoingOnTest {
    @Test
    void silenceThatHasNotBeenHeardYetIsNone() {
        ScriptedCall call = asks(opened().hearingLateBy(250), "do the fix")
                .at(5_500, new CallInput.VoiceStarted(2, ms(5_250)))
                .saying("and call me at midnight")
                .at(7_350, new CallInput.VoiceEnded(2, ms(7_000)))
                .until(9_000);

        assertThat(call.leaderLines())
                .as("300 ms after the leader's voice had ended only 50 ms of silence had been heard")
                .containsExactly("do the fix and call me at midnight");
        assertThat(call.times(CallEffect.Play.class)).hasSize(2);
    }

    @Test
    void onALateLineTheLeaderIsAnsweredAsSoonAsTheSilenceHasBeenHeard() {
        ScriptedCall call =
                asks(opened().hearingLateBy(250), "how long will it take").until(6_500);

        assertThat(call.times(CallEffect.FinishSegment.class).getLast()).isBetween(5_410L, 5_450L);
        assertThat(call.times(CallEffect.Play.class).getLast()).isBetween(5_510L, 5_550L);
    }

    @Test
    void aLineThatBringsNothingMoreIsNotWaitedForLongerThanASecond() {
        ScriptedCall call =
                asks(opened().hearingLateBy(60_000), "how long will it take").until(9_000);

        assertThat(call.times(CallEffect.FinishSegment.class).getLast()).isEqualTo(6_200L);
        assertThat(call.times(CallEffect.Play.class).getLast()).isBetween(6_300L, 6_310L);
    }

    @Test
    void whenTheLeaderGoesOnThePreparedAnswerIsThrownAwayUnheardAndBothPartsAreOneTurn() {
        ScriptedCall call = asks(opened(), "do the fix and")
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .saying("call me at midnight")
                .at(7_100, new CallInput.VoiceEnded(2, ms(7_000)))
                .until(8_000);

        assertThat(call.all(CallEffect.Discard.class)).hasSize(1);
        assertThat(call.leaderLines()).containsExactly("do the fix and call me at midnight");
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 7_300L);
    }

    @Test
    void theLeaderGoesOnInTheLastMomentBeforeThePersonaIsHeardAndNothingIsLostOrDoubled() {
        ScriptedCall call = asks(opened(FakeRoleplay.calm().answeringAfter(ms(800))), "do the fix")
                .at(5_700, new CallInput.VoiceStarted(2, ms(5_650)))
                .saying("and call me")
                .at(6_600, new CallInput.VoiceEnded(2, ms(6_500)))
                .until(9_000);

        assertThat(call.leaderLines()).containsExactly("do the fix and call me");
        assertThat(call.all(CallEffect.Play.class)).hasSize(2);
    }

    @Test
    void atTheFirstSignThatTheLeaderGoesOnThePersonaDoesNotBeginAndBothPartsAreOneTurn() {
        ScriptedCall call = asks(opened(), "how long will it take")
                .at(5_290, new CallInput.VoiceSuspected(ms(5_250)))
                .at(5_350, new CallInput.VoiceStarted(2, ms(5_280)))
                .saying("and who does it")
                .at(6_600, new CallInput.VoiceEnded(2, ms(6_500)))
                .until(7_500);

        assertThat(call.leaderLines()).containsExactly("how long will it take and who does it");
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 6_800L);
    }

    @Test
    void aSignOfTheLeadersVoiceThatComesToNothingKeepsThePersonaNoLongerThanThat() {
        ScriptedCall call = asks(opened(), "how long will it take")
                .at(5_290, new CallInput.VoiceSuspected(ms(5_250)))
                .at(5_355, new CallInput.SuspicionPassed())
                .until(6_000);

        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 5_355L);
    }

    @Test
    void aMicrophoneThatIsGoneAfterASignOfTheLeadersVoiceDoesNotSilenceThePersona() {
        ScriptedCall call = asks(opened(), "how long will it take")
                .at(5_290, new CallInput.VoiceSuspected(ms(5_250)))
                .until(6_500);

        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 5_690L);
    }

    @Test
    void whileThePersonaDrawsBreathASignOfTheLeadersVoiceStillKeepsItSilent() {
        ScriptedCall call = asks(opened(FakeRoleplay.calm().answeringAfter(ms(800))), "do the fix")
                .at(5_780, new CallInput.VoiceSuspected(ms(5_740)))
                .at(5_850, new CallInput.VoiceStarted(2, ms(5_770)))
                .saying("and call me")
                .at(6_600, new CallInput.VoiceEnded(2, ms(6_500)))
                .until(9_000);

        assertThat(call.leaderLines()).containsExactly("do the fix and call me");
        assertThat(call.all(CallEffect.Play.class)).hasSize(2);
    }

    @Test
    void anAnswerThatWasNotHeardBeforeTheLeaderWentOnIsTakenBackAndBothPartsAreOneTurn() {
        ScriptedCall call = asks(opened(), "do the fix")
                .at(5_350, new CallInput.Played(3, 10, false))
                .at(5_420, new CallInput.VoiceStarted(2, ms(5_330)))
                .saying("and call me at midnight")
                .at(7_100, new CallInput.VoiceEnded(2, ms(7_000)))
                .at(7_360, new CallInput.Played(3, 10, false))
                .until(9_000);

        assertThat(call.all(CallEffect.Interrupt.class)).containsExactly(new CallEffect.Interrupt(2));
        assertThat(call.leaderLines()).containsExactly("do the fix and call me at midnight");
        assertThat(call.events(SessionEvent.Interrupted.class)).isEmpty();
        assertThat(call.events(SessionEvent.PersonaSpoke.class))
                .as("only the opening has been said so far")
                .hasSize(1);
        assertThat(call.all(CallEffect.ShowCaption.class))
                .as("what was never said is never shown")
                .hasSize(2);
        assertThat(call.state().pauses().count())
                .as("it was a pause of the leader's")
                .isEqualTo(1);
    }

    @Test
    void onceThePersonaHasBeenHeardTheLeadersVoiceIsAnInterruption() {
        ScriptedCall call = asks(opened(), "do the fix")
                .at(5_350, new CallInput.Played(3, 10, false))
                .at(5_460, new CallInput.VoiceStarted(2, ms(5_390)))
                .at(5_900, new CallInput.Partial(2, "and call me"))
                .saying("and call me")
                .at(7_100, new CallInput.VoiceEnded(2, ms(7_000)))
                .until(9_000);

        assertThat(call.leaderLines()).containsExactly("do the fix", "and call me");
        assertThat(call.events(SessionEvent.Interrupted.class)).hasSize(1);
    }

    @Test
    void theLeadersTurnIsFactAMomentAfterThePersonaIsHeardOrWhereNobodySaysSoAfterALittleMore() {
        ScriptedCall heard = asks(opened(), "do the fix")
                .at(5_350, new CallInput.Played(3, 10, false))
                .until(5_499);
        assertThat(heard.leaderLines()).isEmpty();
        assertThat(heard.until(5_500).leaderLines()).containsExactly("do the fix");

        ScriptedCall silent = asks(opened(), "do the fix").until(5_699);
        assertThat(silent.leaderLines()).isEmpty();
        assertThat(silent.until(5_700).leaderLines()).containsExactly("do the fix");
    }
}
