package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.swap.SwappedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In a real browser: the seats are swapped, the leader is heard, and what is said into the microphone is the persona's. */
@Tag("slow")
@Tag("browser")
class BrowserSwapTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ON_THE_PHONE = "You are on the phone: speak when it is your turn.";

    private final RunningService service = RunningService.shared();

    @Test
    void aSeatIsPlayedAloudAndEachTurnCanBeTyped() throws IOException {
        try (Browser browser = Browser.open()) {
            String call = sit(browser);
            assertThat(browser.part("cue")).isVisible();
            browser.pictures("seat-first");

            browser.speak(LeaderVoice.say("We lost everything. It was our migration."));
            awaitTurns(call, 1);
            assertThat(said(call).getFirst()).contains("migration");
            assertThat(browser.part("leader-line")).hasCount(1);
            assertThat(browser.part("cue")).isVisible();
            awaitHeard(browser);
            browser.assertClean("a seat on the phone");
            browser.pictures("seat");

            browser.part("words").fill("I have told nobody yet.");
            browser.part("say").click();
            awaitTurns(call, 2);
            browser.speak(LeaderVoice.say("What do you want me to do?"));
            awaitTurns(call, 3);
            assertThat(said(call)).element(1).isEqualTo("i have told nobody yet.");
            assertThat(said(call).getLast()).contains("want me");

            browser.part("hang-up").click();
            assertThat(browser.part("ending")).isVisible();
            browser.part("to-report").click();
            assertThat(browser.part("report")).isVisible();
            assertThat(browser.complaints).isEmpty();
        }
    }

    @Test
    void anotherTabTakesThePhoneAndAReloadedPageGoesOnInTheSeat() {
        try (Browser browser = Browser.open()) {
            String call = sit(browser);
            Page second = browser.secondTab(service.address() + "/#/swap/" + call);
            second.getByTestId("pick-up").click();
            assertThat(second.getByTestId("phone-state")).hasText(ON_THE_PHONE);
            assertThat(browser.part("phone-state")).containsText("picked up elsewhere");
            second.close();

            browser.page.reload();
            assertThat(browser.part("cue")).isVisible();
            browser.part("pick-up").click();
            assertThat(browser.part("phone-state")).hasText(ON_THE_PHONE);
            browser.speak(LeaderVoice.say("It was our migration."));
            awaitTurns(call, 1);
            browser.part("hang-up").click();
            assertThat(browser.part("to-report")).isVisible();
            assertThat(browser.complaints).isEmpty();
        }
    }

    @Test
    void withoutAMicrophoneTheLeaderIsHeardAndTheTurnsAreTyped() {
        try (Browser browser = Browser.open()) {
            browser.page.addInitScript(
                    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));");
            String call = seat(browser);
            assertThat(browser.part("microphone-trouble")).containsText("not allowed");
            browser.part("say-line").click();
            awaitTurns(call, 1);
            awaitHeard(browser);
            browser.part("hang-up").click();
            assertThat(browser.part("to-report")).isVisible();
        }
    }

    private String sit(Browser browser) {
        String call = seat(browser);
        assertThat(browser.part("phone-state")).hasText(ON_THE_PHONE);
        assertThat(service.events(call, SessionStarted.class))
                .singleElement()
                .satisfies(started -> assertThat(started.engines().persona()).isEqualTo(SwappedCall.PERSON))
                .satisfies(
                        started -> assertThat(started.engines().recognition()).isNotEqualTo("none"));
        return call;
    }

    private String seat(Browser browser) {
        browser.visit(service.address() + "/#/swap");
        assertThat(browser.page.locator("input[value=spoken]")).isChecked();
        browser.part("take-seat").click();
        Pattern taken = Pattern.compile("#/swap/(.+)");
        assertThat(browser.page).hasURL(Pattern.compile(".*#/swap/.+"));
        return taken.matcher(browser.page.url())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private List<String> said(String session) {
        return service.events(session, PersonaSpoke.class).stream()
                .map(spoke -> spoke.text().toLowerCase(Locale.ROOT))
                .toList();
    }

    private void awaitTurns(String session, int turns) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(service.events(session, PersonaSpoke.class)).hasSize(turns);
            assertThat(service.events(session, LeaderSpoke.class)).hasSize(turns);
        });
    }

    /** The leader's voice has come out of the loudspeaker. */
    private static void awaitHeard(Browser browser) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> browser.heard().duration().compareTo(Duration.ofSeconds(1)) > 0);
    }
}
