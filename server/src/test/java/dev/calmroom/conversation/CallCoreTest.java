package dev.calmroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.transcript.Speaker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallCoreTest {
    static final String ANSWER = "Ninety minutes for the fix.";
    static final long LENGTH = ANSWER.length() * 50L;

    /** The persona has opened the call and is heard to the end at 3,000 ms. */
    static ScriptedCall opened() {
        return opened(FakeRoleplay.calm());
    }

    static ScriptedCall opened(FakeRoleplay persona) {
        return new ScriptedCall(persona)
                .at(1_000, new CallInput.Answered())
                .at(1_050, new CallInput.AudioSent(1))
                .at(1_100, new CallInput.Played(1, 100, false))
                .at(3_000, new CallInput.Played(1, LENGTH, true));
    }

    /** The leader says this from 4,000 to 5,000 ms. */
    static ScriptedCall asks(ScriptedCall call, String words) {
        return call.saying(words)
                .at(4_060, new CallInput.VoiceStarted(1, ms(4_000)))
                .at(4_500, new CallInput.Partial(1, words))
                .at(5_100, new CallInput.VoiceEnded(1, ms(5_000)));
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void thePersonaSpeaksFirstOnceTheLeaderHasPickedUp() {
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm()).until(900);
        assertThat(call.all(CallEffect.Prepare.class)).isEmpty();

        call.at(1_000, new CallInput.Answered()).until(1_100);

        assertThat(call.times(CallEffect.Prepare.class)).containsExactly(1_000L);
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L);
    }

    @Test
    void aWholeSentenceIsAnswered300MsAfterTheLeadersVoiceEnds() {
        ScriptedCall call = asks(opened(), "how long will it take").until(6_000);

        assertThat(call.times(CallEffect.FinishSegment.class)).containsExactly(5_200L);
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 5_300L);
        assertThat(call.leaderLines()).containsExactly("how long will it take");
    }

    @Test
    void theAnswerIsPreparedBeforeItIsCertainThatTheLeaderHasFinished() {
        ScriptedCall call = asks(opened(), "how long will it take").until(5_250);

        assertThat(call.times(CallEffect.Prepare.class)).containsExactly(1_000L, 5_230L);
        assertThat(call.leaderLines())
                .as("nothing is fact before the persona speaks")
                .isEmpty();
    }

    @Test
    void aTrailingAndIsWaitedFor() {
        ScriptedCall call = asks(opened(), "do the fix and").until(6_400);
        assertThat(call.times(CallEffect.Play.class)).hasSize(1);

        call.until(6_600);
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 6_500L);
    }

    @Test
    void everyDecisionAboutTheLeadersTurnIsInTheLogWithItsReasons() {
        ScriptedCall call = asks(opened(), "do the fix and")
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .saying("call me at midnight")
                .at(7_100, new CallInput.VoiceEnded(2, ms(7_000)))
                .until(8_000);

        List<SessionEvent.TurnTaken> taken = call.events().stream()
                .filter(SessionEvent.TurnTaken.class::isInstance)
                .map(SessionEvent.TurnTaken.class::cast)
                .toList();
        assertThat(taken).hasSize(1);
        List<SessionEvent.Waiting> decisions = taken.getFirst().decisions();
        assertThat(decisions)
                .extracting(SessionEvent.Waiting::heard)
                .containsExactly("do the fix and", "do the fix and call me at midnight");
        assertThat(decisions).extracting(SessionEvent.Waiting::silentSince).containsExactly(ms(5_000), ms(7_000));
        assertThat(decisions.getFirst().patience()).isGreaterThan(ms(700));
        assertThat(decisions.getFirst().reasons())
                .anySatisfy(reason -> assertThat(reason.because()).contains("and"));
    }

    @Test
    void aClientThatNeverSaysWhatItPlayedDoesNotHangTheCall() {
        ScriptedCall call = opened();
        asks(call, "how long").until(12_000);

        assertThat(call.events(SessionEvent.PersonaSpoke.class)).hasSize(2);
    }

    @Test
    void typedWordsInterruptThePersonaAndAreATurnOfTheirOwn() {
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm())
                .at(1_000, new CallInput.Answered())
                .at(1_100, new CallInput.Played(1, 60, false))
                .at(1_500, new CallInput.Typed("Breathe. How are you?"))
                .at(1_520, new CallInput.Played(1, 420, true))
                .until(2_000);

        assertThat(call.leaderLines()).containsExactly("Breathe. How are you?");
        assertThat(call.events(SessionEvent.Interrupted.class)).hasSize(1);
        assertThat(call.all(CallEffect.Play.class)).hasSize(2);
    }

    @Test
    void mutingInMidWordEndsTheLeadersTurnWithWhatWasSaid() {
        ScriptedCall call = opened().saying("take the fix")
                .at(4_060, new CallInput.VoiceStarted(1, ms(4_000)))
                .at(4_700, new CallInput.Muted())
                .until(5_500);

        assertThat(call.leaderLines()).containsExactly("take the fix");
    }

    @Test
    void aTurnThatIsTypedForLongIsNoSilence() {
        ScriptedCall call = opened();
        for (long at = 4_000; at <= 40_000; at += 1_000) {
            call.at(at, new CallInput.Occupied());
        }
        assertThat(call.events(SessionEvent.Silence.class)).isEmpty();

        call.until(45_900);
        assertThat(call.events(SessionEvent.Silence.class)).isEmpty();
        call.until(47_000);
        assertThat(call.events(SessionEvent.Silence.class)).hasSize(1);
    }

    @Test
    void sixSecondsOfSilenceAreThePersonasToFill() {
        ScriptedCall call = opened().until(10_000);

        assertThat(call.times(CallEffect.Prepare.class)).hasSize(2);
        assertThat(call.times(CallEffect.Prepare.class).getLast()).isBetween(9_000L, 9_999L);
        assertThat(call.events(SessionEvent.Silence.class)).hasSize(1);
    }

    @Test
    void aClientThatComesBackHearsTheRestFromWhereItWasCut() {
        ScriptedCall call = opened();
        asks(call, "how long")
                .at(5_500, new CallInput.Played(3, 200, false))
                .at(5_600, new CallInput.Detached())
                .at(15_000, new CallInput.Attached())
                .at(16_500, new CallInput.Played(3, LENGTH, true));

        assertThat(call.all(CallEffect.Resend.class)).containsExactly(new CallEffect.Resend(2, 200));
        assertThat(call.events(SessionEvent.PersonaSpoke.class).getLast().heard())
                .isEqualTo(ANSWER);
        assertThat(call.events(SessionEvent.SessionEnded.class)).isEmpty();
    }

    @Test
    void whatTheLeaderSaidWhileTheLineWasAwayIsOneTurnWithWhatWasBegunBefore() {
        ScriptedCall call = opened().saying("take the fix")
                .at(4_060, new CallInput.VoiceStarted(1, ms(4_000)))
                .at(4_700, new CallInput.Detached())
                .until(9_000);
        assertThat(call.leaderLines()).as("nobody would hear the answer").isEmpty();

        call.saying("and call me at midnight")
                .at(9_700, new CallInput.Attached())
                .at(10_900, new CallInput.VoiceStarted(2, ms(4_720)))
                .at(10_910, new CallInput.VoiceEnded(2, ms(9_500)))
                .until(13_000);

        assertThat(call.leaderLines()).containsExactly("take the fix and call me at midnight");
    }

    @Test
    void theAnswerThatWaitedForTheLineIsGivenWhenItIsBack() {
        ScriptedCall call = asks(opened(), "how long will it take")
                .at(5_150, new CallInput.Detached())
                .at(9_700, new CallInput.Attached())
                .until(12_000);

        assertThat(call.leaderLines()).containsExactly("how long will it take");
        assertThat(call.times(CallEffect.Play.class)).hasSize(2);
        assertThat(call.times(CallEffect.Play.class).getLast()).isBetween(9_700L, 11_300L);
    }

    @Test
    void aClientThatStaysAwayForAMinuteHasLostTheCall() {
        ScriptedCall call = opened().at(5_000, new CallInput.Detached()).until(66_000);

        assertThat(call.events(SessionEvent.SessionEnded.class))
                .extracting(SessionEvent.SessionEnded::reason)
                .containsExactly(EndReason.LOST);
        assertThat(call.all(CallEffect.Close.class)).hasSize(1);
    }

    @Test
    void theLeaderHangsUpInMidSentenceAndTheWordsOfBothAreKept() {
        ScriptedCall call = opened();
        asks(call, "how long").at(5_700, new CallInput.Played(3, 400, false)).at(5_800, new CallInput.HungUp());

        assertThat(call.events(SessionEvent.PersonaSpoke.class).getLast().heard())
                .isEqualTo("Ninety");
        assertThat(call.events().getLast()).isInstanceOf(SessionEvent.SessionEnded.class);
        assertThat(call.state().phase()).isEqualTo(CallState.Phase.ENDED);
    }

    @Test
    void wordsThatWereNotAnsweredYetAreKeptWhenTheLeaderHangsUp() {
        ScriptedCall call = asks(opened(), "take the fix and").at(5_900, new CallInput.HungUp());

        assertThat(call.leaderLines()).containsExactly("take the fix and");
    }

    @Test
    void thePersonaHangsUpAfterItsLastWords() {
        ScriptedCall call = asks(opened(), "goodbye then")
                .at(5_500, new CallInput.Played(3, 200, false))
                .at(7_000, new CallInput.Played(3, LENGTH, true));

        assertThat(call.events(SessionEvent.SessionEnded.class))
                .extracting(SessionEvent.SessionEnded::reason)
                .containsExactly(EndReason.PERSONA_HUNG_UP);
    }

    /** The leader begins at 4,000 ms and does not stop; the microphone begins a new segment when asked for one. */
    private static ScriptedCall ramblesOn(ScriptedCall call) {
        return call.at(1_000, new CallInput.Answered())
                .at(3_000, new CallInput.Played(1, LENGTH, true))
                .at(4_060, new CallInput.VoiceStarted(1, ms(4_000)))
                .saying("and another thing is the board")
                .at(13_000, new CallInput.Partial(1, "and another thing is the board"))
                .until(14_005)
                .at(14_010, new CallInput.VoiceStarted(2, ms(14_005)));
    }

    @Test
    void thePersonaCutsInOnALeaderWhoGoesOnAndOn() {
        ScriptedCall call = ramblesOn(new ScriptedCall(FakeRoleplay.calm().cuttingInAfter(ms(10_000))))
                .until(15_000);

        assertThat(call.times(CallEffect.FinishSegment.class)).containsExactly(14_000L);
        assertThat(call.times(CallEffect.Play.class)).containsExactly(1_040L, 14_070L);
        assertThat(call.leaderLines()).containsExactly("and another thing is the board");
        assertThat(call.events(SessionEvent.Interrupted.class))
                .containsExactly(new SessionEvent.Interrupted(2, Speaker.PERSONA, ms(10_030)));
    }

    @Test
    void aDipInTheLeadersVoiceDoesNotBeginTheTimeAnew() {
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm().cuttingInAfter(ms(10_000)))
                .at(1_000, new CallInput.Answered())
                .at(3_000, new CallInput.Played(1, LENGTH, true))
                .at(4_060, new CallInput.VoiceStarted(1, ms(4_000)))
                .saying("and another thing is the board")
                .at(9_000, new CallInput.VoiceEnded(1, ms(8_900)))
                .at(9_060, new CallInput.VoiceStarted(1, ms(9_000)))
                .at(13_000, new CallInput.Partial(1, "and another thing is the board"))
                .until(15_000);

        assertThat(call.times(CallEffect.FinishSegment.class)).containsExactly(14_000L);
    }

    @Test
    void whileThePersonaTalksOverTheLeaderTheLeadersVoiceDoesNotStopItAndIsTheNextTurn() {
        ScriptedCall call = ramblesOn(new ScriptedCall(FakeRoleplay.calm().cuttingInAfter(ms(10_000))))
                .at(14_300, new CallInput.Played(3, 200, false))
                .at(14_400, new CallInput.Partial(2, "no listen"))
                .saying("no listen to me")
                .at(15_000, new CallInput.VoiceEnded(2, ms(14_900)))
                .at(15_500, new CallInput.Played(3, LENGTH, true))
                .until(17_000);

        assertThat(call.all(CallEffect.Lower.class)).isEmpty();
        assertThat(call.all(CallEffect.Interrupt.class)).isEmpty();
        assertThat(call.events(SessionEvent.PersonaSpoke.class).get(1).heard()).isEqualTo(ANSWER);
        assertThat(call.leaderLines()).containsExactly("and another thing is the board", "no listen to me");
        assertThat(call.all(CallEffect.Play.class)).hasSize(3);
    }

    @Test
    void theLeaderHangsUpWhileThePersonaDrawsBreathToCutInAndNothingIsLostOrDoubled() {
        ScriptedCall call = ramblesOn(new ScriptedCall(
                        FakeRoleplay.calm().cuttingInAfter(ms(10_000)).answeringAfter(ms(500))))
                .at(14_200, new CallInput.HungUp());

        assertThat(call.leaderLines()).containsExactly("and another thing is the board");
        assertThat(call.state().phase()).isEqualTo(CallState.Phase.ENDED);
    }

    @Test
    void aNoiseThatGoesOnAndOnIsNothingToCutInOn() {
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm().cuttingInAfter(ms(10_000)))
                .at(1_000, new CallInput.Answered())
                .at(3_000, new CallInput.Played(1, LENGTH, true))
                .at(4_060, new CallInput.VoiceStarted(1, ms(4_000)))
                .at(14_010, new CallInput.VoiceStarted(2, ms(14_005)))
                .until(15_000);

        assertThat(call.all(CallEffect.Play.class)).hasSize(1);
        assertThat(call.events(SessionEvent.Interrupted.class)).isEmpty();
    }

    @Test
    void theLeaderIsWarnedAMinuteBeforeTheLineGoesDead() {
        ScriptedCall call = new ScriptedCall(
                        FakeRoleplay.calm(),
                        CallRules.STANDARD.withLength(Duration.ofMinutes(2), Duration.ofMinutes(1)))
                .at(1_000, new CallInput.Answered())
                .until(125_000);

        assertThat(call.times(CallEffect.ShowWarning.class)).containsExactly(60_000L);
        assertThat(call.events(SessionEvent.SessionEnded.class))
                .extracting(SessionEvent.SessionEnded::reason)
                .containsExactly(EndReason.TIME_UP);
    }
}
