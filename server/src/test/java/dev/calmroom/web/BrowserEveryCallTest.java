package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In a real browser: each call that there is, chosen by its card and played to its report. */
@Tag("slow")
@Tag("browser")
class BrowserEveryCallTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ScenarioFiles FILES = new ScenarioFiles(RunningService.prompts());

    private final RunningService service = RunningService.shared();

    static List<String> everyCall() {
        return FILES.ids();
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void aCallIsChosenByItsCardAndPlayedToItsReport(String id) {
        Scenario scenario = FILES.load(id);
        try (Browser browser = Browser.open()) {
            browser.visit(service.address() + "/");
            browser.part("call-" + id).click();
            browser.part("mic-continue").click();
            String session = browser.session();
            List<String> lines =
                    List.of("How are you holding up?", "What do we know for certain?", "What would you do?");
            for (int i = 0; i < lines.size(); i++) {
                awaitPersonaTurns(session, i + 1);
                browser.part("type-input").fill(lines.get(i));
                browser.part("type-send").click();
            }
            awaitPersonaTurns(session, lines.size() + 1);
            assertThat(browser.heading())
                    .hasText(scenario.plot().persona().name().split(" ", -1)[0]);
            browser.part("hangup").click();

            assertThat(browser.part("score")).isVisible();
            assertThat(service.events(session, SessionStarted.class))
                    .extracting(SessionStarted::scenario)
                    .containsExactly(id);
            browser.assertClean("report of " + id);
            assertThat(browser.complaints).isEmpty();
        }
    }

    private void awaitPersonaTurns(String session, int count) {
        Awaitility.await("the persona has spoken %d times".formatted(count))
                .atMost(PATIENCE)
                .until(() -> service.events(session, PersonaSpoke.class).size() >= count);
    }
}
