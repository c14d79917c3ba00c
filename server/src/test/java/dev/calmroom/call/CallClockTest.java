package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CallClockTest {
    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    private final CallClock clock = new CallClock(nanos::get, Duration.ofSeconds(10));

    @Test
    void itBeginsWithWhatHasPassedAlready() {
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whileItIsStoppedNoTimePasses() {
        pass(5);
        clock.stop();
        pass(300);
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(15));

        clock.start();
        pass(1);
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void stoppedOrStartedTwiceIsStoppedOrStartedOnce() {
        clock.start();
        clock.stop();
        pass(5);
        clock.stop();
        pass(5);
        clock.start();
        clock.start();
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aCallThatIsForgottenOnHoldIsNotKeptForEver() {
        Hold hold = new Hold(nanos::get);
        List<Object> told = new ArrayList<>();
        hold.begin(() -> told.add("on"));
        hold.begin(() -> told.add("on again"));
        pass(Hold.LONGEST.toSeconds());
        hold.endIfTooLong(true, told::add);
        assertThat(told).containsExactly("on");
        pass(1);
        hold.endIfTooLong(true, told::add);
        hold.end(told::add);
        assertThat(told).containsExactly("on", Hold.LONGEST.plusSeconds(1));
    }

    /** Pressed again within the last seconds that there are for it. */
    @Test
    void aHoldOfWhichTheCallHasNotHeardYetIsNotEnded() {
        Hold hold = new Hold(nanos::get);
        List<Object> told = new ArrayList<>();
        hold.begin(() -> told.add("on"));
        pass(Hold.LONGEST.toSeconds() + 1);
        hold.endIfTooLong(false, told::add);
        assertThat(told).containsExactly("on");
        hold.endIfTooLong(true, told::add);
        assertThat(told).hasSize(2);
    }

    /** By another thread than the one that begins it. */
    @Test
    void aHoldThatIsOverAsSoonAsItBeginsIsToldOfInThisOrder() throws InterruptedException {
        Hold hold = new Hold(nanos::get);
        List<Object> told = Collections.synchronizedList(new ArrayList<>());
        Thread other = Thread.ofVirtual().unstarted(() -> hold.end(told::add));
        hold.begin(() -> {
            other.start();
            // It waits for the beginning to be told of; where it does not, it has told of the end by then.
            Awaitility.await().until(() -> other.getState() == Thread.State.BLOCKED || !other.isAlive());
            told.add("on");
        });
        other.join();
        assertThat(told).containsExactly("on", Duration.ZERO);
    }

    private void pass(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }
}
