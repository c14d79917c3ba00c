package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store does, whatever database is under it. */
abstract class StoreContract {
    private final String session = "s-" + UUID.randomUUID();
    private Store store;

    /** The database, empty or used before; each test has sessions of its own. */
    abstract Database database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(database());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void givesBackWhatWasAppendedNumberedFromOne() {
        store.log().append(session, 0, Events.started(session));
        store.log().append(session, 1_200, Events.said(2, "how are you"));
        store.log().append(session, 1_201, Events.appraised(2));
        store.log().append(session, 1_202, Events.shifted(2));

        assertThat(store.log().read(session, 0))
                .containsExactly(
                        new LoggedEvent(1, 0, Events.started(session)),
                        new LoggedEvent(2, 1_200, Events.said(2, "how are you")),
                        new LoggedEvent(3, 1_201, Events.appraised(2)),
                        new LoggedEvent(4, 1_202, Events.shifted(2)));
    }

    @Test
    void aTitleThatIsTooLongIsCutBetweenCharacters() {
        store.log().append(session, 0, Events.ledBy(session, "x".repeat(99) + "\uD83D\uDE00 and more"));

        assertThat(store.sessions().find(session).map(SessionSummary::ledBy)).contains("x".repeat(99));
    }

    @Test
    void aSessionFromElsewhereIsKeptWholeOrNotAtAll() {
        LoggedEvent start = new LoggedEvent(7, 0, Events.started(session));
        LoggedEvent said = new LoggedEvent(9, 1_200, Events.said(2, "how are you"));

        assertThatThrownBy(() -> store.log().appendAll(session, List.of(start, said, start)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins a second time");
        assertThat(store.log().read(session, 0)).isEmpty();
        assertThat(store.sessions().find(session)).isEmpty();

        store.log().appendAll(session, List.of(start, said));
        assertThatThrownBy(() -> store.log().appendAll(session, List.of(start, said)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has already started");
        assertThat(store.log().append(session, 1_300, Events.appraised(2)).sequence())
                .isEqualTo(3);
        assertThat(store.log().read(session, 0))
                .extracting(LoggedEvent::sequence)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void readsOnlyWhatCameAfterANumber() {
        store.log().append(session, 0, Events.started(session));
        LoggedEvent second = store.log().append(session, 10, Events.said(2, "how are you"));

        assertThat(store.log().read(session, 1)).containsExactly(second);
        assertThat(store.log().read(session, 2)).isEmpty();
        assertThat(store.log().read("nobody's", 0)).isEmpty();
    }

    @Test
    void anAppendHasBeenCommittedWhenItReturns() throws Exception {
        store.log().append(session, 0, Events.started(session));

        // Another pool has its own connections, and sees nothing that is not committed.
        try (var elsewhere = database().open()) {
            assertThat(new JdbcEventLog(elsewhere).read(session, 0)).hasSize(1);
        }
    }

    @Test
    void twoWritersLeaveNoGapAndNoDouble() throws Exception {
        JdbcEventLog one = new JdbcEventLog(store.source());
        JdbcEventLog other = new JdbcEventLog(store.source());
        one.append(session, 0, Events.started(session));

        int each = 40;
        CyclicBarrier together = new CyclicBarrier(4);
        List<Long> given = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> all = new ArrayList<>();
            for (JdbcEventLog log : List.of(one, other, one, other)) {
                Callable<List<Long>> writer = () -> {
                    together.await();
                    List<Long> numbers = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        numbers.add(log.append(session, i, Events.said(2, "word " + i))
                                .sequence());
                    }
                    return numbers;
                };
                all.add(writers.submit(writer));
            }
            for (Future<List<Long>> numbers : all) {
                given.addAll(numbers.get());
            }
        }

        List<Long> expected = LongStream.rangeClosed(2, 4 * each + 1).boxed().toList();
        assertThat(given).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(one.read(session, 1)).extracting(LoggedEvent::sequence).containsExactlyElementsOf(expected);
    }

    @Test
    void onlyOneOfTwoMayStartASession() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        int refused = 0;
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<LoggedEvent>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                JdbcEventLog log = new JdbcEventLog(store.source());
                both.add(starters.submit(() -> {
                    together.await();
                    return log.append(session, 0, Events.started(session));
                }));
            }
            for (Future<LoggedEvent> start : both) {
                try {
                    start.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasRootCauseInstanceOf(java.sql.SQLException.class);
                    assertThat(e.getCause()).isInstanceOf(IllegalArgumentException.class);
                    refused++;
                }
            }
        }

        assertThat(refused).isEqualTo(1);
        assertThat(store.log().read(session, 0)).hasSize(1);
    }

    @Test
    void refusesEventsOfASessionThatNeverStartedOrHasStartedAlready() {
        assertThatThrownBy(() -> store.log().append(session, 0, Events.ended()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never started");
        store.log().append(session, 0, Events.started(session));
        assertThatThrownBy(() -> store.log().append(session, 0, Events.started(session)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already started");

        assertThat(store.log().append(session, 5, Events.ended()).sequence()).isEqualTo(2);
    }

    @Test
    void keepsAwkwardWordsAsTheyAre() {
        String awkward = "\"quotes\" \\ back\\u0000slash \u0000 NUL \u2028 Ünïcödé 🫠 ' -- ; drop";
        store.log().append(session, 0, Events.started(session));
        LoggedEvent said = store.log().append(session, 1, Events.said(2, awkward + "x".repeat(50_000)));

        assertThat(store.log().read(session, 1)).containsExactly(said);
    }

    @Test
    void writingAnEventAgainAfterAnUnknownCommitChangesNothing() {
        JdbcEventLog log = new JdbcEventLog(store.source());
        LoggedEvent first = log.append(session, 0, Events.started(session));
        LoggedEvent second = log.append(session, 5, Events.said(2, "how are you"));

        log.keep(session, first);
        log.keep(session, second);
        log.keep(session, new LoggedEvent(3, 9, Events.ended()));
        assertThatThrownBy(() -> log.keep(session, new LoggedEvent(2, 5, Events.said(2, "something else"))))
                .isInstanceOf(SequenceTakenException.class);

        assertThat(log.read(session, 0)).hasSize(3);
    }

    @Test
    void listsWhatBecameOfEachSession() {
        String later = session + "-later";
        String retake = "retake-of-" + session;
        store.log().append(session, 0, Events.started(session));
        store.log().append(session, 900, Events.answered(1, "Hey."));
        store.log().append(session, 1_000, Events.said(2, "how are you"));
        store.log().append(session, 61_000, Events.ended());
        store.log().append(session, 61_400, Events.graded(85));
        store.log().append(later, 0, Events.startedAt(later, Events.STARTED.plusSeconds(90)));

        store.log().append(later, 700, Events.shifted(1));

        assertThat(store.sessions().find(session))
                .contains(new SessionSummary(
                        session,
                        "platform-down",
                        new SessionSummary.Course(Events.STARTED, true, Duration.ofSeconds(61), 2, false),
                        new SessionSummary.Outcome(85, "He went back to the fix."),
                        null,
                        false,
                        null,
                        null,
                        false));
        assertThat(store.sessions().find(later))
                .contains(new SessionSummary(
                        later,
                        "platform-down",
                        new SessionSummary.Course(
                                Events.STARTED.plusSeconds(90), false, Duration.ofMillis(700), 0, false),
                        new SessionSummary.Outcome(null, null),
                        null,
                        false,
                        null,
                        null,
                        false));
        store.sessions().markBroughtIn(later);
        assertThat(store.sessions().find(later).orElseThrow().broughtIn()).isTrue();
        store.log().append(retake, 0, Events.retake(retake, session, 2));
        assertThat(store.sessions().find(retake).orElseThrow().forkedFrom()).isEqualTo(new Origin(session, 2));
        assertThat(store.sessions().latest(1_000, 0))
                .extracting(SessionSummary::id)
                .filteredOn(id -> id.startsWith(session))
                .containsExactly(later, session);
        assertThat(store.sessions().latest(1, 0)).hasSize(1);
        assertThat(store.sessions().find("nobody's")).isEmpty();
    }

    @Test
    void aDeletedSessionIsGoneWithItsEvents() {
        store.log().append(session, 0, Events.started(session));

        assertThat(store.sessions().delete(session)).isTrue();

        assertThat(store.sessions().find(session)).isEmpty();
        assertThat(new JdbcEventLog(store.source()).read(session, 0)).isEmpty();
        assertThat(store.sessions().delete(session)).isFalse();
    }

    @Test
    void aStoreOpenedAgainGoesOnCounting() throws Exception {
        store.log().append(session, 0, Events.started(session));
        store.close();
        store = Store.open(database());

        assertThat(store.log().append(session, 8, Events.ended()).sequence()).isEqualTo(2);
        assertThat(store.log().read(session, 0)).hasSize(2);
    }
}
