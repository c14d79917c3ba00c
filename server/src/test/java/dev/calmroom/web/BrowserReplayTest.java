package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call from elsewhere in a real browser: looked at, taken, played, asked what if, and taken again. */
@Tag("slow")
@Tag("browser")
class BrowserReplayTest {
    private static final String MEETING = """
            Kenji Nakamura: It is still down. Four hours, or ninety minutes.
            CEO: Who did this? I want a name tonight.
            Kenji Nakamura: I do not know.
            CEO: What is the worst the rollback could cost us?
            Kenji Nakamura: Two hours of data.
            CEO: Then do the fix. It is my decision.
            """;

    private final RunningService service = RunningService.shared();

    @Test
    void aCallFromElsewhereIsTakenPlayedAskedWhatIfAndTakenAgain() throws IOException {
        try (Browser browser = Browser.open()) {
            takes(browser);
            plays(browser);
            runsItAgain(browser);
            asksWhatIf(browser);
            takesItAgain(browser);
            assertThat(browser.complaints).isEmpty();
        }
    }

    private void takes(Browser browser) throws IOException {
        browser.visit(service.address() + "/#/import");
        browser.part("file")
                .setInputFiles(new FilePayload("meeting.txt", "text/plain", MEETING.getBytes(StandardCharsets.UTF_8)));
        assertThat(browser.part("preview-trouble")).containsText("«CEO»");
        assertThat(browser.part("take")).isDisabled();
        browser.page.getByLabel("Who CEO is").selectOption("leader");
        assertThat(browser.part("take")).isEnabled();
        browser.pictures("import");
        browser.part("take").click();
        assertThat(browser.part("score")).isVisible();
    }

    private void plays(Browser browser) {
        assertThat(browser.part("player")).isVisible();
        browser.page.getByLabel("Where in the call").focus();
        browser.page.keyboard().press("End");
        assertThat(browser.part("caption")).containsText("Then do the fix.");
        browser.page.keyboard().press("Home");
        assertThat(browser.part("caption")).containsText("It is still down.");
        browser.part("play").click();
        assertThat(browser.part("play")).hasText("Pause");
        browser.part("play").click();
        assertThat(browser.part("play")).hasText("Play");
    }

    /** The other side's words were another's: with the same words of the leader it goes otherwise from there on. */
    private void runsItAgain(Browser browser) throws IOException {
        browser.page.getByText("Run it again").click();
        assertThat(browser.part("run-answer")).containsText("They first part");
        assertThat(browser.part("run-answer")).containsText("Who did this? I want a name tonight.");
        assertThat(browser.part("run-answer")).containsText("Blame");
        browser.pictures("run-again");
    }

    private void asksWhatIf(Browser browser) throws IOException {
        browser.part("ask-what-if").click();
        assertThat(browser.part("what-if-answer")).isVisible();
        browser.page.getByLabel("instead").fill("Nobody is to blame tonight. How are you holding up?");
        browser.page.getByText("See what becomes of it").click();
        assertThat(browser.part("what-if-answer")).containsText("Nobody is to blame tonight.");
        browser.assertClean("what-if");
        browser.pictures("what-if");
    }

    /** On hold for a moment, helped once, begun anew, and hung up: all of it stands in report and tree. */
    private void takesItAgain(Browser browser) throws IOException {
        browser.part("what-if-retake").click();
        browser.pickUp();
        browser.part("aid-hold").click();
        assertThat(browser.part("go-on")).isVisible();
        browser.pictures("hold");
        browser.part("go-on").click();
        assertThat(browser.part("go-on")).isHidden();
        browser.part("aid-help").click();
        assertThat(browser.part("help")).containsText("You could say");
        browser.part("type-input").fill("Nobody is to blame. You and I get through tonight together.");
        browser.part("type-send").click();
        assertThat(browser.part("help")).isHidden();
        browser.part("hangup").click();
        assertThat(browser.part("score")).isVisible();
        assertThat(browser.part("report")).containsText("Help with the next move was asked for once.");
        assertThat(browser.part("report")).containsText("put on hold once");
        assertThat(browser.part("family")).containsText("after turn");
        browser.pictures("retaken");
    }
}
