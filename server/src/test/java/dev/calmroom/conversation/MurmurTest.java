package dev.calmroom.conversation;

import static dev.calmroom.conversation.CallCoreTest.asks;
import static dev.calmroom.conversation.CallCoreTest.ms;
import static dev.calmroom.conversation.CallCoreTest.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.SessionEvent;
import org.junit.jupiter.api.Test;

/** Where it is doubtful whether the leader has finished («… maybe») the persona murmurs before taking the turn. */
class MurmurTest {
    private static final long MURMUR = 5_650;
    private static final long WORD = 6_250;
    private static final long FIRST_CLAUSE = 6_000;

    private static ScriptedCall doubtful() {
        return asks(opened(), "we take the fix maybe");
    }

    @Test
    void theLeaderHasFinishedAndTheAnswerFollowsTheMurmur() {
        ScriptedCall call =
                doubtful().at(MURMUR + 60, new CallInput.Played(3, 60, false)).until(WORD + 200);

        assertThat(call.times(CallEffect.Play.class).getLast()).isEqualTo(MURMUR);
        assertThat(call.all(CallEffect.Prepare.class).getLast().lead()).isEqualTo(ms(WORD - MURMUR));
        assertThat(call.leaderLines()).as("not yet certain").isEmpty();
        assertThat(call.until(WORD + 250).leaderLines()).containsExactly("we take the fix maybe");
        assertThat(call.all(CallEffect.ShowCaption.class).getLast().at()).isEqualTo(WORD - MURMUR);
        SessionEvent.Waiting waited =
                call.events(SessionEvent.TurnTaken.class).getLast().decisions().getLast();
        assertThat(waited.murmurAfter()).isEqualTo(ms(650));
        assertThat(waited.patience()).isEqualTo(ms(1_250));
    }

    @Test
    void bothTimesAreMeasuredOfThePersonasFirstSoundAndOfItsFirstWord() {
        ScriptedCall call = doubtful().at(MURMUR + 60, new CallInput.Played(3, 60, false));
        long whole = call.until(WORD + 300).all(CallEffect.ShowLatency.class).size();

        assertThat(whole).as("of the opening and of the answer").isEqualTo(2);
        var latency = call.all(CallEffect.ShowLatency.class).getLast().latency();
        assertThat(latency.firstAudioPlayed()).isEqualTo(ms(710));
        assertThat(latency.firstWordPlayed()).isEqualTo(ms(1_310));
    }

    @Test
    void aMurmurDoesNotWaitForAVoiceThatIsStillMakingTheWords() {
        ScriptedCall call = heavyVoice().at(MURMUR + 60, new CallInput.Played(3, 60, false));

        assertThat(call.times(CallEffect.Play.class).getLast()).isEqualTo(MURMUR);
        assertThat(call.until(FIRST_CLAUSE + 200).leaderLines())
                .as("not before the words are heard")
                .isEmpty();
        assertThat(call.until(FIRST_CLAUSE + 800).leaderLines()).containsExactly("we take the fix maybe");
        var latency = call.all(CallEffect.ShowLatency.class).getLast().latency();
        assertThat(latency.firstAudioPlayed()).isEqualTo(ms(710));
        assertThat(latency.firstWordPlayed()).as("as it lies in the reply").isEqualTo(ms(1_310));
    }

    @Test
    void theLeaderGoesOnBeforeTheFirstWordIsMadeAndTheTurnStaysOne() {
        ScriptedCall call = heavyVoice()
                .at(MURMUR + 60, new CallInput.Played(3, 60, false))
                .at(FIRST_CLAUSE - 40, new CallInput.VoiceStarted(2, ms(FIRST_CLAUSE - 100)))
                .saying("and you call me")
                .at(FIRST_CLAUSE + 600, new CallInput.VoiceEnded(2, ms(FIRST_CLAUSE + 500)))
                .until(9_000);
        assertThat(call.leaderLines()).containsExactly("we take the fix maybe and you call me");
        assertThat(call.events(SessionEvent.Interrupted.class)).isEmpty();
    }

    @Test
    void theLeaderHangsUpBeforeTheFirstWordIsMade() {
        ScriptedCall call =
                heavyVoice().at(MURMUR + 200, new CallInput.HungUp()).until(7_000);

        assertThat(call.leaderLines()).containsExactly("we take the fix maybe");
    }

    /** Its first clause is there only after the murmur was due. */
    private static ScriptedCall heavyVoice() {
        return asks(opened().makingClausesIn(FIRST_CLAUSE - 5_230), "we take the fix maybe");
    }

    @Test
    void theLeaderGoesOnAfterTheMurmurWhichWasNoTurn() {
        ScriptedCall call = doubtful()
                .at(MURMUR + 60, new CallInput.Played(3, 60, false))
                .at(6_200, new CallInput.VoiceSuspected(ms(6_150)))
                .at(6_250, new CallInput.VoiceStarted(2, ms(6_150)))
                .saying("and you call me")
                .at(7_500, new CallInput.VoiceEnded(2, ms(7_400)))
                .until(9_000);

        assertThat(call.leaderLines()).containsExactly("we take the fix maybe and you call me");
        assertThat(call.events(SessionEvent.Interrupted.class)).isEmpty();
        assertThat(call.all(CallEffect.Interrupt.class)).hasSize(1);
        assertThat(call.events(SessionEvent.TurnTaken.class).getLast().decisions())
                .as("the log keeps that the persona murmured")
                .hasSize(2);
    }

    @Test
    void theLeaderGoesOnIntoThePersonasFirstWordAndHasInterruptedIt() {
        ScriptedCall call = doubtful()
                .at(MURMUR + 60, new CallInput.Played(3, 60, false))
                .at(WORD + 200, new CallInput.VoiceStarted(2, ms(WORD + 120)))
                .at(WORD + 900, new CallInput.Partial(2, "and you call me"))
                .saying("and you call me")
                .at(WORD + 1_300, new CallInput.VoiceEnded(2, ms(WORD + 1_200)))
                .until(9_500);

        assertThat(call.leaderLines()).containsExactly("we take the fix maybe", "and you call me");
        assertThat(call.events(SessionEvent.Interrupted.class)).hasSize(1);
    }

    @Test
    void thePersonaDoesNotMurmurAgainAtTheLeadersNextBreath() {
        ScriptedCall call = doubtful()
                .at(MURMUR + 60, new CallInput.Played(3, 60, false))
                .at(5_960, new CallInput.VoiceStarted(2, ms(5_900)))
                .saying("or the other one maybe")
                .at(6_400, new CallInput.VoiceEnded(2, ms(6_300)))
                .until(9_000);

        assertThat(call.all(CallEffect.Prepare.class).getLast().lead()).isZero();
        assertThat(call.times(CallEffect.Play.class).getLast()).as("in silence").isEqualTo(7_550);
        assertThat(call.leaderLines()).containsExactly("we take the fix maybe or the other one maybe");
    }

    @Test
    void whoListensInSilenceWaitsAsLongBeforeTheFirstWord() {
        ScriptedCall call = asks(opened(FakeRoleplay.calm().listeningInSilence()), "we take the fix maybe")
                .until(7_000);

        assertThat(call.times(CallEffect.Play.class).getLast()).isEqualTo(WORD);
    }

    @Test
    void whereNothingCanBeTakenBackThePersonaWaitsInSilenceToo() {
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm(), CallRules.STANDARD.withoutTakingBack())
                .at(1_000, new CallInput.Answered())
                .at(3_000, new CallInput.Played(1, 1_350, true));
        asks(call, "we take the fix maybe").until(7_000);

        assertThat(call.times(CallEffect.Play.class).getLast()).isEqualTo(WORD);
    }

    @Test
    void theLeaderHangsUpOnTheMurmurAndWhatWasSaidIsKept() {
        ScriptedCall call = doubtful()
                .at(MURMUR + 60, new CallInput.Played(3, 60, false))
                .at(MURMUR + 200, new CallInput.HungUp())
                .until(7_000);

        assertThat(call.leaderLines()).containsExactly("we take the fix maybe");
        assertThat(call.events(SessionEvent.PersonaSpoke.class).getLast().heard())
                .as("a murmur is no word")
                .isEmpty();
    }

    @Test
    void aMutedLeaderHasFinishedAndThePersonaNeedNotMurmur() {
        ScriptedCall call = asks(opened(), "we take the fix maybe")
                .at(5_150, new CallInput.Muted())
                .until(6_000);

        assertThat(call.times(CallEffect.Play.class).getLast()).isBetween(5_180L, 5_280L);
        assertThat(call.all(CallEffect.Prepare.class).getLast().lead()).isZero();
    }
}
