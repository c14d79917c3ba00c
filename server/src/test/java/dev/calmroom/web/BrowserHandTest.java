package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a leader presses beside the conversation, and what comes of it. */
@Tag("slow")
@Tag("browser")
class BrowserHandTest {
    private final RunningService service = RunningService.shared();

    @Test
    void aPageThatNobodyHasTouchedSaysSoAndRingsAtTheFirstTouch() {
        try (Browser browser = Browser.openUntouched()) {
            browser.page.addInitScript(
                    "navigator.vibrate = (pattern) => { window.__buzzed ??= pattern; return true; };");
            browser.visit(service.address() + "/");
            assertThat(browser.page.getByText("touch the page or a key")).isVisible();
            assertThat(browser.page).hasTitle(Pattern.compile("☎ .+ is ringing"));
            browser.heading().click();
            assertThat(browser.page.getByText("touch the page or a key")).hasCount(0);
            browser.awaitFunction("() => window.__buzzed?.length > 2");
            assertThat(browser.part("answer")).isVisible();
        }
    }

    @Test
    void theLastWordsAreSaidAgainNotOnHoldAndTheCallIsBegunAnew() {
        try (Browser browser = open(1366, 625)) {
            browser.call();
            String first = browser.session();
            browser.part("aid-again").click();
            assertThat(browser.part("caption-leader")).containsText("could you say that again");
            assertThat(browser.page.locator("cr-captions .line.persona")).hasCount(2);

            browser.page.keyboard().press("p");
            assertThat(browser.part("aid-hold")).containsText("Go on");
            assertThat(browser.part("aid-again")).isDisabled();
            browser.page.keyboard().press("r");
            browser.page.keyboard().press("p");
            assertThat(browser.part("aid-hold")).containsText("Pause");
            assertThat(browser.page.locator("cr-captions .line.leader")).hasCount(1);

            browser.part("mute").click();
            browser.part("aid-restart").click();
            assertThat(browser.sessionAfter(first)).isNotEqualTo(first);
            assertThat(browser.part("connection")).hasText("open");
            assertThat(browser.part("caption-leader")).hasCount(0);
            assertThat(browser.part("mute")).hasAttribute("aria-pressed", "false");
            browser.part("hangup").click();
        }
    }

    @Test
    void aCallThatIsDeletedCanBeHadBack() {
        try (Browser browser = open(375, 553)) {
            browser.call();
            String session = browser.session();
            browser.part("hangup").click();
            assertThat(browser.part("unheard")).isVisible();
            browser.visit(service.address() + "/#/sessions");
            String its = "a[href='#/report/%s']".formatted(session);
            assertThat(browser.page.locator(its)).isVisible();
            browser.page
                    .locator("li", new Page.LocatorOptions().setHas(browser.page.locator(its)))
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName(Pattern.compile("^Delete the call of")))
                    .click();
            assertThat(browser.page.locator(its)).hasCount(0);
            assertThat(browser.page.getByText("One call deleted")).isVisible();
            browser.assertClean("a call deleted");
            browser.part("undo").click();
            assertThat(browser.page.locator(its)).isVisible();
            browser.page.reload();
            assertThat(browser.page.locator(its)).isVisible();
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 256", "667, 375"})
    void thereAreCaptionsAtFourHundredPerCentAndOnAPhoneThatIsTurned(int width, int height) {
        try (Browser browser = open(width, height)) {
            browser.call();
            browser.type("How are you holding up?");
            BoundingBox words = browser.part("caption-leader").boundingBox();
            BoundingBox field = browser.part("type-input").boundingBox();
            assertThat(words.y).isNotNegative();
            assertThat(words.y + words.height).isLessThanOrEqualTo(field.y + 1);
        }
    }

    @Test
    void theFieldGrowsWithWhatIsTypedAndSaysWhenItIsFull() {
        try (Browser browser = open(375, 553)) {
            browser.call();
            double one = browser.part("type-input").boundingBox().height;
            browser.part("type-input").fill("I would rather know what you need than who it was. ".repeat(4));
            assertThat(browser.part("type-input").boundingBox().height).isGreaterThan(one + 20);
            browser.part("type-input").fill("word ".repeat(390));
            assertThat(browser.page.getByText("characters left")).isVisible();
            browser.part("hangup").click();
        }
    }

    /** What the server makes of it is told on the virtual clock; this is that it hears of it. */
    @Test
    void whoTypesIsNotTakenForSilent() {
        try (Browser browser = Browser.open(new NewContextOptions().setViewportSize(375, 553))) {
            browser.page.addInitScript("""
                    window.__typing = [];
                    const { postMessage } = Worker.prototype;
                    Worker.prototype.postMessage = function (order, ...rest) {
                      if (order.message?.type === 'typing') window.__typing.push(order.message.on);
                      return postMessage.call(this, order, ...rest);
                    };
                    """);
            browser.visit(service.address() + "/");
            browser.call();
            browser.part("type-input").pressSequentially("How are");
            browser.awaitFunction("() => window.__typing.at(-1) === true");
            browser.part("type-input").fill("");
            browser.awaitFunction("() => window.__typing.at(-1) === false");
            browser.part("hangup").click();
        }
    }

    @Test
    void theKeyboardSkipsTheNavigation() {
        try (Browser browser = open(1280, 800)) {
            browser.visit(service.address() + "/#/about");
            assertThat(browser.heading()).isFocused();
            for (int i = 0; i < 9; i++) {
                browser.page.keyboard().press("Shift+Tab");
                if (browser.button("Skip to the text")
                        .evaluate("it => it.matches(':focus')")
                        .equals(true)) {
                    break;
                }
            }
            assertThat(browser.button("Skip to the text")).isFocused();
            browser.page.keyboard().press("Enter");
            assertThat(browser.heading()).isFocused();
        }
    }

    private Browser open(int width, int height) {
        return Browser.open(new NewContextOptions().setViewportSize(width, height))
                .visit(service.address() + "/");
    }
}
