package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Leader.Action.HangsUp;
import dev.calmroom.replay.Leader.Action.Says;
import dev.calmroom.replay.Rehearsal;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In a real browser: the other phone rings, the leader takes that call with a button, and comes back by another. */
@Tag("slow")
@Tag("browser")
class BrowserGuestTest {
    private static final long SEED = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RunningService service = RunningService.shared();

    @Test
    void theLeaderTakesTheOtherCallAndComesBack() throws IOException {
        String before = rung("rung");
        try (Browser browser = Browser.open()) {
            browser.visit(service.address() + "/#/report/" + before);
            browser.button("Take it again from here, turn %d".formatted(lastOfLeader(before)))
                    .click();
            browser.pickUp();
            String call = browser.sessionAfter(before);
            assertThat(browser.part("take-call")).isVisible();
            browser.assertClean("a call that is offered");
            browser.pictures("call-offered");

            browser.part("take-call").click();
            assertThat(browser.heading()).hasText("Marcus");
            assertThat(browser.part("state-heat")).isVisible();
            browser.assertClean("a guest on the line");
            browser.pictures("guest");
            browser.type("You get one true sentence from me every half hour.");
            awaitSpoken(call, "next-word");
            browser.part("back").click();

            assertThat(browser.heading()).hasText("Kenji");
            assertThat(browser.part("state-trust")).isVisible();
            assertThat(browser.part("take-call")).hasCount(0);
            assertThat(service.events(call, GuestLeft.class))
                    .extracting(GuestLeft::ending)
                    .containsExactly("sales-knows-when");
            awaitSpoken(call, "asks-what-came");
            browser.pictures("back");
            browser.part("hangup").click();

            assertThat(browser.part("score")).isVisible();
            assertThat(browser.part("report")).containsText("You to Marcus");
            browser.pictures("guest-report");
            assertThat(browser.part("report")).containsText("You spoke to Marcus, VP of Sales");
            assertThat(browser.complaints).isEmpty();
        }
    }

    /** The same by voice: nothing is pressed, and the guest is heard. */
    @RealTimeTest
    void theLeaderSaysItAndTheGuestIsHeard() {
        AudioClip take = LeaderVoice.say("Put him through to me.");
        AudioClip line = LeaderVoice.say("You get one sentence from me every half hour.");
        AudioClip back = LeaderVoice.say("I have to go back to Kenji.");
        String before = rung("rung-by-voice");
        try (Browser browser = Browser.open()) {
            browser.visit(service.address() + "/#/report/" + before);
            browser.button("Take it again from here, turn %d".formatted(lastOfLeader(before)))
                    .click();
            browser.pickUp();
            String call = browser.sessionAfter(before);
            assertThat(browser.part("take-call")).isVisible();
            browser.speak(take);
            awaitSpoken(call, "open", "sales");
            browser.speak(line);
            awaitSpoken(call, "next-word", "sales");
            browser.speak(back);
            awaitSpoken(call, "asks-what-came", "");
            browser.part("hangup").click();
            assertThat(browser.part("score")).isVisible();

            assertThat(service.events(call, SessionEvent.LeaderSpoke.class))
                    .filteredOn(spoke -> spoke.guest().equals("sales"))
                    .isNotEmpty()
                    .allMatch(spoke -> spoke.source() == Medium.VOICE);
            assertThat(pitch(call, "sales")).isGreaterThan(pitch(call, ""));
        }
    }

    private double pitch(String session, String guest) {
        return service.events(session, PersonaSpoke.class).stream()
                .filter(spoke -> spoke.guest().equals(guest))
                .mapToDouble(spoke -> spoke.delivery().pitch())
                .average()
                .orElseThrow();
    }

    private void awaitSpoken(String session, String act, String guest) {
        Awaitility.await(act)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(service.events(session, PersonaSpoke.class))
                        .anyMatch(spoke ->
                                spoke.act().equals(act) && spoke.guest().equals(guest)));
    }

    private void awaitSpoken(String session, String act) {
        Awaitility.await(act)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(service.events(session, PersonaSpoke.class))
                        .extracting(PersonaSpoke::act)
                        .contains(act));
    }

    private int lastOfLeader(String session) {
        return service.events(session, SessionEvent.LeaderSpoke.class).getLast().turn();
    }

    /** A call of some minutes that was held before, up to where the other phone has rung, and one word of the leader's. */
    private String rung(String session) {
        Scenario scenario = service.bean(ScenarioShelf.class).current("platform-down");
        Cast.Role role = service.bean(Cast.class).role(scenario, SEED);
        Iterator<Leader.Action> ofLeader = List.<Leader.Action>of(
                        new Says("How are you holding up?", Duration.ZERO),
                        new Says("Mm. I am here.", Duration.ofSeconds(310)),
                        new Says("Hm.", Duration.ofSeconds(315)),
                        new HangsUp(EndReason.HUNG_UP))
                .iterator();
        List<LoggedEvent> log = new ArrayList<>();
        Rehearsal.run(
                new SessionStarted(
                        session,
                        new SessionStarted.Setting(
                                scenario.id(), scenario.plot().framework(), scenario.sha256(), SEED),
                        role.engines(),
                        Instant.now(),
                        role.state(),
                        null),
                role.roleplay(),
                role.agent(),
                _ -> ofLeader.next(),
                log::add);
        assertThat(log.stream().map(LoggedEvent::event))
                .anyMatch(event ->
                        event instanceof WorldEvent world && world.event().equals("sales-rings"));
        service.bean(EventLog.class).appendAll(session, log);
        return session;
    }
}
