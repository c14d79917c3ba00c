package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.call.Switchboard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.report.Workbench;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What breaks clients must not break the service: every bad frame gets an answer, and nothing is left behind. */
@Tag("slow")
@Tag("audio")
class CallSocketTest {
    private static final String HELLO = "{\"type\":\"hello\",\"scenario\":\"platform-down\"}";

    private final RunningService service = RunningService.shared();
    private int streamsBefore;
    private int linesBefore;

    @BeforeEach
    void count() {
        streamsBefore = service.bean(SpeechRecognizer.class).openStreams();
        linesBefore = service.bean(Switchboard.class).lines();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(service.bean(SpeechRecognizer.class).openStreams()).isLessThanOrEqualTo(streamsBefore);
            assertThat(service.bean(Switchboard.class).lines()).isLessThanOrEqualTo(linesBefore);
        });
    }

    private RawClient connect() {
        return RawClient.connect(service.address(), null);
    }

    @Test
    void textThatIsNotJsonIsAnsweredAndTheLineStays() {
        try (RawClient client = connect()) {
            client.text("hello there");
            assertThat(client.next("error").path("code").asString()).isEqualTo("not-json");

            client.text("[1,2]");
            assertThat(client.next("error").path("code").asString()).isEqualTo("not-json");

            client.text("{\"type\":\"ping\",\"id\":7}");
            assertThat(client.next("pong").path("id").asLong()).isEqualTo(7);
        }
    }

    @Test
    void unknownTypesAreIgnored() {
        try (RawClient client = connect()) {
            client.text("{\"type\":\"dance\"}");
            client.text("{\"type\":\"ping\",\"id\":8}");
            assertThat(client.next("pong").path("id").asLong()).isEqualTo(8);
        }
    }

    @Test
    void soundBeforeHelloIsAnswered() {
        try (RawClient client = connect()) {
            client.binary(new byte[644]);
            JsonNode error = client.next("error");
            assertThat(error.path("code").asString()).isEqualTo("no-hello");
            assertThat(error.path("fatal").asBoolean()).isFalse();
        }
    }

    @Test
    void aSeatThatWasTakenIsSatInOverTheSameLine() {
        SwapDesk seats = service.bean(SwapDesk.class);
        String session = seats.begin(new SwapDesk.Wish("one", "platform-down", "steady", "", 5, true), _ -> {});
        String hello = "{\"type\":\"hello\",\"seat\":\"%s\"}".formatted(session);
        try (RawClient client = connect();
                RawClient later = connect()) {
            client.text(hello);
            assertThat(client.next("welcome").path("session").asString()).isEqualTo(session);
            client.text("{\"type\":\"say\",\"text\":\"It was our migration.\"}");
            assertThat(client.next("event").at("/event/type").asString()).isEqualTo("persona-spoke");
            JsonNode leader = client.next("event").path("event");
            assertThat(leader.path("type").asString()).isEqualTo("leader-spoke");
            JsonNode caption = client.next("caption");
            assertThat(caption.path("turn").asInt())
                    .isEqualTo(leader.path("turn").asInt());
            assertThat(leader.path("text").asString())
                    .startsWith(caption.path("text").asString());

            later.text(hello);
            assertThat(later.next("welcome").path("resumed").asBoolean()).isTrue();
            assertThat(client.awaitClose()).isEqualTo(1000);
            later.text("{\"type\":\"hangup\"}");
            assertThat(later.awaitClose()).isEqualTo(1000);
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> seats.sitting(session).isEmpty());
        try (RawClient client = connect()) {
            client.text(hello);
            assertThat(client.next("error").path("code").asString()).isEqualTo("resume-expired");
        }
    }

    @Test
    void halfASampleAndTooMuchSoundAreAnsweredAndTheCallGoesOn() {
        try (RawClient client = connect()) {
            client.text(HELLO);
            client.next("welcome");
            for (int length : new int[] {4, 5, 645, 4 + 2 * 3_201}) {
                client.binary(new byte[length]);
                assertThat(client.next("error").path("code").asString()).isEqualTo("bad-frame");
            }
            client.text("{\"type\":\"answer\"}");
            assertThat(client.next("speaking").path("state").asString()).isEqualTo("started");
            client.text("{\"type\":\"hangup\"}");
            client.awaitClose();
        }
    }

    @Test
    void aCallIsPutOnHoldAndGoesOnAndThereIsHelpInItButNotInATest() {
        try (RawClient client = connect()) {
            client.text(HELLO);
            client.next("welcome");
            client.text("{\"type\":\"answer\"}");
            client.next("caption");
            client.text("{\"type\":\"hold\",\"on\":true}");
            client.event("put-on-hold");
            client.text("{\"type\":\"help\"}");
            assertThat(client.event("help-given").path("text").asString()).isNotBlank();
            client.text("{\"type\":\"hold\",\"on\":false}");
            assertThat(client.event("taken-off-hold").path("lasted").asLong()).isNotNegative();
            client.text("{\"type\":\"hangup\"}");
            client.awaitClose();
        }
        try (RawClient client = connect()) {
            client.text(HELLO.replace("{", "{\"test\":true,"));
            client.next("welcome");
            client.text("{\"type\":\"help\"}");
            assertThat(client.next("error").path("code").asString()).isEqualTo("no-help");
            client.text("{\"type\":\"hangup\"}");
            client.awaitClose();
        }
    }

    @Test
    void whoeverAsksForHelpAgainWhileItIsLookedForIsHelpedOnce() throws InterruptedException {
        Workbench helping = service.bean("helping", Workbench.class);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread another = Thread.ofVirtual()
                .start(() -> helping.work(() -> {
                    busy.countDown();
                    try {
                        return goOn.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        busy.await();
        try (RawClient client = connect()) {
            client.text(HELLO);
            String session = client.next("welcome").path("session").asString();
            client.text("{\"type\":\"answer\"}");
            client.next("caption");
            for (int i = 0; i < 100; i++) {
                client.text("{\"type\":\"help\"}");
            }
            client.text("{\"type\":\"ping\",\"id\":1}");
            client.next("pong");
            goOn.countDown();
            another.join();
            client.event("help-given");
            client.text("{\"type\":\"hangup\"}");
            client.awaitClose();
            assertThat(service.events(session, SessionEvent.HelpGiven.class)).hasSize(1);
        }
    }

    @Test
    void aClientThatSpeaksByItselfGetsWordsAndMannerAndNoSoundAndIsBelievedToTheCharacter() {
        try (RawClient client = connect()) {
            client.text(HELLO.replace("{", "{\"voice\":\"client\","));
            assertThat(client.next("welcome").path("engines").path("voice").asString())
                    .contains("browser");
            client.text("{\"type\":\"answer\"}");
            JsonNode started = client.next("speaking");
            assertThat(started.path("state").asString()).isEqualTo("started");
            assertThat(started.path("from").asLong()).isZero();
            assertThat(started.path("manner").path("rate").asDouble()).isBetween(0.8, 1.25);
            JsonNode first = client.next("caption");
            JsonNode second = client.next("caption");
            assertThat(first.path("atSamples").asLong()).isZero();
            assertThat(second.path("atSamples").asLong())
                    .isEqualTo(first.path("text").asString().length() + 1);
            assertThat(client.next("speaking").path("state").asString()).isEqualTo("stopped");

            String word = second.path("text").asString().split(" ", -1)[0];
            long spoken = second.path("atSamples").asLong() + word.length();
            client.text("{\"type\":\"spoken\",\"turn\":1,\"chars\":%d}".formatted(spoken));
            client.text("{\"type\":\"say\",\"text\":\"Stop. How are you holding up?\"}");
            assertThat(client.next("speaking").path("state").asString()).isEqualTo("interrupted");
            client.text("{\"type\":\"spoken\",\"turn\":1,\"chars\":%d,\"done\":true}".formatted(spoken));
            assertThat(client.event("persona-spoke").path("heard").asString())
                    .isEqualTo(first.path("text").asString() + " " + word);
            assertThat(client.frames()).isZero();
            client.text("{\"type\":\"hangup\"}");
            client.awaitClose();
        }
    }

    @Test
    void aVoiceThatIsNeitherOursNorTheClientsIsAnswered() {
        try (RawClient client = connect()) {
            client.text(HELLO.replace("{", "{\"voice\":\"parrot\","));
            JsonNode error = client.next("error");
            assertThat(error.path("code").asString()).isEqualTo("bad-message");
            assertThat(error.path("message").asString()).contains("'server' or 'client'");
            client.text(HELLO);
            client.next("welcome");
            client.text("{\"type\":\"hangup\"}");
        }
    }

    @Test
    void anUnknownScenarioIsRefusedWithThoseThatThereAre() {
        try (RawClient client = connect()) {
            client.text("{\"type\":\"hello\",\"scenario\":\"../../etc\"}");
            JsonNode error = client.next("error");
            assertThat(error.path("code").asString()).isEqualTo("unknown-scenario");
            assertThat(error.path("message").asString()).contains("platform-down");
            assertThat(client.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void aSecondHelloEndsTheConnectionButNotTheCall() {
        try (RawClient client = connect()) {
            client.text(HELLO);
            String token = client.next("welcome").path("resume").asString();
            client.text(HELLO);
            assertThat(client.next("error").path("code").asString()).isEqualTo("second-hello");
            assertThat(client.awaitClose()).isEqualTo(1008);

            try (RawClient again = connect()) {
                again.text("{\"type\":\"hello\",\"resume\":\"" + token + "\",\"last\":0}");
                assertThat(again.next("welcome").path("resumed").asBoolean()).isTrue();
                assertThat(again.next("event").path("event").path("type").asString())
                        .isEqualTo("session-started");
                again.text("{\"type\":\"hangup\"}");
                again.awaitClose();
            }
        }
    }

    @Test
    void whoeverComesBackIsGivenAnotherTokenAndTheFormerIsGoodUntilThatOneIsHeard() {
        String first;
        try (RawClient client = connect()) {
            client.text(HELLO);
            first = client.next("welcome").path("resume").asString();
            client.drop();
        }
        // The answer gets lost, and so does the next one.
        comeBack(first).drop();
        RawClient third = comeBack(first);
        String renewed = third.next("welcome").path("resume").asString();
        assertThat(renewed).isNotEqualTo(first);
        third.drop();
        try (RawClient client = comeBack(renewed)) {
            assertThat(client.next("welcome").path("resumed").asBoolean()).isTrue();
            try (RawClient thief = comeBack(first)) {
                assertThat(thief.next("error").path("code").asString()).isEqualTo("resume-expired");
            }
            client.text("{\"type\":\"ping\",\"id\":1}");
            client.next("pong");
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(service.bean(Switchboard.class).find(renewed))
                                    .as("used, and the next one was heard")
                                    .isEmpty());
            client.text("{\"type\":\"hangup\"}");
            client.awaitClose();
        }
    }

    private RawClient comeBack(String token) {
        RawClient client = connect();
        client.text("{\"type\":\"hello\",\"resume\":\"" + token + "\",\"last\":0}");
        return client;
    }

    @Test
    void whoeverComesBackIsToldHowMuchOfTheMicrophoneArrived() {
        try (RawClient client = connect()) {
            client.text(HELLO);
            String token = client.next("welcome").path("resume").asString();
            for (int sequence = 0; sequence < 3; sequence++) {
                client.binary(ByteBuffer.allocate(644).putInt(sequence).array());
            }
            client.text("{\"type\":\"ping\",\"id\":1}");
            client.next("pong");

            try (RawClient again = connect()) {
                again.text("{\"type\":\"hello\",\"resume\":\"" + token + "\",\"last\":0}");
                assertThat(again.next("welcome").path("microphoneFrames").asInt())
                        .isEqualTo(3);
                again.text("{\"type\":\"hangup\"}");
                again.awaitClose();
            }
        }
    }

    @Test
    void tenMegabytesAreRefused() {
        try (RawClient client = connect()) {
            client.text("x".repeat(10 * 1024 * 1024));
            assertThat(client.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void anExpiredTokenIsRefusedKindly() {
        try (RawClient client = connect()) {
            client.text("{\"type\":\"hello\",\"resume\":\"gone\"}");
            assertThat(client.next("error").path("code").asString()).isEqualTo("resume-expired");
        }
    }

    @Test
    void aPageOfAnotherOriginGetsNoLine() {
        assertThatThrownBy(() -> RawClient.connect(service.address(), "http://elsewhere.example"))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void wrongFieldsAreNamed() {
        try (RawClient client = connect()) {
            client.text(HELLO);
            client.next("welcome");
            client.text("{\"type\":\"say\",\"text\":42}");
            assertThat(client.next("error").path("message").asString()).contains("'text'");
            client.text("{\"type\":\"playback\",\"turn\":-3,\"samples\":1}");
            assertThat(client.next("error").path("message").asString()).contains("'turn'");
            client.text("{\"type\":\"say\",\"text\":\"" + "y".repeat(2_001) + "\"}");
            assertThat(client.next("error").path("message").asString()).contains("2000");
            client.text("{\"type\":\"hangup\"}");
            client.awaitClose();
        }
    }

    @Test
    void aWholeCallCanBeTyped() {
        try (RawClient client = connect()) {
            client.text(HELLO);
            client.next("welcome");
            client.text("{\"type\":\"answer\"}");
            client.event("session-started");
            client.text("{\"type\":\"say\",\"text\":\"Kenji, before anything else, how are you holding up?\"}");
            assertThat(client.event("leader-spoke").path("text").asString()).contains("holding up");
            assertThat(client.event("emotion-shifted").path("causes")).isNotEmpty();
            assertThat(client.event("persona-spoke").path("heard").asString()).isNotBlank();
            client.text("{\"type\":\"hangup\"}");
            assertThat(client.event("session-ended").path("reason").asString()).isEqualTo("hung-up");
            assertThat(client.event("session-graded").path("scorecard").path("criteria"))
                    .hasSize(20);
            assertThat(client.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void garbageDoesNotStopACallThatRunsBesideIt() {
        try (RawClient good = connect();
                RawClient bad = connect()) {
            good.text(HELLO);
            good.next("welcome");
            for (int i = 0; i < 50; i++) {
                bad.text("{\"type\":");
                bad.binary(ByteBuffer.allocate(7).array());
            }
            good.text("{\"type\":\"answer\"}");
            assertThat(good.next("speaking").path("state").asString()).isEqualTo("started");
            good.text("{\"type\":\"hangup\"}");
            good.awaitClose();
        }
    }
}
