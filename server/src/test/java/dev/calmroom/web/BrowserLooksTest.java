package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has to be seen where there is little room for it, and where whoever looks brings their own colours. */
@Tag("slow")
@Tag("browser")
class BrowserLooksTest {
    private static final String BLAMED = """
            Kenji: It is still down. What do we do?
            CEO: How are you holding up?
            Kenji: Badly, if I am honest.
            CEO: Who pushed this? I want a name.
            Kenji: Mine. I signed it off.
            """;

    private final RunningService service = RunningService.shared();

    /** The last line of the captions, or what of it there is room for: at least one row of words, wholly to be seen. */
    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({"375, 553", "360, 740", "320, 256", "667, 375"})
    void whatIsToldInACallLeavesRoomForTheCaptions(int width, int height) {
        try (Browser browser = open(width, height)) {
            browser.call();
            assertThat(browser.page.locator(".line.persona").first()).isVisible();
            browser.part("aid-hold").click();
            assertThat(browser.part("go-on")).isVisible();

            double words = number(browser, """
                    () => {
                      const deep = (root, what) => root.querySelector(what) ?? [...root.querySelectorAll('*')]
                          .map((it) => it.shadowRoot && deep(it.shadowRoot, what)).find(Boolean);
                      const captions = deep(document, 'cr-captions').getBoundingClientRect();
                      const lines = [...deep(document, 'cr-captions').shadowRoot.querySelectorAll('.line')];
                      const line = lines.at(-1).getBoundingClientRect();
                      const size = parseFloat(getComputedStyle(lines.at(-1)).fontSize);
                      return (Math.min(captions.bottom, line.bottom) - Math.max(captions.top, line.top)) / size;
                    }
                    """);
            assertThat(words).as("heights of a letter").isGreaterThan(1.0);
            browser.part("go-on").click();
            browser.part("hangup").click();
        }
    }

    @Test
    void withForcedColoursMetersAnswerAndMarksAreStillToldApart() {
        try (Browser browser = open(1280, 800)) {
            browser.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            assertThat(browser.part("answer")).isVisible();
            assertThat(differs(browser, "[data-testid=answer] span", "", "[data-testid=decline] span", ""))
                    .as("answer and decline")
                    .isTrue();
            browser.call();
            assertThat(differs(browser, "cr-meters .mark", "", "cr-meters .scale", "::before"))
                    .as("the mark of a meter and its scale")
                    .isTrue();
            browser.part("hangup").click();

            String session = browser.take(service.address(), BLAMED);
            browser.visit(service.address() + "/#/report/" + session);
            browser.page.reload();
            assertThat(browser.part("score")).isVisible();
            assertThat(differs(browser, "cr-picture .mark.good", "::before", "cr-picture .mark.trap", "::before"))
                    .as("a good mark and a trap")
                    .isTrue();
        }
    }

    /** Whether two parts are drawn otherwise: in fill, border or shape, and neither as the page behind them. */
    private static boolean differs(Browser browser, String one, String within, String other, String withinOther) {
        Object drawn = browser.page.evaluate("""
                (parts) => {
                  const all = (root, what) => [...root.querySelectorAll(what)].concat(
                      ...[...root.querySelectorAll('*')].map((it) => (it.shadowRoot ? all(it.shadowRoot, what) : [])));
                  return parts.map(([what, within]) => {
                    const [host, ...rest] = what.split(' ');
                    const it = host.startsWith('cr-')
                      ? all(document, host)[0].shadowRoot.querySelector(rest.join(' '))
                      : all(document, what)[0];
                    const { backgroundColor, borderColor, borderRadius, borderWidth, rotate } =
                        getComputedStyle(it, within || null);
                    return [backgroundColor, borderColor, borderRadius, borderWidth, rotate].join(' ');
                  });
                }
                """, List.of(List.of(one, within), List.of(other, withinOther)));
        List<?> looks = (List<?>) Objects.requireNonNull(drawn);
        return !Objects.equals(looks.get(0), looks.get(1));
    }

    private static double number(Browser browser, String expression) {
        return ((Number) Objects.requireNonNull(browser.page.evaluate(expression))).doubleValue();
    }

    private Browser open(int width, int height) {
        return Browser.open(new NewContextOptions().setViewportSize(width, height))
                .visit(service.address() + "/");
    }
}
