package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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
        assertThat(hold.begin()).isTrue();
        assertThat(hold.begin()).isFalse();
        pass(Hold.LONGEST.toSeconds());
        assertThat(hold.endIfTooLong()).isEmpty();
        pass(1);
        assertThat(hold.endIfTooLong()).contains(Hold.LONGEST.plusSeconds(1));
        assertThat(hold.end()).isEmpty();
    }

    private void pass(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }
}
