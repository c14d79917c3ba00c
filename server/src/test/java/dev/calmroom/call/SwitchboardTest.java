package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.conversation.CallRules;
import dev.calmroom.conversation.FakeRoleplay;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.turntaking.EndOfTurnDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that end, one after another or all because the server stops; the conclusion of each takes as long as the test says. */
@Timeout(30)
class SwitchboardTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int CAPACITY = 2;

    private final ModelThreads threads = new ModelThreads(1);
    private final NoLeases leases = new NoLeases();
    private final LiveCallTest.FakeLog log = new LiveCallTest.FakeLog();
    private final CountDownLatch concluding = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicBoolean concluded = new AtomicBoolean();
    private final Switchboard switchboard = new Switchboard(
            new CallEngines(
                    new LiveCallTest.FakeRecognizer(),
                    new LiveCallTest.FakeVoice(),
                    LiveCallTest.FakeDetector::new,
                    new EndOfTurnDetector(List.of()),
                    (words, saying, _) -> true,
                    threads,
                    session -> CallRecording.NONE),
            log,
            CAPACITY,
            this::conclude,
            leases,
            (session, turn, latency) -> {});

    @AfterEach
    void close() {
        goOn.countDown();
        switchboard.letGo();
        threads.close();
    }

    private Optional<LoggedEvent> conclude(String session) {
        concluding.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        concluded.set(true);
        return Optional.empty();
    }

    static Switchboard.Opening opening(PersonaAgent agent) {
        return new Switchboard.Opening(
                new SessionEvent.SessionStarted(
                        "session",
                        new SessionEvent.SessionStarted.Setting("a-scenario", "a-framework", "", 1),
                        new Engines("", "", "", "", ""),
                        Instant.EPOCH,
                        new EmotionalState(Map.of()),
                        null),
                FakeRoleplay.calm(),
                Vocabulary.NONE,
                agent,
                CallRules.STANDARD);
    }

    /** Opens a call and hangs up; when this returns it is over, and being concluded. */
    private Switchboard.Connection ended(CountDownLatch released) throws InterruptedException {
        Switchboard.Connection connection =
                switchboard.open(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, () -> {});
        connection.call().attach(new Leaving(released, new CountDownLatch(1)), 0);
        connection.call().answer();
        connection.call().hangUp();
        assertThat(concluding.await(20, TimeUnit.SECONDS)).isTrue();
        return connection;
    }

    @Test
    void aStopWaitsForTheConclusionOfACallWhoseLineIsFreeAlready() throws InterruptedException {
        ended(new CountDownLatch(1));
        assertThat(switchboard.lines()).isZero();
        switchboard.takeNoMore();
        assertThat(switchboard.awaitNone(Duration.ZERO)).isFalse();

        CompletableFuture<Boolean> stop = CompletableFuture.supplyAsync(() -> {
            try {
                return switchboard.awaitNone(MINUTE) && concluded.get();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        goOn.countDown();

        assertThat(stop.join()).isTrue();
    }

    @Test
    void whoIsRefusedBecauseOfTheStopIsNotWaitedFor() throws InterruptedException {
        switchboard.takeNoMore();

        assertThatThrownBy(
                        () -> switchboard.open(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, () -> {}))
                .isInstanceOf(Switchboard.LeavingException.class)
                .hasMessageContaining("about to stop");
        assertThatThrownBy(switchboard::refuseNew).isInstanceOf(Switchboard.LeavingException.class);

        assertThat(switchboard.lines()).isZero();
        assertThat(switchboard.awaitNone(Duration.ZERO)).isTrue();
    }

    @Test
    void whoeverComesBackWhenAllCallsWereLetGoOfIsNotTakenHereAgain() throws InterruptedException {
        CountDownLatch away = new CountDownLatch(1);
        Switchboard.Connection connection =
                switchboard.open(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, () -> {});
        connection.call().attach(new Leaving(new CountDownLatch(1), away), 0);
        switchboard.takeNoMore();
        try (Switchboard.Line line = switchboard.line()) {
            assertThat(line)
                    .as("those that come back go on, as long as calls have time")
                    .isNotNull();
        }

        switchboard.letGo();

        assertThatThrownBy(switchboard::line).isInstanceOf(Switchboard.LeavingException.class);
        assertThat(away.await(20, TimeUnit.SECONDS))
                .as("it is told to come again")
                .isTrue();
        assertThat(switchboard.awaitNone(MINUTE)).isTrue();
        assertThat(switchboard.lines()).isZero();
    }

    @Test
    void aLineIsHadBeforeACallIsTakenFromElsewhereAndIsFreeAgainWhereNoneBegan() {
        Switchboard.Line first = switchboard.line();
        Switchboard.Line second = switchboard.line();
        assertThatThrownBy(switchboard::line).isInstanceOf(Switchboard.BusyException.class);
        second.close();
        second.close();
        assertThat(switchboard.lines()).isEqualTo(1);
        first.close();
        assertThat(switchboard.lines()).isZero();
    }

    @Test
    void aCallThatAnotherServerHasGivesNoToken() {
        Switchboard.Connection connection =
                switchboard.open(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, () -> {});
        leases.kept = false;
        assertThat(switchboard.renew(connection.token())).isEmpty();
    }

    @Test
    void aCallThatIsRevivedWhileTheFormerOneIsConcludedIsStillFoundByItsToken() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        String token = ended(released).token();
        LiveCall revived;
        try (Switchboard.Line line = switchboard.line()) {
            revived = line.goOn(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, MINUTE, token)
                    .call();
        }

        goOn.countDown();
        assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(switchboard.find(token)).containsSame(revived);
    }

    @Test
    void aLentLineTellsWhatIsSaidOnItAndKeepsAndConcludesNothing() throws InterruptedException {
        BlockingQueue<SessionEvent> said = new LinkedBlockingQueue<>();
        LiveCall call = switchboard.lend(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, said::add);
        assertThat(switchboard.lines()).isEqualTo(1);

        call.say("is anybody there");
        SessionEvent spoke = said.poll(20, TimeUnit.SECONDS);
        while (!(spoke instanceof SessionEvent.LeaderSpoke)) {
            spoke = Objects.requireNonNull(said.poll(20, TimeUnit.SECONDS));
        }
        call.hangUp();

        Awaitility.await().until(() -> switchboard.lines() == 0);
        assertThat(log.read("session", 0)).isEmpty();
        assertThat(concluded.get()).isFalse();
        assertThat(switchboard.awaitNone(Duration.ZERO)).isTrue();
    }

    @Test
    void aLineThatIsNotFreeIsNotLent() {
        List<LiveCall> lent = Stream.generate(
                        () -> switchboard.lend(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, _ -> {}))
                .limit(CAPACITY)
                .toList();

        assertThatThrownBy(
                        () -> switchboard.lend(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, _ -> {}))
                .isInstanceOf(Switchboard.BusyException.class);

        lent.forEach(LiveCall::hangUp);
        Awaitility.await().until(() -> switchboard.lines() == 0);
    }

    @Test
    void aServerThatIsAboutToStopLendsNoLine() {
        switchboard.takeNoMore();
        assertThatThrownBy(
                        () -> switchboard.lend(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, _ -> {}))
                .isInstanceOf(Switchboard.LeavingException.class);
        assertThat(switchboard.lines()).isZero();
    }

    @Test
    void aTokenIsGoodUntilTheOneThatFollowedItWasHeard() {
        Switchboard.Connection connection =
                switchboard.open(opening(new LiveCallTest.FakeAgent(false)), VoiceHost.CLIENT, () -> {});
        String first = connection.token();

        String lost = switchboard.renew(first).orElseThrow();
        String second = switchboard.renew(first).orElseThrow();
        assertThat(switchboard.find(lost))
                .as("the client has never heard of it")
                .isEmpty();
        assertThat(switchboard.find(first)).containsSame(connection.call());

        String third = switchboard.renew(second).orElseThrow();
        assertThat(switchboard.find(first)).isEmpty();
        assertThat(switchboard.renew(first)).isEmpty();
        assertThat(switchboard.find(third)).containsSame(connection.call());

        switchboard.heard(connection.call(), second);
        assertThat(switchboard.find(second)).as("it is not the newest").containsSame(connection.call());
        switchboard.heard(connection.call(), third);
        assertThat(switchboard.find(second)).isEmpty();
        assertThat(switchboard.find(third)).containsSame(connection.call());
    }

    /** Says when the server has nothing more to say, and when it says that the call goes on elsewhere. */
    private record Leaving(CountDownLatch released, CountDownLatch away) implements ClientChannel {
        @Override
        public void send(ToClient message) {}

        @Override
        public void audio(int turn, int sequence, long offset, short[] samples) {}

        @Override
        public void close() {
            released.countDown();
        }

        @Override
        public void sendAway() {
            away.countDown();
        }
    }

    private static final class NoLeases implements CallLeases {
        private volatile boolean kept = true;

        @Override
        public void begin(String session, String token, Runnable lost) {}

        @Override
        public boolean renewed(String session, String token, String before) {
            return kept;
        }

        @Override
        public void answered(String session) {}

        @Override
        public void end(String session) {}

        @Override
        public void end(String session, Runnable lost) {}
    }
}
