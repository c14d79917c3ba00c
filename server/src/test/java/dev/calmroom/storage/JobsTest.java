package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class JobsTest {
    static final Duration HEARTBEAT = Duration.ofMillis(200);

    private static EmbeddedPostgres postgres;

    private Store store;
    private Store other;
    private Jobs jobs;
    private Jobs elsewhere;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    private static Database database() {
        return new Database(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
    }

    @BeforeEach
    void open() {
        store = Store.open(database());
        other = Store.open(database());
        jobs = new Jobs(store.source(), HEARTBEAT, HEARTBEAT);
        elsewhere = new Jobs(other.source(), HEARTBEAT, HEARTBEAT);
    }

    @AfterEach
    void close() {
        jobs.close();
        elsewhere.close();
        store.close();
        other.close();
    }

    @Test
    void ofTwoServersOneDoesAJobAndEachIsDoneOnce() {
        Map<String, Integer> done = new ConcurrentHashMap<>();
        Jobs.Work work = (subject, because) -> done.merge(subject + because, 1, Integer::sum);
        jobs.start(Map.of("grade", work));
        elsewhere.start(Map.of("grade", work));
        List<String> all = IntStream.range(0, 40).mapToObj(i -> "call-" + i).toList();
        all.forEach(call -> jobs.add("grade", call, "!"));
        await().until(() -> all.stream().noneMatch(call -> jobs.holds("grade", call)));
        assertThat(done)
                .hasSize(40)
                .allSatisfy((call, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void aJobThatIsAskedForAgainWhileItRunsIsOneAndIsDoneOnceMoreWhereSomethingCameMeanwhile() throws Exception {
        Semaphore goOn = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        jobs.start(Map.of("grade", new Jobs.Work() {
            @Override
            public void run(String subject, String because) {
                times.incrementAndGet();
                begun.countDown();
                goOn.acquireUninterruptibly();
            }

            @Override
            public boolean isDueAgain(String subject) {
                return times.get() == 1;
            }
        }));
        jobs.add("grade", "call", "it ended");
        assertThat(begun.await(20, TimeUnit.SECONDS)).as("the job has begun").isTrue();
        elsewhere.add("grade", "call", "a line was corrected");
        goOn.release(2);
        await().until(() -> times.get() == 2 && !jobs.holds("grade", "call"));
    }

    @Test
    void whatAServerBeganThatWasKilledIsDoneByAnother() throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        JobProcess.class.getName(),
                        database().url(),
                        database().user(),
                        "")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        jobs.add("grade", "cut", "it ended");
        try (BufferedReader said = server.inputReader()) {
            assertThat(said.readLine()).isEqualTo("begun cut");
        } finally {
            server.toHandle().destroyForcibly();
        }
        server.waitFor();
        CountDownLatch done = new CountDownLatch(1);
        jobs.start(Map.of("grade", (subject, because) -> done.countDown()));
        await().atMost(Duration.ofSeconds(20)).until(() -> done.getCount() == 0 && !jobs.holds("grade", "cut"));
    }

    @Test
    void aJobThatFailsIsTriedAgainAndNothingElseWaitsForIt() {
        AtomicInteger times = new AtomicInteger();
        CompletableFuture<Void> other = new CompletableFuture<>();
        jobs.start(Map.of("grade", (subject, because) -> {
            if (subject.equals("well")) {
                other.complete(null);
            } else if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("a judge that is away");
            } else {
                other.orTimeout(20, TimeUnit.SECONDS).join();
            }
        }));
        jobs.add("grade", "ill", "");
        jobs.add("grade", "well", "");
        await().until(() -> times.get() == 2 && !jobs.holds("grade", "ill"));
        assertThat(other).isCompleted();
    }

    /** Hundreds of calls that are restored, and one that has just ended. */
    @Test
    void whatSomebodyWaitsForIsDoneBeforeWhatNobodyWaitsFor() throws Exception {
        List<String> restored =
                IntStream.range(0, 100).mapToObj(i -> "restored-" + i).toList();
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        Semaphore goOn = new Semaphore(0);
        restored.forEach(call -> jobs.addBehind("grade", call, "!"));
        jobs.start(Map.of("grade", (subject, because) -> {
            goOn.acquireUninterruptibly();
            done.add(subject);
        }));
        await().until(() -> goOn.getQueueLength() == 4);
        elsewhere.add("grade", "just-ended", "!");
        elsewhere.add("grade", restored.getLast(), "a person asks");
        goOn.release(restored.size() + 1);
        await().until(() -> done.size() == restored.size() + 1);
        // Those that were running, and as many that had been taken from the table already.
        assertThat(done.indexOf("just-ended")).isLessThan(12);
        assertThat(done.indexOf(restored.getLast())).isLessThan(12);
    }
}
