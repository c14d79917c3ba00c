package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import dev.calmroom.swap.Chair;
import dev.calmroom.swap.Seats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls with the seats swapped that cannot begin, or cannot go on. */
class SwapDeskTest {
    private static final RunningService SERVICE = RunningService.shared();
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @Test
    void whyACallCouldNotGoOnIsKnownAfterItsEnd() {
        SwapDesk desk = desk(LeaderSpoke.class);
        String session = begin(desk);
        Chair chair = desk.chair(session).orElseThrow();
        assertThat(chair.answer(1, "It is down.")).isTrue();

        Chair.Moment last = chair.await(LONG_ENOUGH);

        assertThat(last.over()).isTrue();
        assertThat(last.trouble()).isEqualTo("The call could not go on: the disk is full.");
        assertThat(desk.trouble(session)).contains(last.trouble());
    }

    @Test
    void aCallThatNeverBeganIsNotAnsweredAsBegun() {
        assertThatThrownBy(() -> begin(desk(SessionStarted.class)))
                .hasMessageContaining("503")
                .hasMessageContaining("the disk is full. Nothing was begun");
    }

    private static String begin(SwapDesk desk) {
        return desk.begin("platform-down", "steady", "", 5);
    }

    /** @param fails on writing events of this kind */
    private static SwapDesk desk(Class<? extends SessionEvent> fails) {
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
                SERVICE.bean(GradingDesk.class));
    }
}
