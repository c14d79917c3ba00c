package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with 256 megabytes of heap and 256 file handles, and 200 callers who hang up on nobody: half of them are gone
 * without a word, half stay on the line and say nothing. Whoever is not taken is told so, the call that was there before goes
 * on, and afterwards there is room again. Takes minutes: run it with {@code -Dcalmroom.scarce=true}.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "calmroom.scarce", matches = "true")
class ScarceServerTest {
    private static final int MEGABYTES = 256;
    private static final int HANDLES = 256;
    private static final int ABANDONED = 200;
    private static final int AT_ONCE = 25;
    private static final int ROOM_FOR = 20;
    private static final Duration ROOM_WITHIN = Duration.ofMinutes(8);
    private static final String HELLO = "{\"type\":\"hello\",\"scenario\":\"platform-down\",\"voice\":\"client\"}";

    @TempDir
    private Path folder;

    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Queue<RawClient> silent = new ConcurrentLinkedQueue<>();
    private final List<Long> answeredAfter = new ArrayList<>();

    @Test
    void whoIsNotTakenIsToldAndCallsUnderWayGoOnAndTheRoomComesBack() throws Exception {
        ServerProcess server = ServerProcess.scarce(folder, ProxyProcess.freePort(), MEGABYTES, HANDLES);
        try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            server.awaitReady();
            long before = handles(server);
            try (RawClient kept = RawClient.connect(server.address(), null)) {
                kept.text(HELLO);
                kept.next("welcome");
                kept.text("{\"type\":\"answer\"}");
                kept.next("speaking");
                List<Future<Void>> abandoned = new ArrayList<>();
                for (int i = 0; i < ABANDONED; i++) {
                    abandoned.add(callers.submit(abandon(server, i % 2 == 0)));
                }
                while (!abandoned.stream().allMatch(Future::isDone)) {
                    turn(kept);
                }
                for (Future<Void> caller : abandoned) {
                    caller.get();
                }
                System.out.printf(
                        "%d callers: %s; file handles %d, now %d of %d%n",
                        ABANDONED, outcomes, before, handles(server), HANDLES);
                turn(kept);
                kept.text("{\"type\":\"hangup\"}");
                kept.event("session-graded");
            }
            System.out.printf(
                    "the call under way: %d turns, answered after ms: %s%n", answeredAfter.size(), answeredAfter);
            assertThat(outcomes.keySet())
                    .as("whoever called was welcomed, or told why not; %s", Files.readString(server.output()))
                    .containsOnly("welcomed", "busy");
            long from = System.nanoTime();
            while (taken(server) < ROOM_FOR) {
                assertThat(System.nanoTime() - from).as("room again").isLessThan(ROOM_WITHIN.toNanos());
                server.process().waitFor(Duration.ofSeconds(5));
            }
            System.out.printf(
                    "room for %d after %d s; file handles %d%n",
                    ROOM_FOR, Duration.ofNanos(System.nanoTime() - from).toSeconds(), handles(server));
            assertThat(Files.readString(server.output())).doesNotContain("OutOfMemoryError");
            assertThat(server.process().isAlive()).isTrue();
        } finally {
            silent.forEach(RawClient::drop);
            server.kill();
        }
    }

    private Callable<Void> abandon(ServerProcess server, boolean gone) {
        return () -> {
            outcomes.merge(outcome(server, gone), 1, Integer::sum);
            return null;
        };
    }

    private String outcome(ServerProcess server, boolean gone) {
        try {
            RawClient client = RawClient.connect(server.address(), null);
            client.text(HELLO);
            String told = client.outcome();
            if (gone) {
                client.drop();
            } else {
                silent.add(client);
            }
            return told;
        } catch (CompletionException e) {
            return String.valueOf(e.getCause());
        }
    }

    private void turn(RawClient kept) {
        long from = System.nanoTime();
        kept.text("{\"type\":\"say\",\"text\":\"What do you need from me right now?\"}");
        kept.event("leader-spoke");
        assertThat(kept.comes("caption", Duration.ofSeconds(30)))
                .as("an answer")
                .isTrue();
        answeredAfter.add(Duration.ofNanos(System.nanoTime() - from).toMillis());
    }

    /** How many are taken at once, of as many as there should be room for. */
    private static int taken(ServerProcess server) {
        List<RawClient> calls = new ArrayList<>();
        try {
            int taken = 0;
            for (int i = 0; i < ROOM_FOR; i++) {
                RawClient client = RawClient.connect(server.address(), null);
                calls.add(client);
                client.text(HELLO);
                if (!client.outcome().equals("welcomed")) {
                    return taken;
                }
                taken++;
            }
            return taken;
        } catch (CompletionException notYet) {
            return 0;
        } finally {
            calls.forEach(RawClient::close);
        }
    }

    private static long handles(ServerProcess server) throws Exception {
        try (Stream<Path> open =
                Files.list(Path.of("/proc/%d/fd".formatted(server.process().pid())))) {
            return open.count();
        }
    }
}
