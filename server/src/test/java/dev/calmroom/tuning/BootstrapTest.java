package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void oneCallLeavesNothingOut() {
        assertThat(Bootstrap.interval(new double[] {0.08})).containsExactly(0, 0.08);
        assertThat(Bootstrap.interval(new double[] {-0.4})).containsExactly(-0.4, 0);
    }

    @Test
    void callsThatAllMoveTheSameWayLeaveNoDifferenceOut() {
        double[] interval = Bootstrap.interval(new double[] {0.1, 0.12, 0.09, 0.11, 0.1});

        assertThat(interval[0]).isBetween(0.09, 0.1);
        assertThat(interval[1]).isBetween(0.105, 0.12);
    }
}
