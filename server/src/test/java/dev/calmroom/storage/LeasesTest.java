package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionElsewhereException;
import dev.calmroom.log.SessionEvent.CommentLeft;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call on one server, and another that takes it over. */
class LeasesTest {
    private static final String CALL = "call";
    private static final String TOKEN = "a token that nobody guesses";

    @TempDir
    private Path data;

    private Store one;
    private Store other;
    private final AtomicInteger lost = new AtomicInteger();

    @BeforeEach
    void open() {
        one = Store.open(Database.inFolder(data));
        other = Store.open(Database.inFolder(data));
        one.log().append(CALL, 0, Events.started(CALL));
        one.leases().begin(CALL, TOKEN, lost::incrementAndGet);
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
        JdbcEventLog former = new JdbcEventLog(one.source(), "a server that is gone");
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
        other.leases().renewed(CALL, "third", "second");
        assertThat(one.leases().session(TOKEN)).isEmpty();
        assertThat(one.leases().takeOver(TOKEN)).isEmpty();
        one.leases().renewed(CALL, "fourth", "third");
        assertThat(other.leases().session("fourth"))
                .as("who has lost the call gives no tokens")
                .isEmpty();
        assertThat(other.leases().session("second")).contains(CALL);
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
