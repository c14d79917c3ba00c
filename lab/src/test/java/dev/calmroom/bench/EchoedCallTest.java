package dev.calmroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.bench.Interjection.Kind;
import dev.calmroom.bench.Interjection.Repertoire;
import dev.calmroom.caller.Phone;
import dev.calmroom.caller.RoomEcho;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.web.RunningService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole calls with an open loudspeaker, no echo cancellation, and the real engines. */
@Tag("slow")
@Tag("audio")
class EchoedCallTest {
    /** From the leader's microphone to the persona's loudspeaker, each as late as the machine is. */
    private static final int STEPS = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunningService service = RunningService.shared();

    private static Optional<RoomEcho> room(int decibels, int delay) {
        return Optional.of(new RoomEcho(Duration.ofMillis(delay), decibels));
    }

    private static Repertoire repertoire() throws IOException {
        return Repertoire.read(RunningService.prompts().resolveSibling("benchmarks/utterances/barge-in.yaml"));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} dB after {1} ms")
    @CsvSource({"-6,20", "-6,150", "-12,250", "-12,80", "-20,20", "-20,250", "-30,150"})
    void thePersonaNeverInterruptsItselfNorTakesItsOwnWordsForTheLeaders(int decibels, int delay) throws Exception {
        List<Unprovoked> replies = new Listener(
                        service.address(),
                        decibels + delay,
                        repertoire().asks(),
                        new AtomicInteger(3),
                        () -> room(decibels, delay),
                        () -> {})
                .call();

        assertThat(replies).hasSize(3);
        assertThat(replies).noneMatch(Unprovoked::cutOff).noneMatch(Unprovoked::heard);
    }

    /** To these something is often added: the persona murmurs before answering. */
    private static final List<String> DOUBTFUL = List.of(
            "We will get through this together.",
            "I will take the board and the customers myself.",
            "If the fix fails, can we still roll back?");

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} dB after {1} ms")
    @CsvSource({"-6,150", "-12,80", "-20,250"})
    void norDoesTheMurmurSoundAsIfTheLeaderWentOn(int decibels, int delay) throws Exception {
        Talker talker = Talker.available().getFirst();
        try (Phone phone = Interrupter.dial(service.address(), 30L + delay, room(decibels, delay))) {
            for (int i = 0; i < DOUBTFUL.size(); i++) {
                awaitPersonaTurns(phone, i + 1);
                AudioClip clip = talker.say(DOUBTFUL.get(i));
                phone.speak(new Phone.SpokenClip(clip, clip.length() - 1));
            }
            awaitPersonaTurns(phone, DOUBTFUL.size() + 1);

            assertThat(phone.takenBack()).isEmpty();
            assertThat(phone.events(SessionEvent.LeaderSpoke.class)).hasSameSizeAs(DOUBTFUL);
            assertThat(phone.events(SessionEvent.TurnTaken.class))
                    .filteredOn(it -> it.decisions().stream().anyMatch(decision -> decision.murmurAfter() != null))
                    .as("answers with a murmur before them")
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static void awaitPersonaTurns(Phone phone, int count) throws InterruptedException {
        assertThat(phone.await(
                        () -> phone.events(SessionEvent.PersonaSpoke.class).size() >= count, PATIENCE))
                .as("the persona has spoken %d times", count)
                .isTrue();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} dB after {1} ms")
    @CsvSource({"-6,150", "-12,80", "-20,250"})
    void andYetTheLeaderCanInterruptThePersona(int decibels, int delay) throws Exception {
        Repertoire repertoire = repertoire();
        Queue<Interjection> queue =
                new ConcurrentLinkedQueue<>(repertoire.render(Talker.available(), 0, 5, 0, 0, 20L + delay));
        List<BargeIn> all;
        double latest;
        try (MachineLag machine = MachineLag.measure()) {
            all = new Interrupter(service.address(), 5, repertoire.asks(), queue, () -> room(decibels, delay), _ -> {})
                    .call();
            latest = 1_200 + STEPS * machine.figures().p95();
        }

        assertThat(all).hasSize(5).allMatch(it -> it.said().kind() == Kind.WORDS);
        assertThat(all).filteredOn(BargeIn::gaveWay).hasSizeGreaterThanOrEqualTo(4);
        assertThat(all)
                .filteredOn(it -> it.gaveWay() && !it.opening())
                .filteredOn(it -> it.stopped() == null || it.stopped() > latest)
                .as("stopped later than after %.0f ms", latest)
                .hasSizeLessThanOrEqualTo(1);
    }
}
