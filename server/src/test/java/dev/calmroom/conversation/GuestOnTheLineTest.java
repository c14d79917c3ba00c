package dev.calmroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.roleplay.Scripts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A spoken call on a virtual clock in which the leader takes the call on the other phone, and comes back. */
class GuestOnTheLineTest {
    private long now = 1_000;
    private final ScriptedCall call = new ScriptedCall(Scripts.company(7)).at(now, new CallInput.Answered());

    @Test
    void theLeaderSpeaksWithTheGuestAndThenWithThePersonaAgain() {
        takeTheCall();
        assertThat(call.events(GuestCame.class)).hasSize(1);

        says("which clients are they");
        assertThat(lastSpoke().guest()).isEqualTo("sales");
        says("i have to go back to kenji");
        pass(4_000);

        assertThat(call.events(GuestLeft.class)).hasSize(1);
        assertThat(lastSpoke().guest()).isEmpty();
        assertThat(lastSpoke().act()).isEqualTo("asks-what-came");
        assertThat(call.events(LeaderSpoke.class))
                .extracting(LeaderSpoke::guest)
                .endsWith("", "sales", "sales");
        assertThat(call.events(SessionEnded.class)).isEmpty();
        List<Integer> turns =
                call.events(PersonaSpoke.class).stream().map(PersonaSpoke::turn).toList();
        assertThat(turns).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whoeverIsHungUpOnInMidWordIsGoneAndThePersonaSpeaks() {
        takeTheCall();
        now += 50;
        call.at(now, new CallInput.Typed("which clients are they")).until(now + 200);
        now += 250;
        call.at(now, new CallInput.PutDown());
        pass(8_000);

        assertThat(call.events(GuestLeft.class)).extracting(GuestLeft::reason).containsExactly(EndReason.HUNG_UP);
        assertThat(lastSpoke().act()).isEqualTo("asks-what-came");
        assertThat(call.events(LeaderSpoke.class).getLast().text())
                .as("what was said to the guest is not lost")
                .isEqualTo("which clients are they");
        assertThat(call.events(SessionEnded.class)).isEmpty();
    }

    @Test
    void whatIsSaidAtOnceAfterHangingUpIsSaidToThePersona() {
        takeTheCall();
        call.at(++now, new CallInput.PutDown()).at(++now, new CallInput.Typed("[regulate] i am back how are you"));
        pass(8_000);

        assertThat(call.events(GuestLeft.class)).hasSize(1);
        assertThat(call.events(LeaderSpoke.class).getLast().guest()).isEmpty();
        assertThat(lastSpoke().guest()).isEmpty();
    }

    @Test
    void hangingUpInMidWordClosesTheMicrophonesSegment() {
        takeTheCall();
        call.saying("which clients")
                .at(now + 100, new CallInput.VoiceStarted(segment(), CallCoreTest.ms(now + 100)))
                .at(now + 600, new CallInput.PutDown());
        segments++;
        now += 600;
        pass(8_000);
        says("[regulate] i am back how are you");

        assertThat(call.events(GuestLeft.class)).hasSize(1);
        assertThat(call.events(LeaderSpoke.class).getLast().guest()).isEmpty();
        assertThat(call.events(LeaderSpoke.class).getLast().text()).isEqualTo("[regulate] i am back how are you");
    }

    @Test
    void whatIsBeingSaidWhenTheGuestIsHungUpOnIsSaidToTheGuest() {
        takeTheCall();
        call.saying("you get no hour from me")
                .at(now + 100, new CallInput.VoiceStarted(segment(), CallCoreTest.ms(now + 100)))
                .at(now + 1_100, new CallInput.VoiceEnded(segment(), CallCoreTest.ms(now + 1_100)))
                .at(now + 1_150, new CallInput.PutDown())
                // Whoever presses twice has hung up once.
                .at(now + 1_151, new CallInput.PutDown());
        now += 1_151;
        pass(8_000);

        LeaderSpoke last = call.events(LeaderSpoke.class).getLast();
        assertThat(last.text()).isEqualTo("you get no hour from me");
        assertThat(last.guest()).isEqualTo("sales");
        assertThat(call.events())
                .containsSubsequence(last, call.events(GuestLeft.class).getFirst(), lastSpoke());
        assertThat(lastSpoke().guest()).isEmpty();
    }

    /** What was said to the guest is still being made out. */
    @Test
    void whatIsTypedInTheMomentOfHangingUpIsThePersonas() {
        takeTheCall();
        call.saying("you get no hour from me")
                .at(now + 100, new CallInput.VoiceStarted(segment(), CallCoreTest.ms(now + 100)))
                .at(now + 1_100, new CallInput.VoiceEnded(segment(), CallCoreTest.ms(now + 1_100)))
                .at(now + 1_150, new CallInput.PutDown())
                .at(now + 1_151, new CallInput.Typed("[regulate] i am back how are you"));
        now += 1_151;
        pass(8_000);

        assertThat(call.events(LeaderSpoke.class))
                .extracting(LeaderSpoke::guest, LeaderSpoke::text)
                .endsWith(tuple("sales", "you get no hour from me"), tuple("", "[regulate] i am back how are you"));
        assertThat(call.events(GuestLeft.class)).hasSize(1);
        assertThat(lastSpoke().guest()).isEmpty();
    }

    @Test
    void hangingUpOnThePersonaIsNoGuestsBusiness() {
        pass(3_000);
        int events = call.events(SessionEvent.class).size();
        call.at(++now, new CallInput.PutDown());

        assertThat(call.events(SessionEvent.class)).hasSize(events);
    }

    @Test
    void aLineThatIsHungUpWhileTheGuestIsThereIsTheEndOfTheCall() {
        takeTheCall();
        call.at(++now, new CallInput.HungUp());
        pass(1_000);

        assertThat(call.events(SessionEnded.class))
                .extracting(SessionEnded::reason)
                .containsExactly(EndReason.HUNG_UP);
    }

    @Test
    void theOtherPhoneWaitsWhileTheLeaderTypes() {
        pass(3_000);
        says("[regulate] how are you");
        long busyUntil = now + 400_000;
        while (now < busyUntil) {
            now += 500;
            call.at(now, new CallInput.Occupied());
        }
        assertThat(call.events(WorldEvent.class)).isEmpty();

        pass(20_000);
        assertThat(call.events(WorldEvent.class)).isNotEmpty();
    }

    private PersonaSpoke lastSpoke() {
        return call.events(PersonaSpoke.class).getLast();
    }

    private void takeTheCall() {
        pass(3_000);
        says("[regulate] how are you");
        while (call.events(WorldEvent.class).stream().noneMatch(it -> it.event().equals("sales-rings"))) {
            now += 5_000;
            call.at(now, new CallInput.Occupied());
            pass(5_000);
        }
        says("put him through to me i'll take it");
        assertThat(lastSpoke().act()).isEqualTo("put-through");
        pass(4_000);
    }

    /** A turn of the leader's by voice, and the answer to its end. */
    private void says(String words) {
        call.saying(words)
                .at(now + 100, new CallInput.VoiceStarted(segment(), CallCoreTest.ms(now + 100)))
                .at(now + 1_100, new CallInput.VoiceEnded(segment(), CallCoreTest.ms(now + 1_100)));
        segments++;
        now += 1_100;
        pass(8_000);
    }

    private int segments = 1;

    private int segment() {
        return segments;
    }

    private void pass(long millis) {
        now += millis;
        call.until(now);
    }
}
