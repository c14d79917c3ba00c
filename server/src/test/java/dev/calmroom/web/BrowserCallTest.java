package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.recognition.RecognitionListener;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.text.PlainWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;

/** Whole calls in a real browser: the leader's voice goes in, the persona's is heard at the loudspeaker. */
@Tag("slow")
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserCallTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The page's own stand-in for a voice; a headless browser has none. */
    private static final String FAKE_VOICE = fakeVoice();

    private static String fakeVoice() {
        try {
            Path file = Path.of(System.getProperty("calmroom.root"), "web-client/test/fake-speech-synthesis.mjs");
            return Files.readString(file).replace("export function", "function")
                    + "\ninstallFakeSpeechSynthesis(window, { wordMs: 150 });";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final RunningService service = RunningService.shared();
    private String session = "";

    private <T extends SessionEvent> List<T> events(Class<T> type) {
        return service.events(session, type);
    }

    private void awaitPersonaTurn(int count) {
        Awaitility.await("the persona has spoken %d times".formatted(count))
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(events(SessionEvent.PersonaSpoke.class)).hasSizeGreaterThanOrEqualTo(count));
    }

    /** The leader has had a turn after so many, and the persona one after that. */
    private void awaitAnswer(int before) {
        Awaitility.await("the persona answers what the leader said after %d turns".formatted(before))
                .atMost(PATIENCE)
                .until(() -> {
                    List<SessionEvent.LeaderSpoke> ofLeader = events(SessionEvent.LeaderSpoke.class);
                    return ofLeader.size() > before
                            && events(SessionEvent.PersonaSpoke.class).getLast().turn()
                                    > ofLeader.getLast().turn();
                });
    }

    private Browser ringing(Browser browser) {
        browser.visit(service.address() + "/");
        browser.pickUp();
        session = browser.session();
        return browser;
    }

    /** The longest: begun first, the others pass beside it. */
    @RealTimeTest
    @Order(1)
    void sixSpokenTurnsFromTheFirstRingToTheScorecard() {
        List<AudioClip> spoken =
                LeaderVoice.SIX_LINES.stream().map(LeaderVoice::say).toList();
        try (Browser browser = ringing(Browser.open())) {
            awaitPersonaTurn(1);
            for (AudioClip line : spoken) {
                int before = events(SessionEvent.LeaderSpoke.class).size();
                browser.speak(line);
                awaitAnswer(before);
            }
            assertThat(browser.part("engines")).containsText("understudy");
            browser.part("hangup").click();

            assertThat(browser.part("score")).isVisible();
            assertThat(browser.page.locator("[data-testid^='criterion-']")).hasCount(20);
            assertThat(events(SessionEvent.LeaderSpoke.class)).hasSizeBetween(6, 9);
            assertThat(wordsHeardTwice(browser.heard()))
                    .as("the persona's words, recognised from the loudspeaker")
                    .isGreaterThan(0.6);
            assertThat(browser.complaints).isEmpty();
        }
    }

    /** Which share of the different words that the persona said is found again in what came out of the loudspeaker. */
    private double wordsHeardTwice(AudioClip played) {
        Set<String> said = new TreeSet<>();
        for (SessionEvent.PersonaSpoke spoke : events(SessionEvent.PersonaSpoke.class)) {
            said.addAll(words(spoke.heard()));
        }
        Set<String> heard = new TreeSet<>(words(recognise(played)));
        return (double) said.stream().filter(heard::contains).count() / said.size();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z']+"))
                .filter(word -> word.length() > 2)
                .toList();
    }

    private String recognise(AudioClip clip) {
        RecognitionListener deaf = new RecognitionListener() {
            @Override
            public void onPartial(String text, long upTo) {}

            @Override
            public void onError(dev.calmroom.recognition.RecognitionException error) {
                throw error;
            }
        };
        try (var stream = service.bean(SpeechRecognizer.class).open(dev.calmroom.recognition.Vocabulary.NONE, deaf)) {
            for (int at = 0; at < clip.length(); at += 1_600) {
                stream.accept(
                        at, clip.slice(at, Math.min(clip.length(), at + 1_600)).samples());
            }
            return stream.finish().join().text();
        }
    }

    @RealTimeTest
    void wordsOverThePersonasStopItAndOnlyWhatWasHeardIsWrittenDown() {
        AudioClip wait = LeaderVoice.say("Wait a moment please, I want to ask you something.");
        try (Browser browser = ringing(Browser.open())) {
            browser.awaitFunction("() => window.__played.onsets.length > 0");
            browser.speak(wait);
            awaitPersonaTurn(1);

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(events(SessionEvent.Interrupted.class)).isNotEmpty());
            assertThat(events(SessionEvent.Interrupted.class).getFirst().turn()).isEqualTo(1);
            SessionEvent.PersonaSpoke cut =
                    events(SessionEvent.PersonaSpoke.class).getFirst();
            assertThat(cut.heard().length()).isLessThan(cut.text().length());
            assertThat(cut.text()).startsWith(cut.heard());
            awaitPersonaTurn(2);
            browser.part("hangup").click();
            assertThat(browser.part("score")).isVisible();
        }
    }

    /** Words without an end, of which nothing helps the persona. */
    private static final String RAMBLING =
            "When I was young we had a system like this one and it also went down on a Tuesday and I remember that "
                    + "my father called me in the evening and he told me about the garden and the neighbours and "
                    + "their dog and then the summer was over and we went to the sea with the old car which was "
                    + "green and it rained for a week and nobody wanted to go home again and the hotel was full of "
                    + "people from the factory and they talked about the weather and the price of bread and the "
                    + "football and my sister was ill but only a little and we played cards until the lights went "
                    + "out and then in the morning the sun came back and we walked to the village and bought "
                    + "newspapers and a kite and the kite was red and it flew very high over the hill";

    @RealTimeTest
    void aLeaderWhoTalksOnAndOnIsTalkedOverInMidSpeech() {
        AudioClip rambling = LeaderVoice.say(RAMBLING);
        try (Browser browser = ringing(Browser.open())) {
            awaitPersonaTurn(1);
            browser.awaitFunction("() => window.__played.silentFrames > window.__played.rate");
            browser.speak(rambling);

            awaitTalkedOver();
            // What the persona began while the leader spoke; a word into the silence before that is another matter.
            String over = "window.__played.onsets.filter((at) => at > window.__speech.at(-1).begun)[0]";
            assertThat(milliseconds(browser, over + " - window.__speech.at(-1).begun"))
                    .as("the leader has been speaking for a while, milliseconds")
                    .isGreaterThan(10_000);
            assertThat(milliseconds(browser, "window.__speech.at(-1).lastSound - " + over))
                    .as("the leader's words go on beneath the persona's, milliseconds")
                    .isPositive();
            assertThat(RAMBLING.split(" "))
                    .as("the persona has not heard the end of it")
                    .hasSizeGreaterThan(events(SessionEvent.LeaderSpoke.class)
                            .getFirst()
                            .words()
                            .size());
            browser.part("hangup").click();
            assertThat(browser.part("score")).isVisible();
        }
    }

    private void awaitTalkedOver() {
        Awaitility.await("the persona talks over the leader")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events(SessionEvent.PersonaSpoke.class))
                        .extracting(SessionEvent.PersonaSpoke::act)
                        .contains("talk-over"));
    }

    private static double milliseconds(Browser browser, String expression) {
        return ((Number) browser.page.evaluate("() => " + expression)).doubleValue();
    }

    @RealTimeTest
    void aBackchannelLetsThePersonaGoOn() {
        AudioClip yeah = LeaderVoice.say("Yeah.");
        try (Browser browser = ringing(Browser.open())) {
            browser.awaitFunction("() => window.__played.onsets.length > 0");
            browser.speak(yeah);
            awaitPersonaTurn(1);

            assertThat(events(SessionEvent.Interrupted.class)).isEmpty();
            SessionEvent.PersonaSpoke opening =
                    events(SessionEvent.PersonaSpoke.class).getFirst();
            assertThat(opening.heard()).isEqualTo(opening.text());
            browser.part("hangup").click();
            assertThat(browser.part("unheard")).isVisible();
        }
    }

    @RealTimeTest
    void whereTheLeaderMayHaveFinishedThePersonaMurmursAndTheTurnGoesOn() {
        AudioClip together = LeaderVoice.say("We will get through this together.");
        AudioClip nobody = LeaderVoice.say("And nobody is getting fired tonight.");
        try (Browser browser = ringing(Browser.open())) {
            awaitPersonaTurn(1);
            browser.awaitFunction("() => window.__played.silentFrames > window.__played.rate");
            browser.beginToSpeak(together);
            browser.toSpeakUponHearing(nobody);
            browser.awaitSilence();
            awaitPersonaTurn(2);

            assertThat(events(SessionEvent.LeaderSpoke.class))
                    .as("it stayed one turn")
                    .hasSize(1);
            SessionEvent.Waiting first =
                    events(SessionEvent.TurnTaken.class).getFirst().decisions().getFirst();
            assertThat(first.murmurAfter()).as("%s", first).isNotNull();
            // Of both halves; no single word, since the recogniser mishears one or another of a synthetic voice.
            assertThat(words(events(SessionEvent.LeaderSpoke.class).getFirst().text()))
                    .containsAnyOf("through", "together")
                    .containsAnyOf("nobody", "getting", "fired", "tonight");
            assertThat(events(SessionEvent.Interrupted.class)).isEmpty();
            browser.part("hangup").click();
            assertThat(browser.part("score")).isVisible();
        }
    }

    @RealTimeTest
    void withoutAMicrophoneThePageSaysWhatToDoAndTheCallGoesOnTyped() {
        try (Browser browser = Browser.open()) {
            browser.page.addInitScript("window.__refuseMicrophone = true");
            browser.visit(service.address() + "/");
            browser.part("answer").click();
            assertThat(browser.part("error").first()).containsText("microphone");
            if (browser.part("mic-continue").isVisible()) {
                browser.part("mic-continue").click();
            }
            session = browser.session();
            awaitPersonaTurn(1);
            browser.part("type-input").fill("Kenji, how are you holding up?");
            browser.part("type-send").click();
            awaitPersonaTurn(2);
            assertThat(events(SessionEvent.LeaderSpoke.class).getFirst().source())
                    .isEqualTo(Medium.TYPED);
            browser.part("hangup").click();
            assertThat(browser.part("score")).isVisible();
        }
    }

    @RealTimeTest
    void aReloadInMidCallFindsTheCallAgainAndGoesOnWithIt() {
        try (Browser browser = ringing(Browser.open())) {
            awaitPersonaTurn(1);
            browser.page.reload();
            assertThat(browser.part("hangup")).isVisible();
            browser.part("type-input").fill("I am still here. What are the odds of the fix?");
            browser.part("type-send").click();
            awaitPersonaTurn(2);

            assertThat(browser.session()).isEqualTo(session);
            assertThat(events(SessionEvent.SessionStarted.class)).hasSize(1);
            browser.part("hangup").click();
            assertThat(browser.part("score")).isVisible();
        }
    }

    @RealTimeTest
    void theBrowsersOwnVoiceSpeaksTheWordsAndWhatItSpokeIsWhatWasHeard() {
        try (Browser browser = Browser.open()) {
            browser.page.addInitScript(FAKE_VOICE);
            browser.visit(service.address() + "/");
            browser.answer();
            browser.part("voice").selectOption("browser:Fake English");
            browser.part("mic-continue").click();
            session = browser.session();
            browser.awaitFunction("() => speechSynthesis.fake.spoken.length > 3");
            awaitPersonaTurn(1);

            SessionEvent.PersonaSpoke opening =
                    events(SessionEvent.PersonaSpoke.class).getFirst();
            assertThat(opening.heard()).isEqualTo(opening.text());
            assertThat(spokenByTheBrowser(browser)).isEqualTo(PlainWords.only(opening.text()));
            assertThat(browser.page.evaluate("() => window.__played.onsets.length"))
                    .as("no sound came from the server")
                    .isEqualTo(0);
            assertThat(events(SessionEvent.SessionStarted.class)
                            .getFirst()
                            .engines()
                            .voice())
                    .contains("browser");

            browser.part("type-input").fill("What is the worst case if we roll back?");
            browser.part("type-send").click();
            int before = opening.text().split(" ").length;
            browser.part("type-input").fill("Stop. One thing first.");
            browser.awaitFunction("() => speechSynthesis.fake.spoken.length > %d".formatted(before + 3));
            browser.part("type-send").click();
            awaitPersonaTurn(2);
            SessionEvent.PersonaSpoke cut =
                    events(SessionEvent.PersonaSpoke.class).get(1);
            assertThat(cut.text()).startsWith(cut.heard());
            assertThat(cut.heard().length()).isBetween(1, cut.text().length() - 1);
            assertThat(spokenByTheBrowser(browser)).startsWith(PlainWords.only(opening.text() + " " + cut.heard()));
            awaitPersonaTurn(3);
            browser.part("hangup").click();
            assertThat(browser.part("score")).isVisible();
            assertThat(browser.complaints).isEmpty();
        }
    }

    @RealTimeTest
    void aPageThatIsLoadedAnewSpeaksOnWhereItsOwnVoiceWas() {
        try (Browser browser = Browser.open()) {
            browser.page.addInitScript(FAKE_VOICE);
            browser.visit(service.address() + "/");
            browser.answer();
            browser.part("voice").selectOption("browser:Fake English");
            browser.part("mic-continue").click();
            session = browser.session();
            browser.awaitFunction("() => speechSynthesis.fake.spoken.length > 4");
            String first = spokenByTheBrowser(browser);
            browser.page.reload();
            awaitPersonaTurn(1);

            SessionEvent.PersonaSpoke opening =
                    events(SessionEvent.PersonaSpoke.class).getFirst();
            assertThat(opening.heard()).isEqualTo(opening.text());
            String rest = spokenByTheBrowser(browser);
            String whole = PlainWords.only(opening.text());
            assertThat(whole).startsWith(first).endsWith(rest);
            assertThat(rest.length()).isLessThan(whole.length());
            browser.part("hangup").click();
            assertThat(browser.part("unheard")).isVisible();
        }
    }

    @RealTimeTest
    void whereTheBrowserHasNoVoiceOnlyTheServersAreOffered() {
        try (Browser browser = Browser.open()) {
            browser.page.addInitScript("speechSynthesis.getVoices = () => []");
            browser.visit(service.address() + "/");
            browser.part("answer").click();
            assertThat(browser.part("mic-continue")).isVisible();
            assertThat(browser.part("voice").locator("option[value^='server:']").first())
                    .isAttached();
            assertThat(browser.part("voice").locator("option[value^='browser:']"))
                    .hasCount(0);
        }
    }

    /** The words alone: a pause that is written «...» is given to a voice as a comma. */
    private static String spokenByTheBrowser(Browser browser) {
        return PlainWords.only(
                (String) browser.page.evaluate("() => speechSynthesis.fake.spoken.map(({ word }) => word).join(' ')"));
    }
}
