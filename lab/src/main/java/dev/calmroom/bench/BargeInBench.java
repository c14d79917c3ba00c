package dev.calmroom.bench;

import dev.calmroom.bench.Interjection.Repertoire;
import dev.calmroom.caller.RoomEcho;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Says words, backchannels and coughs over the persona's voice, with a headset and with an open loudspeaker. */
public final class BargeInBench {
    /** Decibels under the loudness of the persona's voice. */
    private static final List<Integer> SOFTER = List.of(0, 10, 20);
    /** Decibels of the persona's voice at the microphone, without a canceller. */
    private static final List<Integer> ECHOES = List.of(-30, -20, -12, -6);
    /** From the loudspeaker's sample to the microphone's; the calls take turns. */
    private static final List<Integer> DELAYS = List.of(20, 80, 150, 250);

    private final URI address;
    private final Repertoire repertoire;
    private final List<Talker> talkers = Talker.available();
    private final int lines;
    private final long seed;
    private final Runnable each;

    private BargeInBench(URI address, Repertoire repertoire, int lines, long seed, Runnable each) {
        this.address = address;
        this.repertoire = repertoire;
        this.lines = lines;
        this.seed = seed;
        this.each = each;
    }

    /**
     * @param interjections file of what is said over the persona, {@code barge-in.yaml}
     * @param counts of words at each loudness; backchannels are half as many, coughs a quarter
     * @param lines calls at the same time
     * @throws IOException when the service does not start or a call cannot be made
     */
    public static BargeInReport measure(
            Path prompts, Path interjections, int counts, int lines, long seed, Runnable each)
            throws IOException, InterruptedException {
        Machine machine = Machine.here(seed);
        Repertoire repertoire = Repertoire.read(interjections);
        try (ServerProcess server = ServerProcess.start(prompts, Map.of("CALMROOM_LINES", String.valueOf(2 * lines)))) {
            BargeInBench bench = new BargeInBench(server.address(), repertoire, lines, seed, each);
            List<BargeIn> headset = new ArrayList<>();
            for (int softer : SOFTER) {
                headset.addAll(bench.say(bench.render(softer, counts), null));
            }
            List<BargeInReport.Speakers> speakers = new ArrayList<>();
            for (int echo : ECHOES) {
                List<Unprovoked> alone = bench.listen(counts / 2, echo);
                speakers.add(new BargeInReport.Speakers(echo, alone, bench.say(bench.render(0, counts), echo)));
            }
            List<String> voices = bench.talkers.stream().map(Talker::name).toList();
            return new BargeInReport(machine, voices, lines, headset, speakers);
        }
    }

    /** How many interjections and replies that makes, for a progress bar. */
    public static int steps(int counts) {
        int said = counts + counts / 2 + counts / 4;
        return SOFTER.size() * said + ECHOES.size() * (said + counts / 2);
    }

    private List<Interjection> render(int softer, int counts) {
        return repertoire.render(talkers, softer, counts, counts / 2, counts / 4, seed + softer);
    }

    private List<BargeIn> say(List<Interjection> said, @Nullable Integer echo)
            throws IOException, InterruptedException {
        Queue<Interjection> queue = new ConcurrentLinkedQueue<>(said);
        AtomicInteger calls = new AtomicInteger();
        return onAllLines(line -> new Interrupter(
                        address,
                        seed + 1_000L * line,
                        repertoire.asks(),
                        queue,
                        () -> room(echo, calls),
                        _ -> each.run())
                .call());
    }

    /** Nobody says a word aloud while the persona talks. */
    private List<Unprovoked> listen(int replies, int echo) throws IOException, InterruptedException {
        AtomicInteger left = new AtomicInteger(replies);
        AtomicInteger calls = new AtomicInteger();
        return onAllLines(line -> new Listener(
                        address, seed + 1_000L * line, repertoire.asks(), left, () -> room(echo, calls), each)
                .call());
    }

    private static Optional<RoomEcho> room(@Nullable Integer echo, AtomicInteger calls) {
        return Optional.ofNullable(echo).map(decibels -> {
            int delay = DELAYS.get(calls.getAndIncrement() % DELAYS.size());
            return new RoomEcho(Duration.ofMillis(delay), decibels);
        });
    }

    private interface OneLine<T> {
        List<T> run(int line) throws IOException, InterruptedException;
    }

    private <T> List<T> onAllLines(OneLine<T> work) throws IOException, InterruptedException {
        List<T> all = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<T>>> running = new ArrayList<>();
            for (int line = 0; line < lines; line++) {
                int number = line;
                running.add(callers.submit(() -> work.run(number)));
            }
            for (Future<List<T>> caller : running) {
                all.addAll(caller.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("a caller failed: " + e.getCause(), e.getCause());
        }
        return all;
    }
}
