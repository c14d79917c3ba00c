package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.StoreStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferedEventLogTest {
    private static final int BOUND = 5;

    @TempDir
    private Path data;

    private Store real;
    private BreakableDataSource cable;
    private BufferedEventLog log;
    private ScheduledExecutorService never;

    @BeforeEach
    void open() {
        real = Store.open(Database.inFolder(data));
        cable = new BreakableDataSource(real.source());
        never = Executors.newSingleThreadScheduledExecutor();
        log = node();
    }

    private BufferedEventLog node() {
        // The tests say when a retry comes.
        return new BufferedEventLog(new JdbcEventLog(cable), BOUND, Duration.ofDays(1), never, () -> {});
    }

    @AfterEach
    void close() {
        never.shutdownNow();
        real.close();
    }

    @Test
    void aCallGoesOnWhileTheStoreIsAwayAndIsWholeWhenItIsBack() {
        List<LoggedEvent> shown = new ArrayList<>();
        shown.add(log.append("call", 0, Events.started("call")));
        shown.add(log.append("call", 10, Events.answered(1, "Hey.")));
        cable.goDown();
        shown.add(log.append("call", 20, Events.said(2, "how are you")));
        shown.add(log.append("call", 30, Events.shifted(2)));
        assertThat(kept("call")).hasSize(2);
        assertThat(log.waiting()).isEqualTo(2);

        cable.comeBack();
        shown.add(log.append("call", 40, Events.answered(3, "Tired.")));
        assertThat(log.waiting()).as("the store is asked again only by a retry").isEqualTo(3);
        log.retry();
        shown.add(log.append("call", 50, Events.ended()));

        assertThat(shown).extracting(LoggedEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(kept("call")).containsExactlyElementsOf(shown);
        assertThat(log.waiting()).isZero();
        assertThat(log.trouble()).isNull();
    }

    @Test
    void theCallIsToldBeforeItCouldShowWhatIsOnlyHeld() {
        List<StoreStatus> told = new ArrayList<>();
        log.append("call", 0, Events.started("call"));
        log.append("other", 0, Events.started("other"));
        log.watch("call", told::add);

        log.append("call", 10, Events.answered(1, "Hey."));
        assertThat(told).isEmpty();
        cable.goDown();
        log.append("call", 20, Events.said(2, "how are you"));
        assertThat(told).singleElement().isInstanceOfSatisfying(StoreStatus.Held.class, held -> {
            assertThat(held.waiting()).isEqualTo(1);
            assertThat(held.bound()).isEqualTo(BOUND);
            assertThat(held.reason()).contains("does not answer");
        });
        log.append("other", 20, Events.said(2, "hello"));
        assertThat(told).as("another call's news are its own").hasSize(1);

        cable.comeBack();
        log.retry();
        assertThat(told).last().isEqualTo(new StoreStatus.Kept(1));
    }

    @Test
    void nobodyIsToldAfterTheWatchIsClosed() {
        List<StoreStatus> told = new ArrayList<>();
        StoreStatus.Watch watch = log.watch("call", told::add);
        log.append("call", 0, Events.started("call"));
        watch.close();
        cable.goDown();
        log.append("call", 20, Events.said(2, "how are you"));

        assertThat(told).isEmpty();
    }

    @Test
    void pastTheBoundItRefusesAndGivesNoNumberAway() {
        log.append("call", 0, Events.started("call"));
        cable.goDown();
        for (int i = 0; i < BOUND; i++) {
            log.append("call", i, Events.said(2, "word " + i));
        }
        assertThatThrownBy(() -> log.append("call", 99, Events.said(2, "one too many")))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("5 events wait already");

        cable.comeBack();
        log.retry();
        assertThat(log.append("call", 100, Events.ended()).sequence()).isEqualTo(BOUND + 2);
        assertThat(kept("call"))
                .extracting(LoggedEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, BOUND + 2).boxed().toList());
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNeitherDoubledNorDropped() {
        log.append("call", 0, Events.started("call"));
        cable.loseAnswerToNextCommit();
        LoggedEvent uncertain = log.append("call", 10, Events.said(2, "how are you"));
        LoggedEvent next = log.append("call", 20, Events.answered(3, "Tired."));

        cable.comeBack();
        log.retry();

        assertThat(kept("call")).containsExactly(new LoggedEvent(1, 0, Events.started("call")), uncertain, next);
    }

    @Test
    void aStartWhoseAnswerWasLostIsAStartAllTheSame() {
        cable.loseAnswerToNextCommit();
        log.append("call", 0, Events.started("call"));
        log.append("call", 5, Events.answered(1, "Hey."));

        cable.comeBack();
        log.retry();

        assertThat(kept("call")).extracting(LoggedEvent::sequence).containsExactly(1L, 2L);
    }

    @Test
    void aReloadFindsTheWholeCallWhileTheStoreIsAway() {
        log.append("call", 0, Events.started("call"));
        log.append("call", 10, Events.answered(1, "Hey."));
        cable.goDown();
        LoggedEvent held = log.append("call", 20, Events.said(2, "how are you"));

        assertThat(log.read("call", 0)).hasSize(3);
        assertThat(log.read("call", 2)).containsExactly(held);
        assertThatThrownBy(() -> log.read("one-of-last-week", 0)).isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void aCallThatThisNodeDoesNotKnowCannotBeNumberedWhileTheStoreIsAway() {
        log.append("call", 0, Events.started("call"));
        BufferedEventLog restarted = node();
        cable.goDown();

        assertThatThrownBy(() -> restarted.append("call", 10, Events.ended()))
                .isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void aRestartedNodeGoesOnAndBuffersLikeTheFirst() {
        log.append("call", 0, Events.started("call"));
        BufferedEventLog restarted = node();
        restarted.append("call", 10, Events.answered(1, "Hey."));
        cable.goDown();

        assertThat(restarted.append("call", 20, Events.ended()).sequence()).isEqualTo(3);
        assertThat(restarted.read("call", 0)).hasSize(3);
    }

    @Test
    void whereAnotherNodeTookTheNumbersMeanwhileWhatWaitedComesAfter() {
        log.append("call", 0, Events.started("call"));
        cable.goDown();
        log.append("call", 10, Events.said(2, "held one"));
        log.append("call", 20, Events.said(4, "held two"));
        cable.comeBack();
        new JdbcEventLog(real.source()).append("call", 15, Events.said(3, "from elsewhere"));
        log.retry();

        assertThat(kept("call"))
                .extracting(LoggedEvent::event)
                .containsExactly(
                        Events.started("call"),
                        Events.said(3, "from elsewhere"),
                        Events.said(2, "held one"),
                        Events.said(4, "held two"));
        assertThat(kept("call")).extracting(LoggedEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aCallThatEndedAndWasGradedInTheOutageIsWrittenAndForgotten() {
        log.append("call", 0, Events.started("call"));
        cable.goDown();
        log.append("call", 10, Events.ended());
        log.append("call", 20, Events.graded(70));

        cable.comeBack();
        log.retry();
        assertThat(real.sessions().find("call").orElseThrow().score()).isEqualTo(70);
        assertThat(log.append("call", 30, new SessionEvent.CommentLeft(2, "well asked", "Ada"))
                        .sequence())
                .isEqualTo(4);
    }

    @Test
    void aSessionDeletedWhileItsEventsWaitedStaysDeleted() {
        log.append("call", 0, Events.started("call"));
        cable.goDown();
        log.append("call", 10, Events.said(2, "how are you"));
        real.sessions().delete("call");

        cable.comeBack();
        log.retry();

        assertThat(kept("call")).isEmpty();
        assertThat(log.waiting()).isZero();
    }

    @Test
    void aListenerThatFailsCostsNobodyAnEvent() {
        log.append("call", 0, Events.started("call"));
        log.watch("call", news -> {
            throw new IllegalStateException("the page is gone");
        });
        cable.goDown();

        assertThat(log.append("call", 10, Events.ended()).sequence()).isEqualTo(2);
    }

    private List<LoggedEvent> kept(String session) {
        return new JdbcEventLog(real.source()).read(session, 0);
    }
}
