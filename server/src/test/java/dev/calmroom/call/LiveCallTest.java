package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.conversation.FakeRoleplay;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionGoneException;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.recognition.Recognition;
import dev.calmroom.recognition.RecognitionListener;
import dev.calmroom.recognition.RecognitionStream;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.transcript.Turn;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.VoiceActivityDetector;
import dev.calmroom.turntaking.VoiceFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that is typed, with a client that speaks by itself: what becomes of it when something in it fails. */
class LiveCallTest {
    private final ModelThreads threads = new ModelThreads(2);
    private final FakeLog log = new FakeLog();
    private final FakeClient client = new FakeClient();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        threads.close();
    }

    private LiveCall ringing(PersonaAgent agent, LongSupplier nanos) {
        CallEngines engines = new CallEngines(
                new FakeRecognizer(),
                new FakeVoice(),
                FakeDetector::new,
                new EndOfTurnDetector(List.of()),
                (words, saying, _) -> true,
                threads,
                session -> CallRecording.NONE);
        LiveCall call = new LiveCall(
                SwitchboardTest.opening(agent),
                VoiceHost.CLIENT,
                Duration.ofSeconds(5),
                engines,
                CallKeeper.of("session", log),
                new FakeObserver(over),
                nanos);
        call.start();
        call.attach(client, 0);
        return call;
    }

    private LiveCall call(PersonaAgent agent, LongSupplier nanos) {
        LiveCall call = ringing(agent, nanos);
        call.answer();
        return call;
    }

    @Test
    void aPhoneThatNobodyAnswersStopsRingingAfterTwoMinutes() throws InterruptedException {
        AtomicLong time = new AtomicLong();
        LiveCall call = ringing(new FakeAgent(false), time::get);
        time.set(Duration.ofSeconds(119).toNanos());
        call.mute();
        assertThat(call.ended()).isFalse();
        time.set(Duration.ofSeconds(121).toNanos());
        call.mute();

        client.await(trouble(ErrorCode.ENDED));
        client.await(message -> message instanceof ToClient.Happened happened
                && happened.event().event() instanceof SessionEvent.SessionEnded);
    }

    @Test
    void aHoldIsNoLongerThanHalfAnHourWhateverComesInMeanwhile() throws InterruptedException {
        AtomicLong time = new AtomicLong();
        LiveCall call = call(new FakeAgent(false), time::get);
        client.await(ToClient.Speaking.class::isInstance);
        putOnHold(call, time);

        time.addAndGet(Duration.ofMinutes(31).toNanos());
        hangUp(call);

        assertThat(log.events)
                .extracting(LoggedEvent::event)
                .filteredOn(SessionEvent.TakenOffHold.class::isInstance)
                .hasSize(1);
    }

    /** When this returns its clock stands still. */
    private void putOnHold(LiveCall call, AtomicLong time) throws InterruptedException {
        call.putOnHold();
        client.await(event(SessionEvent.PutOnHold.class));
        Awaitility.await().until(() -> {
            Duration before = call.now();
            time.addAndGet(Duration.ofMillis(1).toNanos());
            return call.now().equals(before);
        });
    }

    @Test
    void allHoldsOfACallTogetherAreNoLongerEither() throws InterruptedException {
        AtomicLong time = new AtomicLong();
        LiveCall call = call(new FakeAgent(false), time::get);
        client.await(ToClient.Speaking.class::isInstance);
        putOnHold(call, time);
        time.addAndGet(Duration.ofMinutes(20).toNanos());
        call.takeOffHold();
        client.await(event(SessionEvent.TakenOffHold.class));
        putOnHold(call, time);

        time.addAndGet(Duration.ofMinutes(11).toNanos());
        call.mute();
        client.await(event(SessionEvent.TakenOffHold.class));
        call.putOnHold();
        client.await(trouble(ErrorCode.NO_HOLD));
        hangUp(call);
    }

    @Test
    void aCallThatIsDeletedEndsAndSaysSo() throws InterruptedException {
        LiveCall call = call(new FakeAgent(false), System::nanoTime);
        client.await(ToClient.Speaking.class::isInstance);

        log.deleted = true;
        call.say("are you there");

        client.await(message -> message instanceof ToClient.Trouble told
                && told.code() == ErrorCode.ENDED
                && told.fatal()
                && told.message().contains("deleted"));
        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(call.leavesNothing()).isTrue();
    }

    /** Nobody is on the line any more, as the leader has come to another server; this one hears of it late. */
    @Test
    void aCallThatIsElsewhereWritesNoEndHere() throws InterruptedException {
        AtomicReference<LiveCall> begun = new AtomicReference<>();
        LongSupplier longAfterItWasLost =
                () -> begun.get() != null && begun.get().leavesNothing()
                        ? Duration.ofMinutes(2).toNanos()
                        : 0;
        LiveCall call = call(new FakeAgent(false), longAfterItWasLost);
        begun.set(call);
        client.await(ToClient.Speaking.class::isInstance);
        call.detach(client);
        call.putOnHold();
        call.takeOffHold();
        Awaitility.await()
                .until(() ->
                        log.events.stream().anyMatch(logged -> logged.event() instanceof SessionEvent.TakenOffHold));

        call.takenOver();

        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(log.events).extracting(LoggedEvent::event).noneMatch(SessionEvent.SessionEnded.class::isInstance);
    }

    private static Predicate<ToClient> event(Class<? extends SessionEvent> type) {
        return message -> message instanceof ToClient.Happened happened
                && type.isInstance(happened.event().event());
    }

    private void hangUp(LiveCall call) throws InterruptedException {
        call.hangUp();
        client.await(message -> message instanceof ToClient.Happened happened
                && happened.event().event() instanceof SessionEvent.SessionEnded);
    }

    @Test
    void anEffectThatFailsTakesNoneOfThoseBehindItAlong() throws InterruptedException {
        // The clock stands still: what the client is told of it comes with the very step that failed.
        LiveCall call = call(new FakeAgent(true), () -> 0);

        client.await(trouble(ErrorCode.INTERNAL));
        client.await(ToClient.Clock.class::isInstance);
        hangUp(call);
    }

    @Test
    void whatTheLeaderSaidIsKeptThoughNoAnswerToItCouldBeMade() throws InterruptedException {
        LiveCall call = call(new FakeAgent(true), System::nanoTime);
        client.await(trouble(ErrorCode.INTERNAL));

        for (String words : List.of("are you there", "say something")) {
            call.say(words);
            client.await(message -> message instanceof ToClient.Happened happened
                    && happened.event().event() instanceof SessionEvent.LeaderSpoke spoke
                    && spoke.text().equals(words));
        }
        hangUp(call);

        assertThat(log.events).extracting(LoggedEvent::event).noneMatch(SessionEvent.PersonaSpoke.class::isInstance);
    }

    @Test
    void wordsThatCannotBeAppraisedAreKeptAndAnsweredAndTheLeaderIsToldOnce() throws InterruptedException {
        LiveCall call = call(new FakeAgent(false), System::nanoTime);
        client.await(ToClient.Speaking.class::isInstance);

        for (int turn = 0; turn < 2; turn++) {
            call.say(FakeRoleplay.UNAPPRAISABLE);
            client.await(message -> message instanceof ToClient.Happened happened
                    && happened.event().event() instanceof SessionEvent.TurnAppraised appraised
                    && appraised.moves().isEmpty());
        }
        hangUp(call);

        assertThat(client.seen).filteredOn(trouble(ErrorCode.APPRAISAL)).hasSize(1);
        assertThat(log.events)
                .extracting(LoggedEvent::event)
                .filteredOn(SessionEvent.LeaderSpoke.class::isInstance)
                .hasSize(2);
    }

    private static Predicate<ToClient> trouble(ErrorCode code) {
        return message -> message instanceof ToClient.Trouble trouble && trouble.code() == code;
    }

    /** Keeps what it is sent, in order. */
    private static final class FakeClient implements ClientChannel {
        private final BlockingQueue<ToClient> messages = new LinkedBlockingQueue<>();
        private final List<ToClient> seen = new CopyOnWriteArrayList<>();

        /** Goes on to the next message that is one of these. */
        void await(Predicate<ToClient> wanted) throws InterruptedException {
            ToClient next;
            do {
                next = messages.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("what came: %s", seen).isNotNull();
                seen.add(next);
            } while (!wanted.test(next));
        }

        @Override
        public void send(ToClient message) {
            messages.add(message);
        }

        @Override
        public void audio(int turn, int sequence, long offset, short[] samples) {}

        @Override
        public void close() {}
    }

    static final class FakeLog implements EventLog {
        private final List<LoggedEvent> events = new CopyOnWriteArrayList<>();
        private volatile boolean deleted;

        @Override
        public synchronized LoggedEvent append(String session, long at, SessionEvent event) {
            if (deleted) {
                throw new SessionGoneException(session);
            }
            LoggedEvent logged = new LoggedEvent(events.size() + 1, at, event);
            events.add(logged);
            return logged;
        }

        @Override
        public void appendAll(String session, List<LoggedEvent> all) {
            all.forEach(event -> append(session, event.at(), event.event()));
        }

        @Override
        public List<LoggedEvent> read(String session, long after) {
            return events.stream().filter(event -> event.sequence() > after).toList();
        }
    }

    /** Says the same to everything, or has no words for anything. */
    record FakeAgent(boolean broken) implements PersonaAgent {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
            if (broken) {
                throw new IllegalStateException("no words");
            }
            listener.onText("All right.");
            listener.onComplete("fake", "");
            return () -> {};
        }
    }

    private record FakeObserver(CountDownLatch over) implements CallObserver {
        @Override
        public void answered(LiveCall call, int turn, TurnLatency latency) {}

        @Override
        public void ended(LiveCall call) {
            over.countDown();
        }
    }

    static final class FakeRecognizer implements SpeechRecognizer {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public RecognitionStream open(Vocabulary vocabulary, RecognitionListener listener) {
            return new RecognitionStream() {
                @Override
                public void accept(long position, short[] samples) {}

                @Override
                public CompletableFuture<Recognition> finish() {
                    return CompletableFuture.completedFuture(Recognition.NOTHING);
                }

                @Override
                public void discard() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public int openStreams() {
            return 0;
        }

        @Override
        public void close() {}
    }

    static final class FakeDetector implements VoiceActivityDetector {
        @Override
        public List<VoiceFrame> accept(short[] samples) {
            return List.of();
        }

        @Override
        public void reset(long to) {}
    }

    static final class FakeVoice implements SpeechSynthesizer {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public int sampleRate() {
            return 16_000;
        }

        @Override
        public AudioStream synthesize(String clause, Prosody prosody) {
            throw new AssertionError("the client speaks by itself");
        }

        @Override
        public void close() {}
    }
}
