package dev.calmroom.conversation;

import static dev.calmroom.conversation.CallCoreTest.ANSWER;
import static dev.calmroom.conversation.CallCoreTest.LENGTH;
import static dev.calmroom.conversation.CallCoreTest.asks;
import static dev.calmroom.conversation.CallCoreTest.ms;
import static dev.calmroom.conversation.CallCoreTest.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.SessionEvent;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A voice over the persona's, on a virtual clock: what lowers it, what stops it, what takes the floor. */
class BargeInTest {
    /** The leader has asked, and 200 ms of the persona's answer were heard by 5,500 ms. */
    private static ScriptedCall answers(ScriptedCall call) {
        return asks(call, "how long")
                .at(5_400, new CallInput.AudioSent(2))
                .at(5_500, new CallInput.Played(3, 200, false));
    }

    @Test
    void thePersonasVoiceIsLoweredThenStoppedAndWordsTakeTheFloor() {
        ScriptedCall call = opened();
        answers(call)
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .at(5_800, new CallInput.Played(3, 500, false))
                .at(5_950, new CallInput.Partial(2, "wait"))
                .until(6_420)
                .at(6_420, new CallInput.Played(3, 525, true));

        assertThat(call.times(CallEffect.Lower.class)).containsExactly(5_760L);
        assertThat(call.times(CallEffect.Hold.class)).containsExactly(5_810L);
        assertThat(call.times(CallEffect.Interrupt.class)).containsExactly(6_400L);
        SessionEvent.PersonaSpoke cut =
                call.events(SessionEvent.PersonaSpoke.class).getLast();
        assertThat(cut.text()).isEqualTo(ANSWER);
        assertThat(cut.heard()).as("525 of 1,350 ms").isEqualTo("Ninety");
        assertThat(call.events(SessionEvent.Interrupted.class))
                .containsExactly(new SessionEvent.Interrupted(3, Speaker.LEADER, ms(525)));
    }

    /** The second clause is not there yet, and the first has been heard. */
    @Test
    void whatWasToldBeforeSomebodyBrokeInIsKnownThoughTheAnswerWasStillBeingMade() {
        ScriptedCall call = opened().stillMaking(
                        "It takes ninety minutes.",
                        " And then we look. Which one is it?",
                        List.of(
                                Tell.told("fix", "It takes ninety minutes."),
                                Tell.told("afterwards", "And then we look."),
                                new Tell(Tell.Kind.ASKED, "", "Which one is it?")));
        asks(call, "how long")
                .at(5_400, new CallInput.AudioSent(2))
                .at(5_500, new CallInput.Played(3, 1_200, false))
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .at(5_950, new CallInput.Partial(2, "wait"))
                .until(6_420)
                .at(6_420, new CallInput.Played(3, 1_200, true));

        SessionEvent.PersonaSpoke cut =
                call.events(SessionEvent.PersonaSpoke.class).getLast();
        assertThat(cut.heard()).isEqualTo("It takes ninety minutes.");
        assertThat(cut.tells()).containsExactly(Tell.told("fix", "It takes ninety minutes."));
    }

    @Test
    void soItIsWhereTheLeaderHangsUp() {
        ScriptedCall call = opened().stillMaking(
                        "It takes ninety minutes.",
                        " And then we look.",
                        List.of(
                                Tell.told("fix", "It takes ninety minutes."),
                                Tell.told("afterwards", "And then we look.")));
        asks(call, "how long")
                .at(5_400, new CallInput.AudioSent(2))
                .at(5_500, new CallInput.Played(3, 1_200, false))
                .at(5_600, new CallInput.HungUp())
                .until(6_000);

        assertThat(call.events(SessionEvent.PersonaSpoke.class).getLast().tells())
                .containsExactly(Tell.told("fix", "It takes ninety minutes."));
    }

    @Test
    void atTheFirstSignOfTheLeadersVoiceThePersonaIsLoweredAndStoppedBeforeItIsCertain() {
        ScriptedCall call = opened();
        answers(call)
                .at(5_740, new CallInput.VoiceSuspected(ms(5_700)))
                .at(5_840, new CallInput.VoiceStarted(2, ms(5_760)))
                .at(6_450, new CallInput.Partial(2, "stop"))
                .at(6_470, new CallInput.Played(3, 510, true));

        assertThat(call.times(CallEffect.Lower.class)).containsExactly(5_740L);
        assertThat(call.times(CallEffect.Hold.class)).containsExactly(5_810L);
        assertThat(call.times(CallEffect.Interrupt.class)).containsExactly(6_450L);
    }

    @Test
    void aNoiseThatSoundedLikeAVoiceForAMomentStopsThePersonaNoLongerThanThat() {
        ScriptedCall call = opened();
        answers(call)
                .at(5_740, new CallInput.VoiceSuspected(ms(5_700)))
                .at(5_900, new CallInput.SuspicionPassed())
                .until(6_500)
                .at(7_100, new CallInput.Played(3, LENGTH, true));

        assertThat(call.times(CallEffect.Hold.class)).containsExactly(5_810L);
        assertThat(call.times(CallEffect.Continue.class)).containsExactly(5_900L);
        assertThat(call.all(CallEffect.Interrupt.class)).isEmpty();
        assertThat(call.events(SessionEvent.PersonaSpoke.class).getLast().heard())
                .isEqualTo(ANSWER);
    }

    @Test
    void whileWhatWasSaidIsBeingMadeOutTheEndOfTheVoiceLetsNobodyGoOn() {
        ScriptedCall call = opened();
        answers(call)
                .saying("mm-hm")
                .at(5_740, new CallInput.VoiceSuspected(ms(5_700)))
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .at(6_050, new CallInput.VoiceEnded(2, ms(5_950)))
                .at(6_090, new CallInput.SuspicionPassed())
                .until(6_500);

        assertThat(call.times(CallEffect.Continue.class)).containsExactly(6_180L);
    }

    @Test
    void aSignOfAVoiceWhileThePersonaIsSilentIsNothingYet() {
        ScriptedCall call = opened().at(4_000, new CallInput.VoiceSuspected(ms(3_980)))
                .at(4_100, new CallInput.SuspicionPassed())
                .until(4_500);

        assertThat(call.all(CallEffect.Lower.class)).isEmpty();
        assertThat(call.all(CallEffect.Continue.class)).isEmpty();
    }

    @Test
    void aBackchannelDoesNotTakeTheFloorAndThePersonaGoesOnFromTheSamePlace() {
        ScriptedCall call = opened();
        answers(call)
                .saying("mm-hm")
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .at(5_900, new CallInput.Partial(2, "mm-hm"))
                .at(6_050, new CallInput.VoiceEnded(2, ms(5_950)))
                .until(6_500)
                .at(7_400, new CallInput.Played(3, LENGTH, true));

        assertThat(call.all(CallEffect.Interrupt.class)).isEmpty();
        assertThat(call.times(CallEffect.Continue.class)).containsExactly(6_180L);
        assertThat(call.events(SessionEvent.PersonaSpoke.class).getLast().heard())
                .isEqualTo(ANSWER);
        assertThat(call.leaderLines()).containsExactly("how long");
    }

    @Test
    void aLongBackchannelLeavesThePersonaTheFloorToo() {
        ScriptedCall call = opened();
        answers(call)
                .saying("right")
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .at(6_000, new CallInput.Partial(2, "right"))
                .at(7_400, new CallInput.VoiceEnded(2, ms(7_300)))
                .until(7_900);

        assertThat(call.times(CallEffect.Hold.class)).containsExactly(5_810L);
        assertThat(call.all(CallEffect.Interrupt.class)).isEmpty();
        assertThat(call.all(CallEffect.Continue.class)).hasSize(1);
    }

    @Test
    void whoGoesOnAndOnTakesItWhateverIsMadeOut() {
        ScriptedCall call = opened();
        answers(call)
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .at(6_000, new CallInput.Partial(2, "right"))
                .until(8_400);

        assertThat(call.times(CallEffect.Interrupt.class)).containsExactly(8_100L);
    }

    @Test
    void anAfraidPersonaFinishesTheWordBeforeGivingWay() {
        ScriptedCall call = asks(opened(FakeRoleplay.calm().finishingWordsOf(ms(300))), "how long")
                .at(5_400, new CallInput.AudioSent(2))
                .at(5_500, new CallInput.Played(3, 1_100, false))
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .at(5_800, new CallInput.Played(3, 1_250, false))
                .at(5_910, new CallInput.Played(3, LENGTH, true))
                .at(6_000, new CallInput.Partial(2, "wait"));

        assertThat(call.times(CallEffect.Lower.class)).containsExactly(5_760L);
        assertThat(call.all(CallEffect.Hold.class)).isEmpty();
        assertThat(call.all(CallEffect.Interrupt.class)).isEmpty();
        assertThat(call.events(SessionEvent.PersonaSpoke.class).getLast().heard())
                .isEqualTo(ANSWER);
    }

    @Test
    void aLongRestOfASentenceIsNoLastWord() {
        ScriptedCall call = answers(opened(FakeRoleplay.calm().finishingWordsOf(ms(300))))
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .until(6_000);

        assertThat(call.times(CallEffect.Hold.class)).containsExactly(5_810L);
    }

    @Test
    void theFirstThatIsMadeOutOfAShortVoiceDoesNotTakeTheFloorTheFinalWordsDo() {
        ScriptedCall call = opened();
        answers(call)
                .saying("mm-hm")
                .at(5_760, new CallInput.VoiceStarted(2, ms(5_700)))
                .at(5_950, new CallInput.Partial(2, "them"))
                .at(6_150, new CallInput.VoiceEnded(2, ms(6_050)))
                .until(6_500);

        assertThat(call.all(CallEffect.Interrupt.class)).isEmpty();
        assertThat(call.times(CallEffect.Continue.class)).containsExactly(6_280L);
    }
}
