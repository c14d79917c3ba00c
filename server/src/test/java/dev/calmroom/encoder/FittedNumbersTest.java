package dev.calmroom.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FittedNumbersTest {
    private static final String FILE = "for-a-test";

    private record Both(double firstOne, double[] steps) {}

    private record OneMore(double firstOne, double[] steps, double another) {}

    private record OneLess(double firstOne) {}

    @Test
    void numbersStandInAFileByTheirNames() {
        Both read = FittedNumbers.read(FILE, Both.class);

        assertThat(read.firstOne()).isEqualTo(0.25);
        assertThat(read.steps()).containsExactly(1, 2);
    }

    @Test
    void aNumberThatIsMissingOrThatNobodyAsksForIsToldWithItsFile() {
        assertThatThrownBy(() -> FittedNumbers.read(FILE, OneMore.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("for-a-test.yaml")
                .hasMessageContaining("another");
        assertThatThrownBy(() -> FittedNumbers.read(FILE, OneLess.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("steps");
        assertThatThrownBy(() -> FittedNumbers.read("nowhere", Both.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not in this build");
    }
}
