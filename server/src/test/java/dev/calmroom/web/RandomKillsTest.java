package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Calls through a real nginx, which sticks to nothing, on real servers of one PostgreSQL, of which one, chosen by chance,
 * dies at a moment chosen by chance (kill -9) and is started again. Whatever a client has seen stands in the log, once and in
 * order, whichever server it went on with, and every call has one beginning, one end and one grade. Run it with
 * {@code -Dcalmroom.kills=100 -Dcalmroom.kills.minutes=60}, with {@code -Dcalmroom.kills.servers=3} where two servers are not
 * enough, and with another {@code -Dcalmroom.kills.seed} for other moments; it stops at whichever comes first and says how
 * many kills there were. Each kill is a row of {@code target/random-kills.md} as soon as it is over, so that a run that is
 * cut off has told what it saw; what was wrong with a call is written there too, and fails the test at its end.
 */
@Tag("slow")
@Tag("database")
@EnabledIfSystemProperty(named = "calmroom.kills", matches = "\\d+")
class RandomKillsTest {
    private static final int CALLS_AT_ONCE = 3;
    /** No server of ours has that number. */
    private static final int NONE = -1;

    private static final int KILLED_WITHIN_MILLIS = 8_000;
    private static final Duration RETRIES_FOR = Duration.ofMinutes(2);
    private static final Duration GRADED_WITHIN = Duration.ofMinutes(3);
    private static final List<String> SAYS = List.of(
            "How are you holding up?",
            "What do we know so far?",
            "Who else is on it with you?",
            "What do you need from me right now?");

    private static final Path TABLE = Path.of(System.getProperty("calmroom.kills.table", "target/random-kills.md"));

    @TempDir
    private Path folder;

    private final long began = System.nanoTime();

    private final Random random = new Random(Long.getLong("calmroom.kills.seed", 26));
    private final ConcurrentLinkedQueue<Long> back = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger hit = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<String> settled = new ArrayList<>();

    @Test
    void nothingThatWasSeenIsLostAndNothingIsThereTwice() throws Exception {
        int most = Integer.getInteger("calmroom.kills");
        long until = System.nanoTime()
                + Duration.ofMinutes(Integer.getInteger("calmroom.kills.minutes", 60))
                        .toNanos();
        int kills = 0;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                ScheduledExecutorService killer = Executors.newScheduledThreadPool(2);
                ExecutorService callers = Executors.newFixedThreadPool(CALLS_AT_ONCE)) {
            int[] ports = new int[Integer.getInteger("calmroom.kills.servers", 2)];
            ServerProcess[] servers = new ServerProcess[ports.length];
            for (int i = 0; i < ports.length; i++) {
                ports[i] = ProxyProcess.freePort();
                servers[i] = ServerProcess.start(postgres, folder, ports[i]);
            }
            URI proxy = URI.create("http://127.0.0.1:" + ProxyProcess.freePort());
            try (ProxyProcess nginx = ProxyProcess.scaling(folder, proxy.getPort(), ports)) {
                for (ServerProcess server : servers) {
                    server.awaitReady();
                }
                nginx.awaitPort("127.0.0.1", proxy.getPort());
                begin(ports.length);
                int starting = NONE;
                while (kills < most && System.nanoTime() < until) {
                    int before = starting;
                    Sums sums = Sums.of(this);
                    AtomicLong killed = new AtomicLong();
                    int victim = other(servers.length, before, NONE);
                    // As whatever keeps services alive would: at once, while callers come back elsewhere.
                    ScheduledFuture<ServerProcess> again = killer.schedule(
                            () -> {
                                if (before != NONE) {
                                    servers[before].awaitReady();
                                }
                                servers[victim].kill();
                                killed.set(System.nanoTime());
                                return ServerProcess.start(postgres, folder, ports[victim]);
                            },
                            1_000 + random.nextInt(KILLED_WITHIN_MILLIS),
                            TimeUnit.MILLISECONDS);
                    Future<Duration> ready = killer.submit(() -> {
                        again.get().awaitReady();
                        return since(killed.get());
                    });
                    ServerProcess survivor = servers[other(servers.length, victim, before)];
                    round(proxy, again, survivor, callers);
                    kills++;
                    servers[victim] = again.get();
                    // With a third server the next calls need not wait for this one.
                    starting = servers.length > 2 ? victim : NONE;
                    if (starting == NONE) {
                        ready.get();
                    }
                    settle(survivor);
                    tell(kills, victim, starting == NONE ? ready.get() : null, sums);
                }
                settleAll(servers[other(servers.length, starting, NONE)]);
            } finally {
                for (ServerProcess server : servers) {
                    server.kill();
                }
            }
        }
        write("%nOf %d kills: %d calls begun, ended and graded once each; wrong: %s%n%n"
                .formatted(kills, settled.size(), faults.isEmpty() ? "nothing" : faults));
        assertThat(kills).isPositive();
        assertThat(faults).isEmpty();
        assertThat(settled).as("calls begun, ended and graded once").hasSize(kills * CALLS_AT_ONCE);
    }

    /** One by chance, but not these. */
    private int other(int servers, int one, int another) {
        int chosen = random.nextInt(servers);
        return chosen == one || chosen == another ? other(servers, one, another) : chosen;
    }

    /** Grading is a job that another server takes up when the one that had it dies. */
    private void settleAll(ServerProcess server) throws Exception {
        long until = System.nanoTime() + GRADED_WITHIN.toNanos();
        settle(server);
        while (!ended.isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            settle(server);
        }
        ended.forEach(session -> faults.add("%s was never graded".formatted(session)));
    }

    /** Looks at the calls that have been graded since. */
    private void settle(ServerProcess server) throws Exception {
        for (String session : List.copyOf(ended)) {
            List<String> types = types(server, session);
            if (types.contains("session-graded")) {
                ended.remove(session);
                settled.add(session);
                for (String once : List.of("session-started", "session-ended", "session-graded")) {
                    if (types.indexOf(once) < 0 || types.indexOf(once) != types.lastIndexOf(once)) {
                        faults.add("%s of %s: %s".formatted(once, session, types));
                    }
                }
            }
        }
    }

    private static List<String> types(ServerProcess server, String session) throws Exception {
        List<String> types = new ArrayList<>();
        server.json("/api/sessions/" + session)
                .forEach(event -> types.add(event.path("type").asString()));
        return types;
    }

    /** What had been counted before a kill. */
    private record Sums(int hit, int turns, int back, int faults) {
        static Sums of(RandomKillsTest test) {
            return new Sums(test.hit.get(), test.turns.get(), test.back.size(), test.faults.size());
        }
    }

    private void begin(int servers) throws IOException {
        Files.createDirectories(TABLE.toAbsolutePath().getParent());
        write("""
                %d servers, seed %d

                | kill | at s | server | ready again ms | cut off | turns seen | back after ms | wrong | load | so far: calls | cut off | turns | graded once | within 2 s | half | slowest |
                |--:|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
                """.formatted(servers, Long.getLong("calmroom.kills.seed", 26)));
    }

    private void tell(int kills, int victim, @Nullable Duration ready, Sums before) throws IOException {
        List<Long> times = back.stream().sorted().toList();
        write("| %d | %d | %d | %s | %d | %d | %s | %d | %.1f | %d | %d | %d | %d | %d of %d | %s | %s |%n"
                .formatted(
                        kills,
                        since(began).toSeconds(),
                        victim + 1,
                        ready == null ? "" : ready.toMillis(),
                        hit.get() - before.hit(),
                        turns.get() - before.turns(),
                        back.stream().skip(before.back()).map(String::valueOf).collect(Collectors.joining(", ")),
                        faults.size() - before.faults(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        kills * CALLS_AT_ONCE,
                        hit.get(),
                        turns.get(),
                        settled.size(),
                        times.stream().filter(ms -> ms <= 2_000).count(),
                        times.size(),
                        quantile(times, .5),
                        quantile(times, 1)));
    }

    private static void write(String row) throws IOException {
        System.out.print(row);
        Files.writeString(TABLE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Duration since(long then) {
        return Duration.ofNanos(System.nanoTime() - then);
    }

    private static String quantile(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? "-"
                : sorted.get((int) Math.ceil(share * sorted.size()) - 1).toString();
    }

    private void round(URI proxy, Future<?> kill, ServerProcess survivor, ExecutorService callers) throws Exception {
        List<Callable<Void>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS_AT_ONCE; i++) {
            int pause = random.nextInt(1_500);
            calls.add(() -> {
                try {
                    new Call(proxy).until(kill, pause, survivor);
                } catch (AssertionError | RuntimeException wrong) {
                    faults.add(String.valueOf(wrong.getMessage()));
                }
                return null;
            });
        }
        for (Future<Void> call : callers.invokeAll(calls)) {
            call.get();
        }
    }

    /** One leader's call, from the first ring to the end, over as many connections as it takes. */
    private final class Call {
        private final URI proxy;
        private final Map<Long, JsonNode> seen = new TreeMap<>();
        private final List<String> others = new ArrayList<>();
        private final String session;

        @SuppressWarnings("NullAway.Init")
        private RawClient client;

        @SuppressWarnings("NullAway.Init")
        private String token;

        private boolean cut;

        /** Whoever's server dies before the welcome has no call yet, and asks for another. */
        Call(URI proxy) {
            this.proxy = proxy;
            JsonNode welcome = welcome("\"scenario\":\"platform-down\",\"voice\":\"client\"");
            session = welcome.path("session").asString();
        }

        void until(Future<?> kill, int pause, ServerProcess survivor) throws Exception {
            client.eventOrClosed("nothing of this name", Duration.ofMillis(pause));
            client.text("{\"type\":\"answer\"}");
            int next = 0;
            while (next < SAYS.size() || !kill.isDone()) {
                client.text("{\"type\":\"say\",\"text\":\"%s\"}".formatted(SAYS.get(next++ % SAYS.size())));
                client.eventOrClosed("leader-spoke", Duration.ofSeconds(20));
                client.eventOrClosed("persona-spoke", Duration.ofSeconds(2));
                if (client.isClosed()) {
                    comeBack();
                }
            }
            boolean over = false;
            while (!over) {
                client.text("{\"type\":\"hangup\"}");
                over = client.eventOrClosed("session-ended", Duration.ofSeconds(60));
                if (!over) {
                    assertThat(client.isClosed()).as("the call ends").isTrue();
                    comeBack();
                }
            }
            client.drop();
            hit.addAndGet(cut ? 1 : 0);
            assertWhole(survivor);
            ended.add(session);
        }

        private void comeBack() {
            cut = true;
            long from = System.nanoTime();
            client.drop();
            welcome("\"resume\":\"%s\",\"last\":0".formatted(token));
            back.add(since(from).toMillis());
            client.text("{\"type\":\"answer\"}");
        }

        /** As the page does: again and again, a little later each time. */
        private JsonNode welcome(String wish) {
            long from = System.nanoTime();
            long delay = 250;
            List<String> tries = new ArrayList<>();
            while (true) {
                try {
                    client = RawClient.connect(proxy, null, (message, at) -> keep(message));
                    client.text("{\"type\":\"hello\",%s}".formatted(wish));
                    JsonNode welcome = client.nextOrClosed("welcome");
                    if (welcome != null) {
                        token = welcome.path("resume").asString();
                        return welcome;
                    }
                    tries.add("closed with " + client.awaitClose());
                } catch (CompletionException notNow) {
                    // The proxy has not noticed yet that a server is gone.
                    tries.add(String.valueOf(notNow.getCause()));
                }
                assertThat(System.nanoTime() - from)
                        .as("a welcome; tried %s", tries)
                        .isLessThan(RETRIES_FOR.toNanos());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay));
                delay = Math.min(4_000, 2 * delay);
            }
        }

        private synchronized void keep(JsonNode message) {
            JsonNode event = message.path("event");
            if (event.has("sequence")) {
                JsonNode before = seen.put(event.path("sequence").asLong(), event);
                if (before != null && !before.equals(event)) {
                    // Looked at in the end: what is thrown here would only close the line.
                    others.add(before + " became " + event);
                }
            }
        }

        private synchronized void assertWhole(ServerProcess server) throws Exception {
            JsonNode log = server.json("/api/sessions/" + session);
            List<Long> numbers = new ArrayList<>();
            List<String> spoken = new ArrayList<>();
            Map<Long, JsonNode> kept = new TreeMap<>();
            for (JsonNode event : log) {
                numbers.add(event.path("sequence").asLong());
                kept.put(event.path("sequence").asLong(), event);
                if (event.path("type").asString().endsWith("-spoke")) {
                    spoken.add(event.path("turn").asString());
                }
            }
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, numbers.size()).boxed().toList());
            assertThat(spoken).isNotEmpty().doesNotHaveDuplicates();
            assertThat(others).as("seen twice, and not the same").isEmpty();
            assertThat(kept).as("what the client saw").containsAllEntriesOf(seen);
            turns.addAndGet(spoken.size());
        }
    }
}
