package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.calmroom.bench.Exchange;
import dev.calmroom.bench.LatencyReport;
import dev.calmroom.bench.Machine;
import dev.calmroom.bench.Recorded;
import dev.calmroom.bench.Speech;
import dev.calmroom.bench.Wordings;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Voice to voice in a real browser: from the true end of the leader's speech in the file to the first sample above the
 * noise floor that the page plays. {@code ./calmroom bench latency --browser} runs it over all utterances and prints
 * the whole report; a test run speaks a few of them and only holds that calls are answered.
 */
@Tag("slow")
@Tag("browser")
class BrowserLatencyTest {
    private static final int TURNS = Integer.getInteger("calmroom.bench.turns", 16);
    private static final int BROWSERS = Integer.getInteger("calmroom.bench.lines", 2);
    private static final long SEED = Long.getLong("calmroom.bench.seed", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The persona speaks unasked after six seconds of silence: what came so late was no answer. */
    private static final double LATE = 5_000;

    /** Milliseconds between the persona's first word and taking up the leader's turn, at least. */
    private static final double TAKEN_UP = 100;

    private static final double BEFORE_LEADER_SPEAKS = 0.5;
    /** Longer than the persona waits and takes to answer, shorter than a silence that the persona fills. */
    private static final double AFTER_A_CUT_IN = 2.5;

    private final RunningService service = RunningService.shared();
    /** Said when the persona was about to hang up. */
    private final AtomicInteger unanswerable = new AtomicInteger();

    @Test
    void theLeaderIsAnsweredWithinABreath() throws Exception {
        Speech speech = speech();
        Machine machine = Machine.here(SEED);
        List<Exchange> exchanges = new CopyOnWriteArrayList<>();
        Queue<Recorded> utterances = new ConcurrentLinkedQueue<>(speech.utterances());
        try (ExecutorService browsers = Executors.newFixedThreadPool(BROWSERS)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < BROWSERS; i++) {
                callers.add(browsers.submit(() -> {
                    while (!utterances.isEmpty()) {
                        call(utterances, exchanges);
                    }
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }

        LatencyReport report = new LatencyReport(machine, speech, BROWSERS, exchanges, Wordings.NONE);
        System.out.println(report.text());
        Files.writeString(Path.of("target/browser-latency.json"), report.json());
        assertThat(exchanges.size() + unanswerable.get())
                .as("answered, cut in on, left without an answer, or said as a call was ending")
                .isEqualTo(speech.utterances().size());
        assertThat(exchanges.stream().filter(it -> it.voiceToVoice() != null).count())
                .as("answered")
                .isGreaterThanOrEqualTo(exchanges.size() / 2L);
    }

    /** A test run says only what is said without hesitation: how often the persona cuts in is for the bench to tell. */
    private static Speech speech() throws IOException {
        Path said = path("calmroom.bench.utterances").orElseGet(() -> Speech.unseen(corpora()));
        Path people = path("calmroom.bench.recordings").orElse(null);
        Speech all = Speech.of(said, people, SEED, TURNS);
        if (Boolean.getBoolean("calmroom.bench.hesitating")) {
            return all;
        }
        return new Speech(
                all.utterances().stream().filter(it -> !it.hesitates()).toList(), all.voices());
    }

    private static Path corpora() {
        return RunningService.prompts().resolveSibling("benchmarks/utterances");
    }

    private static Optional<Path> path(String property) {
        String path = System.getProperty(property, "");
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    /** One call, until it ends or nothing is left to say. */
    private void call(Queue<Recorded> utterances, List<Exchange> exchanges) {
        try (Browser browser = Browser.open()) {
            String session = ring(browser);
            Awaitility.await("the persona's opening")
                    .atMost(PATIENCE)
                    .until(() -> spoken(session).size() >= 1);
            while (!ended(session)) {
                Recorded said = utterances.poll();
                if (said == null) {
                    return;
                }
                converse(browser, session, said).ifPresentOrElse(exchanges::add, unanswerable::incrementAndGet);
            }
        }
    }

    private String ring(Browser browser) {
        browser.visit(service.address() + "/");
        browser.pickUp();
        return browser.session();
    }

    /** @return empty where the call was over before an answer was due */
    private Optional<Exchange> converse(Browser browser, String session, Recorded said) {
        // The persona may be saying something unasked, or a phone rings: the leader waits, as one does.
        awaitQuiet(browser, session, BEFORE_LEADER_SPEAKS);
        int turns = spoken(session).size();
        browser.speak(said.clip());
        try {
            Awaitility.await("an answer")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ended(session)
                            // One begun in a breath of the persona's is told of as well, and is none.
                            || (spoken(session).size() > turns
                                    && (isCutIn(browser) || onsetAfterLeader(browser) < LATE)));
        } catch (ConditionTimeoutException e) {
            return Optional.of(new Exchange(said, null, isCutIn(browser), false, Map.of()));
        }
        // A call that ends takes up what the leader is saying, without a word of the persona's.
        boolean cutIn = spoken(session).size() > turns && isCutIn(browser);
        double onset = onsetAfterLeader(browser);
        boolean answered = !cutIn && onset < LATE;
        if (!answered && !cutIn && ended(session)) {
            return Optional.empty();
        }
        if (cutIn) {
            // The rest of what was cut off is a turn of its own, whose answer is none to what is said next.
            awaitQuiet(browser, session, AFTER_A_CUT_IN);
        }
        return Optional.of(new Exchange(
                said,
                answered ? onset : null,
                cutIn,
                !cutIn && hasMurmured(browser),
                answered && spoken(session).size() > turns
                        ? stages(spoken(session).getLast().latency())
                        : Map.of()));
    }

    /** Milliseconds from the leader's last sound to the persona's next one. */
    private static double onsetAfterLeader(Browser browser) {
        return number(browser.page, """
                (({ lastSound }) => (window.__played.onsets.find((at) => at > lastSound) ?? Infinity) - lastSound)(
                  window.__speech.at(-1))
                """);
    }

    /**
     * By the page's own clock: a turn of the leader's was taken up, and the persona's word by which it was
     * ({@link #TAKEN_UP}) was heard before the leader's last sound. What the persona begins unasked takes up nothing, nor
     * does a murmur, and what was taken back did not happen.
     */
    private static boolean isCutIn(Browser browser) {
        return (boolean) browser.page.evaluate("""
                (takenUp) => {
                  const { begun, lastSound } = window.__speech.at(-1);
                  return window.__taken.some((at) => {
                    const word = window.__played.onsets.findLast((onset) => onset < at - takenUp);
                    return begun < word && word < lastSound;
                  });
                }
                """, TAKEN_UP);
    }

    /** The persona was heard while the leader was still speaking, and did not take the turn. */
    private static boolean hasMurmured(Browser browser) {
        return (boolean) browser.page.evaluate("""
                () => {
                  const { begun, lastSound } = window.__speech.at(-1);
                  return window.__played.onsets.some((at) => begun < at && at < lastSound);
                }
                """);
    }

    /** Neither of them has been heard for so long; a line that is closed plays nothing any more, not even silence. */
    private void awaitQuiet(Browser browser, String session, double seconds) {
        Awaitility.await("quiet on the line")
                .atMost(PATIENCE)
                .until(() -> ended(session) || number(browser.page, """
                                Math.min(
                                  window.__played.silentFrames / window.__played.rate,
                                  (performance.now() - (window.__speech.at(-1)?.lastSound ?? 0)) / 1000)
                                """) > seconds);
    }

    private static Map<String, Double> stages(TurnLatency latency) {
        Map<String, Double> stages = new LinkedHashMap<>();
        put(stages, "endOfTurn", latency.endOfTurn());
        put(stages, "recognised", latency.recognised());
        put(stages, "firstWord", latency.firstWord());
        put(stages, "firstAudioSent", latency.firstAudioSent());
        put(stages, "firstAudioPlayed", latency.firstAudioPlayed());
        put(stages, "firstWordPlayed", latency.firstWordPlayed());
        return stages;
    }

    private static void put(Map<String, Double> stages, String name, @Nullable Duration took) {
        Optional.ofNullable(took).ifPresent(it -> stages.put(name, it.toNanos() / 1e6));
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate("() => " + expression)).doubleValue();
    }

    private List<SessionEvent.PersonaSpoke> spoken(String session) {
        return events(session).stream()
                .filter(SessionEvent.PersonaSpoke.class::isInstance)
                .map(SessionEvent.PersonaSpoke.class::cast)
                .toList();
    }

    private boolean ended(String session) {
        return events(session).stream().anyMatch(SessionEvent.SessionEnded.class::isInstance);
    }

    private List<SessionEvent> events(String session) {
        return service.bean(EventLog.class).read(session, 0).stream()
                .map(LoggedEvent::event)
                .toList();
    }
}
