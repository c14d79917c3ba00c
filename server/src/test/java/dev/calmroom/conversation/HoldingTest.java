package dev.calmroom.conversation;

import static dev.calmroom.conversation.CallCoreTest.asks;
import static dev.calmroom.conversation.CallCoreTest.ms;
import static dev.calmroom.conversation.CallCoreTest.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.SessionEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The leader puts the call on hold: nothing happens until it goes on, and nothing is lost by it. */
class HoldingTest {
    @Test
    void onHoldNoSilenceCountsAndNoClockTicks() {
        ScriptedCall call = opened().at(4_000, new CallInput.PutOnHold());
        int ticks = call.all(CallEffect.ShowClock.class).size();
        call.until(90_000);

        assertThat(call.all(CallEffect.StopClock.class)).hasSize(1);
        assertThat(call.all(CallEffect.ShowClock.class)).hasSize(ticks);
        assertThat(call.events(SessionEvent.Silence.class)).isEmpty();
        assertThat(call.events(SessionEvent.SessionEnded.class)).isEmpty();
    }

    @Test
    void itGoesOnWithWhatWasSaidBeforeAndTheLogTellsHowLongItWas() {
        ScriptedCall call = asks(opened(), "how long will it take")
                .at(5_250, new CallInput.PutOnHold())
                .until(60_000);
        int played = call.all(CallEffect.Play.class).size();

        call.at(60_000, new CallInput.TakenOffHold(Duration.ofSeconds(55))).until(62_000);

        assertThat(call.all(CallEffect.Play.class)).as("the answer waited").hasSize(played + 1);
        assertThat(call.leaderLines()).containsExactly("how long will it take");
        assertThat(call.events(SessionEvent.TakenOffHold.class))
                .containsExactly(new SessionEvent.TakenOffHold(Duration.ofSeconds(55)));
        assertThat(call.all(CallEffect.StartClock.class)).hasSize(1);
    }

    @Test
    void thePersonaStopsInMidWordAndGoesOnFromThere() {
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm())
                .at(1_000, new CallInput.Answered())
                .at(1_050, new CallInput.AudioSent(1))
                .at(1_100, new CallInput.Played(1, 100, false))
                .at(1_500, new CallInput.PutOnHold());
        assertThat(call.all(CallEffect.Hold.class)).hasSize(1);

        call.until(30_000).at(30_000, new CallInput.TakenOffHold(ms(28_500)));

        assertThat(call.all(CallEffect.Continue.class)).hasSize(1);
        assertThat(call.all(CallEffect.Interrupt.class)).isEmpty();
    }

    @Test
    void aPageThatIsReloadedMeanwhileFindsTheCallStillOnHold() {
        ScriptedCall call = opened().at(4_000, new CallInput.PutOnHold())
                .at(6_000, new CallInput.Detached())
                .at(9_000, new CallInput.Attached())
                .until(60_000);

        assertThat(call.events(SessionEvent.Silence.class)).isEmpty();
        assertThat(call.all(CallEffect.StartClock.class))
                .as("a line that is away is waited for by the clock")
                .hasSize(1);
        assertThat(call.all(CallEffect.StopClock.class)).hasSize(2);
    }

    @Test
    void aPageThatDoesNotComeBackEndsTheCallAsEver() {
        ScriptedCall call = opened().at(4_000, new CallInput.PutOnHold())
                .at(6_000, new CallInput.Detached())
                .until(80_000);

        assertThat(call.events(SessionEvent.SessionEnded.class)).hasSize(1);
    }

    @Test
    void whoHangsUpOnHoldHasHungUp() {
        ScriptedCall call = opened().at(4_000, new CallInput.PutOnHold())
                .at(6_000, new CallInput.HungUp())
                .until(7_000);

        assertThat(call.events(SessionEvent.SessionEnded.class)).hasSize(1);
    }
}
