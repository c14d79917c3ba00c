package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import dev.calmroom.swap.Chair;
import dev.calmroom.swap.Seats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Calls with the seats swapped that cannot begin, or cannot go on. */
class SwapDeskTest {
    private static final RunningService SERVICE = RunningService.shared();
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private boolean closing;

    @Test
    void whyACallCouldNotGoOnIsKnownAfterItsEnd() {
        SwapDesk desk = desk(LeaderSpoke.class);
        String session = begin(desk);
        Chair chair = desk.chair(session).orElseThrow();
        assertThat(chair.answer(1, "It is down.")).isTrue();

        Chair.Moment last = chair.await(LONG_ENOUGH);

        assertThat(last.over()).isTrue();
        assertThat(desk.trouble(session)).contains("The call could not go on: the disk is full.");
    }

    @Test
    void aCallThatNeverBeganIsNotAnsweredAsBegun() {
        assertThatThrownBy(() -> begin(desk(SessionStarted.class)))
                .hasMessageContaining("503")
                .hasMessageContaining("the disk is full. Nothing was begun");
    }

    @Test
    void aCallThatIsOnAtAnotherServerIsNotOver() {
        SwapDesk elsewhere = desk(LeaderSpoke.class);
        SwapController here = SERVICE.bean(SwapController.class);
        String session = begin(elsewhere);

        assertThatThrownBy(() -> here.stand(session, 0)).hasMessageContaining("on at another server");
        assertThatThrownBy(() -> here.hangUp(session, new MockHttpServletRequest()))
                .hasMessageContaining("on at another server");

        Chair chair = elsewhere.chair(session).orElseThrow();
        assertThat(chair.answer(1, "It is down.")).isTrue();
        assertThat(chair.await(LONG_ENOUGH).over()).isTrue();
        SwapController.Stand past = here.stand(session, 0);
        assertThat(past.over()).isTrue();
        assertThat(past.trouble()).isEqualTo("The call was cut off before its end. What was said until then is kept.");
    }

    @Test
    void itIsSomebodysBeforeItsFirstCue() {
        List<String> begun = new ArrayList<>();
        SwapDesk desk = desk(EmotionShifted.class);

        String session = desk.begin(wish("one", "steady"), id -> {
            assertThat(desk.chair(id).orElseThrow().await(Duration.ZERO).cue()).isNull();
            begun.add(id);
        });

        assertThat(begun).containsExactly(session);
        desk.chair(session).orElseThrow().leave();
    }

    @Test
    void nobodyHasMoreThanAFewSeatsAndWhatCouldNotBeginTakesNone() {
        SwapDesk desk = desk(EmotionShifted.class);
        for (int tries = 0; tries < 5; tries++) {
            assertThatThrownBy(() -> desk.begin(wish("one", "nobody"), session -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        List<String> open =
                Stream.generate(() -> begin(desk)).limit(3).collect(Collectors.toCollection(ArrayList::new));

        assertThatThrownBy(() -> begin(desk)).hasMessageContaining("429").hasMessageContaining("3 calls already");
        open.add(desk.begin(wish("another", "steady"), session -> {}));

        open.forEach(session -> desk.chair(session).ifPresent(Chair::leave));
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(() ->
                        open.stream().allMatch(session -> desk.chair(session).isEmpty()));
        desk.chair(begin(desk)).ifPresent(Chair::leave);
    }

    @Test
    void aServerThatIsAboutToStopBeginsNone() {
        closing = true;

        assertThatThrownBy(() -> begin(desk(EmotionShifted.class))).hasMessageContaining("about to stop");
    }

    private static SwapDesk.Wish wish(String who, String leader) {
        return new SwapDesk.Wish(who, "platform-down", leader, "", 5, false);
    }

    private static String begin(SwapDesk desk) {
        return desk.begin(wish("one", "steady"), session -> {});
    }

    /** @param fails on writing events of this kind */
    private SwapDesk desk(Class<? extends SessionEvent> fails) {
        EventLog real = SERVICE.bean(EventLog.class);
        EventLog log = new EventLog() {
            @Override
            public LoggedEvent append(String session, long at, SessionEvent event) {
                if (fails.isInstance(event)) {
                    throw new IllegalStateException("the disk is full.");
                }
                return real.append(session, at, event);
            }

            @Override
            public void appendAll(String session, List<LoggedEvent> events) {
                real.appendAll(session, events);
            }

            @Override
            public List<LoggedEvent> read(String session, long after) {
                return real.read(session, after);
            }
        };
        return new SwapDesk(
                SERVICE.bean(ScenarioShelf.class),
                SERVICE.bean(CallDesk.class),
                SERVICE.bean(Seats.class),
                log,
                SERVICE.bean(Leases.class),
                SERVICE.bean(GradingDesk.class),
                () -> closing);
    }
}
