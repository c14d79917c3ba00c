package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.calmroom.audio.AudioClip;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report in a real browser, of a call that was really made: read, listened to, corrected, judged, taken again. */
@Tag("slow")
@Tag("browser")
class BrowserReportTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RunningService service = RunningService.shared();

    @Test
    void aReportIsReadCorrectedCommentedJudgedOtherwiseAndTakenAgain() {
        try (Browser browser = Browser.open()) {
            String call = typedCall(
                    browser, "Who pushed this? I want a name.", "How are you holding up, Kenji?", "What would you do?");

            assertThat(browser.part("score")).isVisible();
            assertThat(criterion(browser, "trap.blame")).hasAttribute("data-verdict", "yes");
            browser.assertClean("report");
            hearsFirstWords(browser);
            correctsALine(browser);
            leavesAComment(browser);
            judgesOtherwise(browser);
            takesBothBack(browser);
            takesItAgain(browser, call);
            assertThat(browser.complaints).isEmpty();
        }
    }

    /** From a report into the call again, by voice, and to the report of that: the old call stays as it was. */
    @RealTimeTest
    void aRetakeIsSpokenFromItsRingToItsReport() {
        AudioClip first = LeaderVoice.say("Before anything else, how are you doing?");
        AudioClip second = LeaderVoice.say("We will get through this together.");
        try (Browser browser = Browser.open()) {
            String call = typedCall(browser, "Who pushed this? I want a name.", "I wait for it.");
            assertThat(browser.part("score")).isVisible();
            List<SessionEvent> before = events(call);

            button(browser, "Take it again from here, turn 2").click();
            assertThat(browser.part("retake-from")).containsText("You take it again from turn 2.");
            browser.pickUp();
            String retake = browser.sessionAfter(call);
            for (AudioClip line : List.of(first, second)) {
                int answers = turns(retake);
                browser.speak(line);
                awaitPersonaTurns(retake, answers + 1);
            }
            browser.part("hangup").click();

            assertThat(browser.part("score")).isVisible();
            assertThat(browser.part("report")).containsText("taken again after turn 1");
            assertThat(browser.part("family").locator("ul li")).hasCount(2);
            assertThat(browser.complaints).isEmpty();
            List<LeaderSpoke> said = service.events(retake, LeaderSpoke.class);
            assertThat(said).hasSizeGreaterThanOrEqualTo(2).allMatch(turn -> turn.source() == Medium.VOICE, "spoken");
            assertThat(said.getFirst().turn()).isEqualTo(2);
            assertThat(said.stream().map(LeaderSpoke::text).collect(Collectors.joining(" ")))
                    .contains("together")
                    .doesNotContain("pushed");
            assertThat(Objects.requireNonNull(first(retake).forkedFrom()).session())
                    .isEqualTo(call);
            assertThat(events(call)).as("the old call").isEqualTo(before);
        }
    }

    private String typedCall(Browser browser, String... lines) {
        browser.visit(service.address() + "/");
        browser.pickUpKeepingSound();
        String session = browser.session();
        for (int i = 0; i < lines.length; i++) {
            awaitPersonaTurns(session, i + 1);
            browser.part("type-input").fill(lines[i]);
            browser.part("type-send").click();
        }
        awaitPersonaTurns(session, lines.length + 1);
        browser.part("hangup").click();
        return session;
    }

    private void hearsFirstWords(Browser browser) {
        button(browser, "Hear turn 1").click();
        assertThat(button(browser, "Stop")).isVisible();
        assertThat(button(browser, "Hear turn 1")).isVisible();
    }

    /** The one line of blame was misheard: the verdict goes, and the report says why. */
    private void correctsALine(Browser browser) {
        button(browser, "Correct what was heard in turn 2").click();
        browser.page.getByLabel("What you really said").fill("Kenji, it is good that you rang.");
        browser.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Correct and grade again"))
                .click();
        assertThat(criterion(browser, "trap.blame")).hasAttribute("data-verdict", "no");
        assertThat(browser.part("report")).containsText("Corrected; heard as Who pushed this? I want a name.");
        assertThat(browser.part("report")).containsText("Graded again after 1 line of the transcript was corrected.");
    }

    private void leavesAComment(Browser browser) {
        button(browser, "Comment on turn 4").press("Enter");
        assertThat(browser.page.getByLabel("Your name")).isFocused();
        browser.assertClean("report with a form");
        browser.page.getByLabel("Your name").fill("Dana");
        browser.page
                .getByLabel("Comment", new Page.GetByLabelOptions().setExact(true))
                .fill("You waited for his answer.");
        browser.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Leave the comment"))
                .click();
        assertThat(browser.part("report")).containsText("You waited for his answer. Dana");
        assertThat(button(browser, "Comment on turn 4")).isFocused();
        browser.assertClean("report with a comment");
    }

    private void judgesOtherwise(Browser browser) {
        Locator criterion = criterion(browser, "shield.phone");
        assertThat(criterion).hasAttribute("data-verdict", "no");
        criterion.getByText("Judge otherwise").click();
        criterion.getByLabel("Verdict").selectOption("yes");
        criterion.getByLabel("Reason").fill("Agreed before the call.");
        criterion.getByText("Keep this verdict").click();
        assertThat(criterion(browser, "shield.phone")).hasAttribute("data-verdict", "yes");
        assertThat(criterion(browser, "shield.phone")).containsText("Agreed before the call.");
        assertThat(browser.part("report")).containsText("A trainer changed 1 verdict");
    }

    private void takesBothBack(Browser browser) {
        button(browser, "Take it back: the comment of Dana on turn 4").click();
        assertThat(browser.part("report")).not().containsText("You waited for his answer.");
        Locator criterion = criterion(browser, "shield.phone");
        criterion.getByText("Take it back").click();
        assertThat(criterion).hasAttribute("data-verdict", "no");
        assertThat(criterion).not().containsText("Agreed before the call.");
    }

    private void takesItAgain(Browser browser, String call) {
        browser.part("retake").click();
        assertThat(browser.part("answer")).isEnabled();
        assertThat(browser.part("retake-from"))
                .containsText(Pattern.compile(
                        "You take it again from turn [246]\\..*has just said: .*Try: .{10,}", Pattern.DOTALL));
        browser.assertClean("ring of a retake");
        browser.pickUp();
        assertThat(browser.part("hangup")).isVisible();
        String retake = browser.sessionAfter(call);
        assertThat(Objects.requireNonNull(first(retake).forkedFrom()).session()).isEqualTo(call);
        int turns = turns(retake);
        browser.part("type-input").fill("You and I get through tonight side by side.");
        browser.part("type-send").click();
        awaitPersonaTurns(retake, turns + 1);
        browser.part("hangup").click();
        assertThat(browser.part("score")).isVisible();
        assertThat(browser.part("report")).containsText("taken again after turn");
        assertThat(browser.part("report")).containsText("Beside your earlier calls");
        browser.part("call-again").click();
        assertThat(browser.part("answer")).isEnabled();
        assertThat(browser.part("retake-from")).hasCount(0);
    }

    private static Locator criterion(Browser browser, String id) {
        return browser.part("criterion-" + id);
    }

    private static Locator button(Browser browser, String name) {
        return browser.page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private List<SessionEvent> events(String session) {
        return service.bean(EventLog.class).read(session, 0).stream()
                .map(LoggedEvent::event)
                .toList();
    }

    private SessionStarted first(String session) {
        return (SessionStarted) events(session).getFirst();
    }

    private int turns(String session) {
        return (int)
                events(session).stream().filter(PersonaSpoke.class::isInstance).count();
    }

    private void awaitPersonaTurns(String session, int count) {
        Awaitility.await("the persona has spoken %d times".formatted(count))
                .atMost(PATIENCE)
                .until(() -> turns(session) >= count);
    }
}
