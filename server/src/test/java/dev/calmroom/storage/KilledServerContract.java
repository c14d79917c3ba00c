package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Kills the writing process at random moments, as often as {@link #rounds()} says; whatever a client had been shown
 * before is in the store afterwards, in full and without a gap.
 */
abstract class KilledServerContract {
    /** A round that is killed while it starts, opens and migrates; the others are killed while they write. */
    private static final int EVERY_SO_MANY_AT_START = 6;

    abstract Database database() throws Exception;

    abstract int rounds();

    /** What the client saw of one session: the number of an event and the hash of its JSON, alike in every process. */
    private record Seen(String session, long sequence, int hash) {}

    @Test
    void whatAClientHasSeenIsThereAfterKill9() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int seenInAll = 0;
        int cutWhileWriting = 0;
        for (int round = 0; round < rounds(); round++) {
            boolean whileStarting = round % EVERY_SO_MANY_AT_START == EVERY_SO_MANY_AT_START - 1;
            List<Seen> seen = killed(List.of("one-" + round, "two-" + round), random, whileStarting);
            verify(seen, "round %d, seed %d".formatted(round, seed));
            seenInAll += seen.size();
            cutWhileWriting += seen.isEmpty() ? 0 : 1;
        }
        System.out.printf(
                "%s: %d kills, %d of them while events were being written; all %d events seen by clients were there%n",
                database(), rounds(), cutWhileWriting, seenInAll);
        assertThat(cutWhileWriting).isGreaterThanOrEqualTo(rounds() / 2);
    }

    private List<Seen> killed(List<String> sessions, Random random, boolean whileStarting) throws Exception {
        Process server = start(sessions);
        List<Seen> seen = new ArrayList<>();
        CountDownLatch writing = new CountDownLatch(1);
        Thread client = Thread.ofPlatform().start(() -> watch(server, seen, writing));
        if (!whileStarting) {
            assertThat(writing.await(60, TimeUnit.SECONDS))
                    .as("the server began to write")
                    .isTrue();
        }
        // The random moment is the point here; waitFor only lets it pass, and would notice a server that dies by
        // itself.
        assertThat(server.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS))
                .as("the server died before it was killed")
                .isFalse();
        // By its handle, because Process.destroyForcibly would throw away what it had already shown.
        server.toHandle().destroyForcibly();
        server.waitFor();
        client.join();
        return seen;
    }

    private Process start(List<String> sessions) throws Exception {
        Database database = database();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WriterProcess.class.getName(),
                database.url(),
                database.user(),
                database.password()));
        command.addAll(sessions);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/killed-server.log")))
                .start();
    }

    private static void watch(Process server, List<Seen> seen, CountDownLatch writing) {
        try (BufferedReader page = server.inputReader()) {
            // A line that the kill has cut was not shown; readLine would pass it for a whole one.
            StringBuilder line = new StringBuilder();
            for (int c = page.read(); c >= 0; c = page.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                String[] fields = line.toString().split(" ", -1);
                line.setLength(0);
                if (fields.length == 3) {
                    seen.add(new Seen(fields[0], Long.parseLong(fields[1]), Integer.parseInt(fields[2])));
                    writing.countDown();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void verify(List<Seen> seen, String where) throws Exception {
        try (Store store = Store.open(database())) {
            Map<String, List<Seen>> bySession = seen.stream().collect(Collectors.groupingBy(Seen::session));
            bySession.forEach((session, events) -> {
                List<LoggedEvent> kept = store.log().read(session, 0);
                assertThat(kept)
                        .as("numbers of %s, %s", session, where)
                        .extracting(LoggedEvent::sequence)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, kept.size()).boxed().toList());
                assertThat(kept).as("events of %s, %s", session, where).hasSizeGreaterThanOrEqualTo(events.size());
                for (Seen event : events) {
                    String written =
                            EventJson.write(kept.get((int) event.sequence() - 1).event());
                    assertThat(written.hashCode())
                            .as("event %d of %s, %s", event.sequence(), session, where)
                            .isEqualTo(event.hash());
                }
            });
        }
    }
}
