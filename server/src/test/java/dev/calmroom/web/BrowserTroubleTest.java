package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Wav;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.recognition.Dictation;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;

/** What goes wrong around a page in mid-call, in a real browser: each time the call comes back to the right turn. */
@Tag("slow")
@Tag("browser")
class BrowserTroubleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SENTENCE =
            "I will call the three biggest customers myself tonight, so that your team can work in peace.";
    private static final String QUESTION = "What is the worst case if we roll back?";

    /** Made before any call is answered: a busy machine takes seconds for it, in which the persona would go on. */
    private static final AudioClip SENTENCE_SPOKEN = LeaderVoice.say(SENTENCE);

    private static final AudioClip QUESTION_SPOKEN = LeaderVoice.say(QUESTION);
    /**
     * Words misheard of a synthetic voice, where a line that broke has cut one in two; of a sentence of which five seconds
     * are missing, or over which something else was said, it is more.
     */
    private static final double MISHEARD = 0.5;

    private final RunningService service = RunningService.shared();
    private String session = "";

    private <T extends SessionEvent> List<T> events(Class<T> type) {
        return service.events(session, type);
    }

    private void await(String what, BooleanSupplier condition) {
        try {
            Awaitility.await(what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(condition::getAsBoolean);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\nThe call so far: " + events(SessionEvent.class), e);
        }
    }

    private void awaitPersonaTurn(int count) {
        await(
                "the persona has spoken %d times".formatted(count),
                () -> events(SessionEvent.PersonaSpoke.class).size() >= count);
    }

    private static void understood(String heard, String said) {
        assertThat(WordErrors.between(said, heard).rate())
                .as("words misheard in «%s»", heard)
                .isLessThanOrEqualTo(MISHEARD);
    }

    /** The leader is heard again: what is asked is what the persona answers, in however many turns it comes. */
    private void asks(Browser browser) {
        int before = leaderTurns().size();
        browser.speak(QUESTION_SPOKEN);
        await(
                "the leader's question is heard and answered",
                () -> shareOf(QUESTION, since(before)) >= 0.5 && isAnswered());
    }

    private String since(int turns) {
        List<String> all = leaderTurns();
        return String.join(" ", all.subList(turns, all.size()));
    }

    private boolean isAnswered() {
        return events(SessionEvent.PersonaSpoke.class).getLast().turn()
                > events(SessionEvent.LeaderSpoke.class).getLast().turn();
    }

    private void isCutOff() {
        awaitPersonaTurn(2);
        assertThat(leaderTurns()).hasSize(1);
        assertThat(leaderTurns().getFirst())
                .containsAnyOf("call", "three", "customers")
                .doesNotContain("work")
                .doesNotContain("peace");
    }

    private void passes(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        await(time + " have passed", () -> System.nanoTime() > until);
    }

    private Browser called(URI address) {
        Browser browser = Browser.open();
        browser.visit(address + "/");
        browser.pickUpKeepingSound();
        session = browser.session();
        return browser;
    }

    private List<String> leaderTurns() {
        return events(SessionEvent.LeaderSpoke.class).stream()
                .map(SessionEvent.LeaderSpoke::text)
                .toList();
    }

    private void endsWell(Browser browser) {
        endsWell(browser, "score");
    }

    /** @param shown what the report says first: a score, or that nothing was heard of the leader */
    private void endsWell(Browser browser, String shown) {
        browser.part("hangup").click();
        assertThat(browser.part(shown)).isVisible();
        assertThat(browser.complaints).isEmpty();
    }

    @RealTimeTest
    void aMicrophoneUnpluggedInMidSentenceEndsTheTurnAndIsTakenBackWhenItIsPluggedIn() {
        try (Browser browser = called(service.address())) {
            awaitPersonaTurn(1);
            browser.beginToSpeak(SENTENCE_SPOKEN);
            browser.awaitSpoken(Duration.ofMillis(2_500));
            browser.page.evaluate("() => window.__unplug()");

            assertThat(browser.page.getByText("The microphone has gone.")).isVisible();
            assertThat(browser.part("error").first()).containsText("Plug it in again");
            isCutOff();

            browser.awaitSilence();
            browser.page.evaluate("() => window.__plugIn()");
            assertThat(browser.page.getByText("The microphone has gone.")).not().isVisible();
            asks(browser);
            endsWell(browser);
        }
    }

    @RealTimeTest
    void withoutTheMicrophoneTheCallGoesOnTypedUntilItIsPluggedIn() {
        try (Browser browser = called(service.address())) {
            awaitPersonaTurn(1);
            browser.page.evaluate("() => window.__unplug()");
            browser.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on by typing"))
                    .click();
            browser.part("type-input").fill("Kenji, how are you holding up?");
            browser.part("type-send").click();
            awaitPersonaTurn(2);

            browser.page.evaluate("() => window.__plugIn()");
            assertThat(browser.part("mute")).hasAttribute("aria-label", "Mute");
            asks(browser);
            endsWell(browser);
        }
    }

    @RealTimeTest
    void fiveSecondsWithoutNetworkInMidSentenceLoseNoneOfTheLeadersWords() throws Exception {
        try (LineCutter line = new LineCutter(service.address());
                Browser browser = called(line.address())) {
            awaitPersonaTurn(1);
            browser.beginToSpeak(SENTENCE_SPOKEN);
            browser.awaitSpoken(Duration.ofMillis(1_500));
            line.cut();
            assertThat(browser.part("connection")).hasText("reconnecting");
            passes(Duration.ofSeconds(5));
            line.mend();
            assertThat(browser.part("connection")).hasText("open");
            awaitPersonaTurn(2);

            assertThat(leaderTurns()).hasSize(1);
            understood(leaderTurns().getFirst(), SENTENCE);
            endsWell(browser);
        }
    }

    @RealTimeTest
    void fiveSecondsWithoutNetworkWhileThePersonaSpeaksLeaveOutNothingAndRepeatNothing() throws Exception {
        try (LineCutter line = new LineCutter(service.address());
                Browser browser = called(line.address())) {
            browser.awaitFunction("() => window.__played.onsets.length > 0");
            passes(Duration.ofMillis(1_500));
            line.cut();
            passes(Duration.ofSeconds(5));
            line.mend();
            awaitPersonaTurn(1);

            SessionEvent.PersonaSpoke opening =
                    events(SessionEvent.PersonaSpoke.class).getFirst();
            assertThat(opening.heard()).isEqualTo(opening.text());
            assertThat(events(SessionEvent.Interrupted.class)).isEmpty();
            AudioClip loudspeaker = browser.heard();
            endsWell(browser, "unheard");
            // The recogniser understands a synthetic voice badly, but twice in the same way.
            AudioClip opened = sentUntilFirstHeard();
            String said = words(opened);
            String heard = words(loudspeaker);
            assertThat(shareOf(said, heard))
                    .as("out of the loudspeaker «%s», sent «%s»", heard, said)
                    .isGreaterThanOrEqualTo(0.6);
            // Whatever the recogniser makes of it: as much sound came out as went in.
            Duration sent = sounding(opened);
            assertThat(sounding(loudspeaker)).isCloseTo(sent, sent.dividedBy(12));
        }
    }

    /** The persona's voice as the service took it down, each sample once. */
    private AudioClip sent() throws IOException {
        return Wav.read(
                service.bean(AudioArchive.class).find(session, Speaker.PERSONA).orElseThrow());
    }

    /** Without what is said while the call is ended: nobody answers, and the persona may ask whether somebody is there. */
    private AudioClip sentUntilFirstHeard() throws IOException {
        long at = service.bean(EventLog.class).read(session, 0).stream()
                .filter(logged -> logged.event() instanceof SessionEvent.PersonaSpoke)
                .findFirst()
                .orElseThrow()
                .at();
        AudioClip all = sent();
        return all.slice(0, (int) Math.min(all.length(), AudioClip.samples(Duration.ofMillis(at), all.sampleRate())));
    }

    /** How long a clip is without its pauses. */
    private static Duration sounding(AudioClip clip) {
        int window = clip.sampleRate() / 100;
        long loud = IntStream.range(0, clip.length() / window)
                .filter(i -> Loudness.rms(clip.samples(), i * window, (i + 1) * window) > -50)
                .count();
        return Duration.ofMillis(10 * loud);
    }

    /** Which share of the different words that were said is found again in what was heard. */
    private static double shareOf(String said, String heard) {
        Set<String> words = different(said);
        Set<String> found = different(heard);
        return (double) words.stream().filter(found::contains).count() / words.size();
    }

    private static Set<String> different(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z']+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private String words(AudioClip clip) {
        return new Dictation(service.bean(SpeechRecognizer.class))
                .hear(Resampler.resample(clip, 16_000), Vocabulary.NONE)
                .text();
    }

    @RealTimeTest
    void aPageInTheBackgroundThatSleepsForThreeSecondsInMidSentenceMakesOneTurnOfIt() {
        try (Browser browser = called(service.address())) {
            awaitPersonaTurn(1);
            CDPSession session = browser.page.context().newCDPSession(browser.page);
            browser.beginToSpeak(SENTENCE_SPOKEN);
            browser.awaitSpoken(Duration.ofSeconds(1));
            lifecycle(session, "frozen");
            passes(Duration.ofSeconds(3));
            lifecycle(session, "active");
            awaitPersonaTurn(2);

            assertThat(leaderTurns()).hasSize(1);
            assertThat(leaderTurns().getFirst()).containsAnyOf("call", "three", "customers");
            browser.awaitSilence();
            asks(browser);
            endsWell(browser);
        }
    }

    private static void lifecycle(CDPSession session, String state) {
        JsonObject change = new JsonObject();
        change.addProperty("state", state);
        session.send("Page.setWebLifecycleState", change);
    }

    @RealTimeTest
    void mutedInMidWordWhatWasSaidIsTheLeadersTurnAndTheRestIsNotHeard() {
        try (Browser browser = called(service.address())) {
            awaitPersonaTurn(1);
            browser.beginToSpeak(SENTENCE_SPOKEN);
            browser.awaitSpoken(Duration.ofMillis(2_500));
            browser.part("mute").click();
            isCutOff();

            browser.awaitSilence();
            browser.part("mute").click();
            asks(browser);
            endsWell(browser);
        }
    }
}
