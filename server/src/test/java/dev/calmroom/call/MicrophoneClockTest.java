package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Frames of 20 ms; the line takes 50 ms. */
class MicrophoneClockTest {
    private static final int FRAME = 320;
    private static final long LINE = 50;

    private final MicrophoneClock clock = new MicrophoneClock();
    private long position;

    private void arrives(double millis) {
        position += FRAME;
        clock.arrived(position, Duration.ofNanos((long) (millis * 1e6)));
    }

    private double last() {
        return clock.at(position).toNanos() / 1e6;
    }

    @Test
    void framesLateAndInBurstsWereSpokenEvenly() {
        for (int burst = 1; burst <= 50; burst++) {
            for (int frame = 0; frame < 5; frame++) {
                arrives(burst * 100.0 + LINE);
            }
            assertThat(last()).isEqualTo(burst * 100.0 + LINE);
        }
        for (int frame = 1; frame <= 20; frame++) {
            arrives(5_000 + frame * 20.0 + LINE + frame * 17 % 40);
        }
        assertThat(last()).isEqualTo(5_400 + LINE);
    }

    @Test
    void aClockThatRunsFastOrSlowIsFollowedWithin40MsOverTenMinutes() {
        for (double samplesPerSecond : new double[] {16_050, 15_950}) {
            MicrophoneClock skewed = new MicrophoneClock();
            long sent = 0;
            for (double second = 0; second < 600; second = sent / samplesPerSecond) {
                sent += FRAME;
                double spoken = sent / samplesPerSecond * 1e3;
                skewed.arrived(sent, Duration.ofNanos((long) ((spoken + LINE) * 1e6)));
                assertThat(skewed.at(sent).toNanos() / 1e6 - LINE).isBetween(spoken - 40, spoken + 1);
            }
        }
    }

    @Test
    void afterAMuteOfHalfASecondTheTimeIsThatOfWhatComesThen() {
        for (int frame = 1; frame <= 50; frame++) {
            arrives(frame * 20.0 + LINE);
        }
        clock.pause();
        arrives(1_500 + 20 + LINE);
        assertThat(last()).isEqualTo(1_520 + LINE);
    }

    @Test
    void afterAGapTheTimeIsThatOfWhatComesThen() {
        for (int frame = 1; frame <= 50; frame++) {
            arrives(frame * 20.0 + LINE);
        }
        for (int frame = 1; frame <= 50; frame++) {
            arrives(6_000 + frame * 20.0 + LINE);
        }
        assertThat(last()).isEqualTo(7_000 + LINE);
    }

    @Test
    void soundKeptWhileTheLineWasAwayAndSentAtOnceWasSpokenBeforeItCameBack() {
        for (int frame = 1; frame <= 50; frame++) {
            arrives(frame * 20.0 + LINE);
        }
        for (int frame = 1; frame <= 150; frame++) {
            arrives(4_000 + LINE);
        }
        assertThat(last()).isEqualTo(4_000 + LINE);
        arrives(4_020 + LINE);
        assertThat(last()).isEqualTo(4_020 + LINE);
    }
}
