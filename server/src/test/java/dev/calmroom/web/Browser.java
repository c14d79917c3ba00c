package dev.calmroom.web;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Wav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real Chromium with a microphone that tests can speak into and a loudspeaker that they can hear. */
final class Browser implements AutoCloseable {
    /** Only what never comes fails: on a busy machine all takes many times as long. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final BrowserContext context;
    final Page page;
    final List<String> complaints = new ArrayList<>();

    static Browser open() {
        return open(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 800));
    }

    static Browser open(com.microsoft.playwright.Browser.NewContextOptions options) {
        return open(options, List.of("--autoplay-policy=no-user-gesture-required"));
    }

    /** As it is installed: a page that nobody has touched is silent. */
    static Browser openUntouched() {
        return open(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(375, 553), List.of());
    }

    private static Browser open(com.microsoft.playwright.Browser.NewContextOptions options, List<String> more) {
        Optional<Path> executable = executable();
        Assumptions.assumeTrue(
                executable.isPresent(), "no Chromium on this machine; ./calmroom test installs one where it can");
        return new Browser(executable.get(), options, more);
    }

    private Browser(Path executable, com.microsoft.playwright.Browser.NewContextOptions options, List<String> more) {
        Map<String, String> environment = new java.util.HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        onPath("node").ifPresent(node -> environment.put("PLAYWRIGHT_NODEJS_PATH", node.toString()));
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(Stream.concat(FLAGS.stream(), more.stream()).toList()));
        // The tap on the loudspeaker, and axe, are scripts of the test's own: the page's policy forbids them.
        context = chromium.newContext(options.setBypassCSP(true));
        context.addInitScript(resource("browser/ears-and-mouth.js"));
        page = context.newPage();
        page.setDefaultTimeout((double) PATIENCE.toMillis());
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
        page.onPageError(complaints::add);
    }

    private static Optional<Path> executable() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Browser visit(String address) {
        page.navigate(address);
        return this;
    }

    Locator part(String testId) {
        return page.getByTestId(testId);
    }

    /** Answers the phone that rings, and waits until the microphone check can be left. */
    void answer() {
        part("answer").click();
        // The phone has fallen silent by then, and was not the persona's voice.
        PlaywrightAssertions.assertThat(part("mic-continue")).isEnabled();
        page.evaluate("() => window.__forgetPlayed()");
    }

    /** Answers, and leaves the microphone check as soon as it can be left. */
    void pickUp() {
        answer();
        part("mic-continue").click();
    }

    /** Picks up, and waits until the call is on. */
    void call() {
        pickUp();
        PlaywrightAssertions.assertThat(part("connection")).hasText("open");
    }

    /** Types a turn, and waits until it stands among what was said. */
    void type(String words) {
        part("type-input").fill(words);
        part("type-send").click();
        PlaywrightAssertions.assertThat(part("caption-leader")).containsText(words);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** Answers, asks for the sound to be kept, and goes on as {@link #pickUp} does. */
    void pickUpKeepingSound() {
        answer();
        part("keep-sound").check();
        part("mic-continue").click();
    }

    /** The session of the call that the page is in; waits until it has been welcomed to one other than this. */
    String sessionAfter(String before) {
        return (String) page.waitForFunction("""
                        before => {
                          const { session } = JSON.parse(sessionStorage.getItem('calmroom.call') ?? '{}');
                          return session !== before && session;
                        }
                        """, before).jsonValue();
    }

    String session() {
        return sessionAfter("");
    }

    /** Speaks into the microphone and returns when the last sample is in. */
    void speak(AudioClip clip) {
        page.evaluate("([wav, end]) => window.__speak(wav, end)", arguments(clip));
    }

    /** Makes ready to speak into the microphone as soon as something sounds from the loudspeaker; returns at once. */
    void toSpeakUponHearing(AudioClip clip) {
        page.evaluate("([wav, end]) => { void window.__speakUponHearing(wav, end); }", arguments(clip));
    }

    /** Begins to speak and returns at once. */
    void beginToSpeak(AudioClip clip) {
        page.evaluate("([wav, end]) => { void window.__speak(wav, end); }", arguments(clip));
    }

    /** Waits until so much of what the leader began to say is out. */
    void awaitSpoken(Duration much) {
        page.waitForFunction("ms => window.__spokenMs() >= ms", (double) much.toMillis());
    }

    /** Waits until the leader has said what was begun, whether anybody heard it or not. */
    void awaitSilence() {
        page.evaluate("() => window.__said()");
    }

    private static List<Object> arguments(AudioClip clip) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Wav.write(Resampler.resample(clip, AudioClip.SPEECH_RATE), out);
            return List.of(Base64.getEncoder().encodeToString(out.toByteArray()), (double)
                    clip.duration().toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing that axe-core finds against WCAG 2.2 A and AA, in the dark and in the light. */
    void assertClean(String screen) {
        Path axe = Path.of(System.getProperty("calmroom.root", ".."), "web-client/node_modules/axe-core/axe.min.js");
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(axe));
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            // A colour that is still on its way to another has any contrast.
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            Assertions.assertThat((List<?>) page.evaluate("""
                            async () => {
                              for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
                              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
                              const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
                              return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html + n.failureSummary).join('\\n')}`);
                            }
                            """))
                    .as("%s, %s", screen, scheme)
                    .isEmpty();
        }
    }

    /** As it looks in the dark and in the light, narrow and wide, for whoever looks at {@code server/target/pictures}. */
    void pictures(String name) throws IOException {
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("calmroom.root", "..")).resolve("server/target/pictures"));
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            for (int width : List.of(360, 1280)) {
                page.setViewportSize(width, 800);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(folder.resolve("%s-%d-%s.png"
                                .formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)))));
            }
        }
    }

    /** Brings a call in from elsewhere, and returns its session. */
    String take(URI service, String transcript) {
        APIResponse answer = page.request()
                .post(
                        service + "/api/imports?scenario=platform-down&leader=CEO",
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/octet-stream")
                                .setData(transcript));
        Assertions.assertThat(answer.status()).isEqualTo(201);
        return answer.text().replaceAll(".*\"session\":\"([^\"]+)\".*", "$1");
    }

    /** Another tab of the same browser. */
    Page secondTab(String address) {
        Page second = context.newPage();
        second.navigate(address);
        return second;
    }

    /** Waits until this is true in the page. */
    void awaitFunction(String expression) {
        page.waitForFunction(expression);
    }

    /** Everything that came out of the loudspeaker so far, at 16 kHz. */
    AudioClip heard() {
        @SuppressWarnings("unchecked")
        Map<String, Object> recording = (Map<String, Object>) page.evaluate("() => window.__recording()");
        byte[] pcm = Base64.getDecoder().decode((String) recording.get("pcm"));
        AudioClip clip = new AudioClip(
                Wav.samples(pcm, 0, pcm.length), ((Number) Objects.requireNonNull(recording.get("rate"))).intValue());
        return Resampler.resample(clip, AudioClip.SPEECH_RATE);
    }

    @Override
    public void close() {
        context.close();
        chromium.close();
        playwright.close();
    }
}
