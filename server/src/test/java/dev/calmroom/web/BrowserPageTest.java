package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page where people really hold it: a small laptop, a phone with its keyboard open, no mouse. */
@Tag("slow")
@Tag("browser")
class BrowserPageTest {
    private final RunningService service = RunningService.shared();

    @ParameterizedTest
    @CsvSource({"1366, 625", "375, 553", "360, 740", "640, 400", "320, 256"})
    void thePhoneCanBeAnsweredWithoutScrolling(int width, int height) {
        try (Browser browser = open(width, height)) {
            assertThat(browser.page).hasTitle(Pattern.compile("☎ .+ is ringing"));
            BoundingBox answer = browser.part("answer").boundingBox();
            assertThat(answer.y + answer.height).isLessThanOrEqualTo(height);
            assertThat(sideways(browser)).isZero();
        }
    }

    @Test
    void captionsFollowWhenTheKeyboardOpensAndStayWhereTheReaderHasGoneBack() {
        try (Browser browser = open(360, 740)) {
            browser.call();
            for (int i = 0; i < 3; i++) {
                browser.type("Before anything else, how are you holding up tonight, and who is with you?");
            }
            browser.page.setViewportSize(360, 330);
            browser.awaitFunction(AT_END);
            browser.type("I am here, and I stay.");
            browser.awaitFunction(AT_END);

            browser.page.evaluate("() => { %s.scrollTop = 0; }".formatted(SCROLLER));
            assertThat(browser.part("to-newest")).isVisible();
            browser.part("to-newest").click();
            browser.awaitFunction(AT_END);
            assertThat(browser.part("to-newest")).not().isVisible();
        }
    }

    @Test
    void onAPhoneTheLedgerIsASheetThatEndsAboveTheControlsAndCloses() {
        try (Browser browser = open(360, 740)) {
            browser.call();
            Locator ledger = browser.part("ledger");
            assertThat(ledger).not().isVisible();
            browser.button("Ledger").click();
            assertThat(ledger).isVisible();
            BoundingBox sheet = ledger.boundingBox();
            assertThat(sheet.y + sheet.height)
                    .isLessThanOrEqualTo(browser.part("mute").boundingBox().y);
            browser.button("Close: What your words do").click();
            assertThat(ledger).not().isVisible();
            browser.button("Ledger").click();
            browser.page.keyboard().press("Escape");
            assertThat(ledger).not().isVisible();
        }
    }

    @Test
    void aCallIsMadeByTheKeyboardAloneAndFocusIsWhereOneGoesOn() {
        try (Browser browser = open(1280, 800)) {
            assertThat(browser.part("answer")).isEnabled();
            browser.part("answer").focus();
            browser.page.keyboard().press("Enter");
            // Before the first call it is read who is on the line, and what is kept: from the heading on.
            assertThat(browser.heading()).isFocused();
            assertThat(browser.heading()).hasText("Say a word");
            tabTo(browser, browser.part("mic-continue"));
            browser.page.keyboard().press("Enter");
            assertThat(browser.heading()).hasText("Kenji");
            assertThat(browser.heading()).isFocused();
            browser.page.keyboard().press("t");
            assertThat(browser.part("type-input")).isFocused();
            browser.page.keyboard().type("How are you holding up?");
            browser.page.keyboard().press("Shift+Enter");
            browser.page.keyboard().press("Escape");
            assertThat(browser.part("mute")).isFocused();
            assertThat(browser.part("type-input")).hasValue("How are you holding up?\n");
            browser.page.keyboard().press("Shift+H");
            assertThat(browser.heading()).isFocused();
            assertThat(browser.page).hasTitle(Pattern.compile("Report: .+"));
        }
    }

    private static void tabTo(Browser browser, Locator part) {
        for (int tabs = 0;
                tabs < 20 && !part.evaluate("it => it.matches(':focus')").equals(true);
                tabs++) {
            browser.page.keyboard().press("Tab");
        }
        assertThat(part).isFocused();
    }

    @Test
    void everyLineOfTheReportCanBeCommentedWithTheMouseAndAFailedSaveKeepsTheText() {
        try (Browser browser = open(1280, 800)) {
            browser.call();
            browser.type("How are you holding up, Kenji?");
            // Who hangs up before the persona has said a word has one line in the report.
            assertThat(browser.page.locator("cr-captions .line.persona")).hasCount(2);
            browser.part("hangup").click();
            assertThat(browser.part("score")).isVisible();
            List<Locator> comments = browser.page
                    .getByRole(
                            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Comment on turn")))
                    .all();
            assertThat(comments).hasSizeGreaterThan(1);
            comments.forEach(comment -> comment.click(new Locator.ClickOptions().setTrial(true)));

            browser.page.route("**/comments", route -> route.abort());
            comments.getFirst().click();
            browser.page.getByLabel("Your name").fill("Dana");
            Locator text = browser.page.getByLabel("Comment", new Page.GetByLabelOptions().setExact(true));
            text.fill("You waited.");
            browser.button("Leave the comment").click();
            assertThat(browser.part("not-kept")).containsText("Not kept");
            assertThat(text).hasValue("You waited.");
            browser.page.unroute("**/comments");
            browser.button("Leave the comment").click();
            assertThat(browser.part("report")).containsText("You waited. Dana");
        }
    }

    @Test
    void whatIsAskedIsShownInPracticeAndHiddenInATest() {
        try (Browser browser = open(1280, 800)) {
            browser.answer();
            assertThat(browser.part("beforehand")).containsText("is a computer");
            assertThat(browser.part("aims").getByRole(AriaRole.LISTITEM).first())
                    .isVisible();
            browser.part("for-test").check();
            assertThat(browser.part("aims")).hasCount(0);
            browser.part("mic-continue").click();
            assertThat(browser.part("connection")).hasText("open");
            assertThat(browser.part("ledger")).hasCount(0);
            assertThat(browser.button("Ledger")).hasCount(0);
        }
    }

    /** Of the report {@link BrowserReportTest} does so. */
    @Test
    void noScreenHasWhatAxeFindsAgainstWcag() {
        try (Browser browser = open(375, 553)) {
            assertThat(browser.part("answer")).isEnabled();
            browser.assertClean("ring");
            browser.part("decline").press("Enter");
            assertThat(browser.part("answer")).hasText("Call back");
            assertThat(browser.part("answer")).isFocused();
            browser.assertClean("declined");
            browser.answer();
            browser.assertClean("before the call");
            browser.part("mic-continue").click();
            browser.type("Who did this? I want a name.");
            browser.assertClean("call");
            // On a slow machine nobody would be on the line any more at the end of this.
            browser.part("aid-hold").click();
            assertThat(browser.part("aid-hold")).containsText("Go on");
            browser.assertClean("call on hold");
            browser.button("Ledger").click();
            browser.assertClean("ledger");
            browser.page.keyboard().press("Escape");
            browser.part("engines").click();
            browser.assertClean("behind the call");
        }
    }

    @Test
    void nothingThatIsReadHasWhatAxeFindsEither() {
        try (Browser browser = open(375, 553)) {
            for (String read : List.of("sessions", "import", "about", "authors", "swap")) {
                browser.visit(service.address() + "/#/" + read);
                assertThat(browser.heading()).isVisible();
                browser.assertClean(read);
            }
        }
    }

    @Test
    void aSecondTabTakesTheCallAndTheFirstSaysSoAndLetsGoOfTheMicrophone() {
        try (Browser browser = open(1280, 800)) {
            browser.call();
            Page second = browser.secondTab(service.address() + "/");
            assertThat(second.getByTestId("left")).containsText("You are still in a call");
            second.getByText("Return to the call").click();
            assertThat(second.getByTestId("connection")).hasText("open");
            assertThat(browser.part("error").first()).containsText("goes on in another window");
            assertThat(browser.part("mute")).hasAttribute("aria-label", "Choose a microphone");

            // Back again: the other tab has been given a newer way into the call.
            browser.button("Go on here").click();
            assertThat(browser.part("connection")).hasText("open");
            assertThat(second.getByTestId("error").first()).containsText("goes on in another window");
            second.close();

            // Who left the call in this very tab is told as well.
            browser.visit("about:blank");
            browser.visit(service.address() + "/");
            assertThat(browser.part("left")).containsText("You are still in a call");
            browser.button("Hang up").click();
            assertThat(browser.part("unheard")).isVisible();
        }
    }

    @Test
    void whoIsMutedStaysSoThroughAReload() {
        try (Browser browser = open(1280, 800)) {
            browser.call();
            browser.part("mute").click();
            assertThat(browser.part("mute")).hasAttribute("aria-pressed", "true");
            browser.page.reload();
            assertThat(browser.part("connection")).hasText("open");
            assertThat(browser.part("mute")).hasAttribute("aria-pressed", "true");
            browser.part("hangup").click();
        }
    }

    @Test
    void aPermissionPromptThatIsLeftOpenLetsOneGoOnByTyping() {
        try (Browser browser = Browser.open()) {
            browser.page.addInitScript("navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined)");
            browser.visit(service.address() + "/");
            browser.part("answer").click();
            browser.part("type-instead").click();
            assertThat(browser.part("connection")).hasText("open");
            assertThat(browser.part("type-input")).isFocused();
            browser.type("How are you holding up?");
        }
    }

    @Test
    void whoSpeaksWhileMutedIsToldSoAndTheScreenStaysOnAsLongAsTheCall() {
        try (Browser browser = Browser.open()) {
            browser.page.addInitScript("""
                    window.__awake = 0;
                    Object.defineProperty(navigator, 'wakeLock', {
                      value: { request: async () => { window.__awake++; return { release: async () => { window.__awake--; } }; } },
                    });
                    """);
            browser.visit(service.address() + "/");
            browser.call();
            browser.awaitFunction("() => window.__awake === 1");
            browser.part("mute").click();
            browser.speak(LeaderVoice.say("Can you hear me now, or am I talking to myself?"));
            assertThat(browser.part("error").first()).containsText("You are muted");
            browser.button("Speak again").click();
            assertThat(browser.part("mute")).hasAttribute("aria-pressed", "false");
            browser.part("hangup").click();
            browser.awaitFunction("() => window.__awake === 0");
        }
    }

    @Test
    void aCallInWhichNothingWasHeardIsNotGraded() {
        try (Browser browser = open(1280, 800)) {
            browser.call();
            browser.part("hangup").click();
            assertThat(browser.part("unheard")).containsText("Nothing was heard of you");
            assertThat(browser.part("score")).not().isVisible();
        }
    }

    private static final String SCROLLER =
            "document.querySelector('calmroom-app').shadowRoot.querySelector('cr-call-page').shadowRoot"
                    + ".querySelector('cr-call').shadowRoot.querySelector('cr-captions').shadowRoot.querySelector('.scroll')";
    private static final String AT_END =
            "() => { const s = %s; return s.scrollHeight > s.clientHeight && s.scrollHeight - s.scrollTop - s.clientHeight < 4; }"
                    .formatted(SCROLLER);

    private Browser open(int width, int height) {
        return Browser.open(new NewContextOptions().setViewportSize(width, height))
                .visit(service.address() + "/");
    }

    private static int sideways(Browser browser) {
        return (int) browser.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }
}
