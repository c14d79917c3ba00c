package dev.calmroom.bench;

import dev.calmroom.log.SessionEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Speaks utterances into a running service from so many lines at once, and times the answers. People do not ring in the
 * same instant and then talk in step: here two ring each second.
 */
final class LatencyBench {
    private static final long RING_EVERY_MILLIS = 500;

    private final URI address;
    private final long seed;
    private final Queue<List<SessionEvent.PersonaSpoke>> calls = new ConcurrentLinkedQueue<>();

    LatencyBench(URI address, long seed) {
        this.address = address;
        this.seed = seed;
    }

    /** @throws ExecutionException when a caller could not go on; its cause says why */
    List<Exchange> run(List<Recorded> utterances, int lines, Consumer<Exchange> each)
            throws ExecutionException, InterruptedException {
        Queue<Recorded> queue = new ConcurrentLinkedQueue<>(utterances);
        List<Exchange> exchanges = new ArrayList<>();
        try (ScheduledExecutorService callers =
                Executors.newScheduledThreadPool(lines, Thread.ofVirtual().factory())) {
            List<Future<List<Exchange>>> running = new ArrayList<>();
            for (int line = 0; line < lines; line++) {
                Caller caller = new Caller(address, seed + 1_000L * line, queue, each, calls::add);
                running.add(callers.schedule(caller, line * RING_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            }
            for (Future<List<Exchange>> caller : running) {
                exchanges.addAll(caller.get());
            }
        }
        return exchanges;
    }

    /** What the persona said, call by call. */
    List<List<SessionEvent.PersonaSpoke>> calls() {
        return List.copyOf(calls);
    }

    static Figures voiceToVoice(List<Exchange> exchanges) {
        List<Double> answered = new ArrayList<>();
        exchanges.forEach(it -> {
            Double took = it.voiceToVoice();
            if (took != null) {
                answered.add(took);
            }
        });
        return Figures.of(answered);
    }

    static Figures firstWords(List<Exchange> exchanges) {
        return Figures.of(
                exchanges.stream().flatMap(it -> it.firstWord().stream()).toList());
    }

    static long cutIns(List<Exchange> exchanges) {
        return exchanges.stream().filter(Exchange::cutIn).count();
    }

    static Map<String, Figures> stages(List<Exchange> exchanges) {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (Exchange exchange : exchanges) {
            exchange.stages()
                    .forEach((stage, took) -> samples.computeIfAbsent(stage, _ -> new ArrayList<>())
                            .add(took));
        }
        Map<String, Figures> stages = new LinkedHashMap<>();
        samples.forEach((stage, sample) -> stages.put(stage, Figures.of(sample)));
        return stages;
    }
}
