package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionElsewhereException;
import dev.calmroom.log.SessionEvent.CommentLeft;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A call on one server, and another that takes it over. */
class LeasesTest {
    private static final String CALL = "call";
    private static final String TOKEN = "a token that nobody guesses";

    @TempDir
    private Path data;

    private Store one;
    private Store other;
    private final AtomicInteger lost = new AtomicInteger();
    private final Runnable losing = lost::incrementAndGet;
    private final AtomicReference<Runnable> ticking = new AtomicReference<>(() -> {});

    @BeforeEach
    void open() {
        one = Store.open(Database.inFolder(data));
        other = Store.open(Database.inFolder(data));
        one.log().append(CALL, 0, Events.started(CALL));
        one.leases().begin(CALL, TOKEN, losing);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void whoHasTheTokenTakesTheCallOverAndTheFormerServerWritesNoMore() {
        one.log().append(CALL, 10, Events.said(2, "how are you"));
        one.leases().answered(CALL);

        assertThat(other.leases().takeOver(TOKEN)).contains(new Leases.Found(CALL, true));
        other.leases().begin(CALL, TOKEN, () -> {});
        assertThatThrownBy(() -> one.log().append(CALL, 20, Events.said(4, "too late")))
                .isInstanceOf(SessionElsewhereException.class);
        other.log().append(CALL, 20, Events.said(4, "and your family"));

        assertThat(one.log().read(CALL, 0)).extracting(LoggedEvent::sequence).containsExactly(1L, 2L, 3L);
        await().until(() -> lost.get() == 1);
        assertThat(one.leases().isLive(CALL)).isTrue();
    }

    @Test
    void whatWaitedWhileTheDatabaseWasAwayIsNotWrittenToACallThatIsElsewhere() {
        JdbcEventLog former = new JdbcEventLog(one.source(), "a server that is gone", _ -> {});
        assertThatThrownBy(() -> former.keep(CALL, new LoggedEvent(2, 5, Events.said(2, "late"))))
                .isInstanceOf(SessionElsewhereException.class);
    }

    @Test
    void noCommentIsLeftOnACallThatAnotherServerHasButAfterItAnybodyMay() {
        CommentLeft comment = new CommentLeft(1, "well asked", "Mira");
        assertThatThrownBy(() -> other.log().append(CALL, 5, comment)).isInstanceOf(SessionElsewhereException.class);

        one.log().append(CALL, 61_000, Events.ended());
        one.leases().end(CALL);

        assertThat(other.leases().isLive(CALL)).isFalse();
        other.log().append(CALL, 62_000, comment);
        assertThatThrownBy(() -> other.log().append(CALL, 63_000, Events.said(6, "after the end")))
                .isInstanceOf(SessionElsewhereException.class);
    }

    @Test
    void aCallThatIsOverAndATokenThatIsNoneAreNotTakenOver() {
        assertThat(other.leases().takeOver("another token")).isEmpty();
        one.log().append(CALL, 61_000, Events.ended());
        assertThat(other.leases().takeOver(TOKEN)).isEmpty();
    }

    @Test
    void aTokenThatWasRenewedIsGoodUntilTheNewOneWasUsed() {
        one.leases().renewed(CALL, "second", TOKEN);
        assertThat(other.leases().session(TOKEN)).contains(CALL);
        assertThat(other.leases().takeOver("second")).contains(new Leases.Found(CALL, false));

        other.leases().begin(CALL, "second", () -> {});
        assertThat(other.leases().renewed(CALL, "third", "second")).isTrue();
        assertThat(one.leases().session(TOKEN)).isEmpty();
        assertThat(one.leases().takeOver(TOKEN)).isEmpty();
        assertThat(one.leases().renewed(CALL, "fourth", "third")).isFalse();
        assertThat(other.leases().session("fourth"))
                .as("who has lost the call gives no tokens")
                .isEmpty();
        assertThat(other.leases().session("second")).contains(CALL);
    }

    /** The clock of the leases comes between the new token and the leader who is told of it. */
    @Test
    void aFormerTokenIsNotWrittenOverTheOneThatFollowedIt() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread clock = Thread.ofPlatform()
                .unstarted(() -> Objects.requireNonNull(ticking.get()).run());
        DataSource slow = new DelegatingDataSource(one.source()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (Thread.currentThread().equals(clock)) {
                    reached.countDown();
                    await().until(() -> goOn.getCount() == 0);
                }
                return super.getConnection();
            }
        };
        one.log().append("slow", 0, Events.started("slow"));
        Leases leases = new Leases(slow, "a slow server", remembering());
        leases.begin("slow", "first", () -> {});
        clock.start();
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        Thread renewal = Thread.ofPlatform().start(() -> leases.renewed("slow", "second", "first"));
        await().until(() -> !renewal.isAlive() || renewal.getState() == Thread.State.BLOCKED);
        goOn.countDown();
        clock.join();
        renewal.join();

        assertThat(other.leases().session("second")).contains("slow");
        assertThat(other.leases().session("first")).contains("slow");
    }

    /** A clock that ticks when it is told to. */
    private ScheduledExecutorService remembering() {
        return new ScheduledThreadPoolExecutor(0) {
            @Override
            public ScheduledFuture<?> scheduleWithFixedDelay(
                    Runnable command, long initialDelay, long delay, TimeUnit unit) {
                ticking.set(command);
                return schedule(() -> {}, 1, TimeUnit.DAYS);
            }
        };
    }

    /** Two servers revive one call, as its line broke before the first had answered. */
    @Test
    void theSlowerOfTwoThatReviveACallTakesNothingFromTheOther() {
        try (Store third = Store.open(Database.inFolder(data))) {
            assertThat(other.leases().takeOver(TOKEN)).isPresent();
            assertThat(third.leases().takeOver(TOKEN)).isPresent();
            third.leases().begin(CALL, TOKEN, () -> {});
            third.leases().renewed(CALL, "told", TOKEN);
            AtomicInteger slower = new AtomicInteger();
            other.leases().begin(CALL, TOKEN, slower::incrementAndGet);
            other.leases().renewed(CALL, "never told", TOKEN);

            assertThat(slower).hasValue(1);
            assertThat(one.leases().session("told")).contains(CALL);
            assertThat(one.leases().session("never told")).isEmpty();
            third.log().append(CALL, 20, Events.said(2, "still here"));
        }
    }

    /** A call went to another server and came back before the first had noticed. */
    @Test
    void ofTwoCallsOfOneSessionInOneProcessTheFormerIsToldAndTakesNoLeaseAlong() {
        assertThat(other.leases().takeOver(TOKEN)).isPresent();
        other.leases().begin(CALL, TOKEN, () -> {});
        assertThat(one.leases().takeOver(TOKEN)).isPresent();
        AtomicInteger latter = new AtomicInteger();
        Runnable losingLatter = latter::incrementAndGet;
        one.leases().begin(CALL, TOKEN, losingLatter);
        assertThat(lost).hasValue(1);

        one.leases().end(CALL, losing);
        assertThat(one.leases().isLive(CALL)).isTrue();
        assertThat(one.leases().renewed(CALL, "second", TOKEN)).isTrue();
        one.log().append(CALL, 20, Events.said(2, "still here"));
        assertThat(latter).hasValue(0);

        one.leases().end(CALL, losingLatter);
        assertThat(one.leases().isLive(CALL)).isFalse();
    }

    @Test
    void aCallThatWasCutOffIsGoneOnWithForADayAndNotAfterItWasHandedIn() throws Exception {
        one.leases().end(CALL);
        lapsed("23:59:00");
        assertThat(other.leases().session(TOKEN)).contains(CALL);
        lapsed("24:01:00");
        assertThat(other.leases().session(TOKEN)).isEmpty();
        assertThat(other.leases().takeOver(TOKEN)).isEmpty();

        lapsed("00:01:00");
        one.sessions().handIn(CALL, true);
        assertThat(other.leases().takeOver(TOKEN)).isEmpty();
        one.sessions().handIn(CALL, false);
        assertThat(other.leases().takeOver(TOKEN)).isEmpty();
    }

    @Test
    void aCallWhoseServerWasGoneBeforeItAskedForTheGradeIsNamedUntilThatHasBeenAskedFor() throws Exception {
        lapsed("00:00:06");
        assertThat(other.leases().ungraded()).as("it can be gone on with").isEmpty();
        lapsed("-00:00:05");
        one.log().append(CALL, 61_000, Events.ended());
        assertThat(other.leases().ungraded()).as("its server is there").isEmpty();
        one.leases().end(CALL);
        assertThat(other.leases().ungraded()).as("and asks for it just now").isEmpty();

        lapsed("00:00:06");
        assertThat(other.leases().ungraded()).containsExactly(CALL);
        other.leases().settled(CALL);
        assertThat(one.leases().ungraded()).isEmpty();
    }

    @Test
    void aCallThatWasGradedIsNotNamedAndOneThatGoesOnKeepsItsToken() throws Exception {
        one.leases().settled(CALL);
        assertThat(other.leases().session(TOKEN)).contains(CALL);
        one.log().append(CALL, 61_000, Events.ended());
        one.log().append(CALL, 62_000, Events.graded(70));
        one.leases().end(CALL);
        lapsed("00:00:06");
        assertThat(other.leases().ungraded()).isEmpty();
    }

    private void lapsed(String ago) throws SQLException {
        try (Connection connection = one.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update sessions set lease_until = current_timestamp - interval '%s' hour to second"
                    .formatted(ago));
        }
    }

    @Test
    void aSessionIsClaimedWithItsGroupsOrNotAtAll() {
        assertThatThrownBy(() -> one.sessions().claim(CALL, "ann", null, Set.of("north", "x".repeat(101))))
                .isInstanceOf(RuntimeException.class);
        assertThat(one.sessions().owner(CALL)).isEmpty();

        assertThat(one.sessions().claim(CALL, "ann", null, Set.of("north"))).isTrue();
        one.sessions().handIn(CALL, true);
        assertThat(one.sessions().isSeen(CALL, new Sight("trainer", true, Set.of("north"))))
                .isTrue();
        assertThat(one.sessions().claim("gone", "ann", null, Set.of())).isFalse();
    }

    @Test
    void aServerThatIsStoppedLetsItsCallsGo() {
        one.close();
        assertThat(other.leases().isLive(CALL)).isFalse();
        assertThat(other.leases().takeOver(TOKEN)).contains(new Leases.Found(CALL, false));
        one = Store.open(Database.inFolder(data));
    }

    @Test
    void theTokenItselfIsNowhereInTheDatabase() throws Exception {
        try (var connection = one.source().getConnection();
                var rows = connection.createStatement().executeQuery("select resume_hash from sessions")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).hasSize(64).doesNotContain(TOKEN);
        }
    }
}
