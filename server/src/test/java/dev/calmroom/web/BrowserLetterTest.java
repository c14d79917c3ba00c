package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the report says first, and whether it can be believed. */
@Tag("slow")
@Tag("browser")
class BrowserLetterTest {
    private static final String BLAMES = """
            Kenji: It is still down. What do we do?
            CEO: Who pushed this? I want a name.
            Kenji: Mine. I signed it off.
            CEO: What would you do?
            """;
    private static final String KEEPS_CLEAR = """
            Kenji: It is still down. What do we do?
            CEO: How are you holding up?
            Kenji: Badly, if I am honest.
            CEO: Tell me every half hour; one sentence is enough: on track, off track or rolling back.
            Kenji: Every half hour. I can do that.
            CEO: I answer the calls from upstairs, none of them reaches you.
            """;

    private final RunningService service = RunningService.shared();

    @Test
    void theStrengthsStandFirstAndTheOneThingIsNothingThatWasSaid() {
        try (Browser browser = Browser.open()) {
            report(browser, browser.take(service.address(), KEEPS_CLEAR));
            Locator strengths = browser.part("strengths").locator("li");
            Locator retake = browser.part("retake");
            assertThat(retake).isVisible();
            assertThat(strengths.count()).isBetween(1, 2);
            Locator one = browser.page.locator("section.one");
            assertThat(strengths.last().boundingBox().y).isLessThan(one.boundingBox().y);
            assertThat(one).not().containsText("on track");
            assertThat(one).not().containsText("holding up");
            assertThat(one).not().containsText("more stress");
            // It follows at once: nothing is opened or gone to before it.
            assertThat(retake.boundingBox().y).isLessThan(browser.part("curve").boundingBox().y);
        }
    }

    @Test
    void aTrapThatWasKeptClearOfIsNoGain() {
        try (Browser browser = Browser.open()) {
            String before = browser.take(service.address(), BLAMES);
            report(browser, before);
            report(browser, browser.take(service.address(), KEEPS_CLEAR));
            Locator beside = browser.page
                    .locator(".attempts li")
                    .filter(new Locator.FilterOptions()
                            .setHas(browser.page.locator("a[href='#/report/%s']".formatted(before))));
            Locator trap = browser.part("criterion-trap.blame");
            assertThat(trap).hasAttribute("data-verdict", "no");
            assertThat(beside).containsText("Kept clear of this time: Blames, looks for who did it");
            assertThat(beside.getByText("New since then")).not().containsText("blame");
        }
    }

    private void report(Browser browser, String session) {
        browser.visit(service.address() + "/#/report/" + session);
        browser.page.reload();
        assertThat(browser.part("score")).isVisible();
    }
}
