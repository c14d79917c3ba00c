package dev.calmroom.bench;

import dev.calmroom.caller.Phone;
import dev.calmroom.caller.Playback;
import dev.calmroom.log.SessionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Watches the resident size of a service while calls come and go, and while one lasts. */
final class MemoryBench {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Short calls at a time: enough for many in little time, few enough to stay one after the other on each line. */
    private static final int LINES = 4;
    /** Of each of the calls that are held at once: after so many what recognises them has grown to its bounds. */
    private static final int TURNS = 8;

    private final Path prompts;
    private final List<Recorded> utterances;
    private final long seed;

    MemoryBench(Path prompts, List<Recorded> utterances, long seed) {
        this.prompts = prompts;
        this.utterances = List.copyOf(utterances);
        this.seed = seed;
    }

    /** Megabytes resident at a moment of the measurement. */
    record Reading(String moment, double megabytes) {}

    /** Ready, one call, more of them at once. */
    List<Reading> atOnce(int most) throws IOException, InterruptedException, ExecutionException {
        List<Reading> readings = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(prompts, Map.of())) {
            readings.add(new Reading("ready", server.residentMegabytes()));
            for (int calls : new int[] {1, most}) {
                double[] highest = {0};
                List<Recorded> said = utterances.subList(0, Math.min(utterances.size(), calls * TURNS));
                new LatencyBench(server.address(), seed).run(said, calls, _ -> watch(server, highest));
                readings.add(new Reading(calls == 1 ? "one call" : calls + " calls", highest[0]));
            }
        }
        return readings;
    }

    private static synchronized void watch(ServerProcess server, double[] highest) {
        try {
            highest[0] = Math.max(highest[0], server.residentMegabytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Many short spoken calls: dial, talk over the persona's opening, hear the answer begin, hang up, be graded. */
    List<Reading> oneAfterTheOther(int calls, Consumer<Integer> each)
            throws IOException, InterruptedException, ExecutionException {
        List<Reading> readings = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(prompts, Map.of())) {
            int step = Math.max(1, calls / 10);
            for (int done = 0; done < calls; ) {
                int next = Math.min(step, calls - done);
                shortCalls(server, done, next, each);
                done += next;
                readings.add(new Reading("after " + done + " calls", server.residentMegabytes()));
            }
        }
        return readings;
    }

    private void shortCalls(ServerProcess server, int from, int count, Consumer<Integer> each)
            throws InterruptedException, ExecutionException {
        Queue<Integer> numbers = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < count; i++) {
            numbers.add(from + i);
        }
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int line = 0; line < LINES; line++) {
                running.add(callers.submit(() -> {
                    for (Integer number = numbers.poll(); number != null; number = numbers.poll()) {
                        shortCall(server, number);
                        each.accept(1);
                    }
                    return null;
                }));
            }
            for (Future<?> caller : running) {
                caller.get();
            }
        }
    }

    private void shortCall(ServerProcess server, int number) throws IOException, InterruptedException {
        try (Phone phone = Phone.dial(server.address(), "", seed + number)) {
            if (!phone.await(
                            () -> phone.welcome().isPresent() || phone.failure().isPresent(), PATIENCE)
                    || phone.welcome().isEmpty()) {
                throw new IOException(phone.failure().orElse("The service took the call but said nothing."));
            }
            phone.answer();
            phone.await(() -> phone.playbacks().stream().anyMatch(it -> it.heardSince() != 0), PATIENCE);
            Recorded said = utterances.get(number % utterances.size());
            phone.speak(new Phone.SpokenClip(said.clip(), said.lastSound()));
            phone.await(() -> !phone.isSpeaking(), PATIENCE);
            phone.await(
                    () -> phone.playbacks().size() > 1
                            && phone.playbacks().getLast().heardSince() != 0,
                    Duration.ofSeconds(5));
            phone.hangUp();
            if (!phone.await(() -> phone.happened(SessionEvent.SessionGraded.class), PATIENCE)) {
                throw new IOException("call %d was not graded within %d s".formatted(number, PATIENCE.toSeconds()));
            }
        }
    }

    /**
     * One long call: caller and persona talk for so long. The scenario is copied and changed so that only time ends it.
     */
    List<Reading> oneLong(Duration length, Consumer<Integer> minute) throws IOException, InterruptedException {
        Path lasting = lasting(length.plusMinutes(5));
        try {
            return talk(lasting, length, minute);
        } finally {
            ServerProcess.delete(lasting);
        }
    }

    private List<Reading> talk(Path lasting, Duration length, Consumer<Integer> minute)
            throws IOException, InterruptedException {
        List<Reading> readings = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(lasting, Map.of());
                Phone phone = Phone.dial(server.address(), "", seed)) {
            phone.await(() -> phone.welcome().isPresent() || phone.failure().isPresent(), PATIENCE);
            phone.answer();
            long begun = System.nanoTime();
            long minutes = 0;
            for (int i = 0; minutes < length.toMinutes() && !phone.happened(SessionEvent.SessionEnded.class); i++) {
                phone.await(() -> phone.playbacks().stream().allMatch(Playback::isDone), PATIENCE);
                Recorded said = utterances.get(i % utterances.size());
                int before = phone.playbacks().size();
                phone.speak(new Phone.SpokenClip(said.clip(), said.lastSound()));
                phone.await(() -> phone.playbacks().size() > before && !phone.isSpeaking(), PATIENCE);
                long now = Duration.ofNanos(System.nanoTime() - begun).toMinutes();
                if (now > minutes) {
                    minute.accept((int) (now - minutes));
                    minutes = now;
                    if (minutes % Math.max(1, length.toMinutes() / 10) == 0) {
                        readings.add(new Reading("minute " + minutes + " of one call", server.residentMegabytes()));
                    }
                }
            }
            if (minutes < length.toMinutes()) {
                readings.add(new Reading("the persona hung up in minute " + (minutes + 1), server.residentMegabytes()));
            }
        }
        return readings;
    }

    private Path lasting(Duration length) throws IOException {
        Path copy = Files.createTempDirectory("calmroom-prompts");
        try (Stream<Path> files = Files.walk(prompts)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(prompts.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (file.getFileName().toString().equals("scenario.yaml")) {
                    Files.writeString(
                            target,
                            Files.readString(file)
                                    .replaceAll("(?m)^lasts:.*$", "lasts: %dm".formatted(length.toMinutes()))
                                    .replaceAll("(?m)^warn-at:.*$", "warn-at: %dm".formatted(length.toMinutes() - 1))
                                    // Nothing said ends it, neither a good-bye nor an agreed rhythm.
                                    .replaceAll("(?m)^ +ends: true\\R", "")
                                    .replace(", ends: true", ""));
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }
}
