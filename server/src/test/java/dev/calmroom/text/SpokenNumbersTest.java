package dev.calmroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What is a number in what somebody says, and where it ends. */
@NullMarked
class SpokenNumbersTest {
    private final SpokenNumbers numbers = new SpokenNumbers(Set.of("minutes", "customers"));

    @Test
    void aNumberInSeveralWordsIsOne() {
        assertThat(numbers.all("Twenty-two hundred customers, two thousand one hundred and five tickets"))
                .containsExactlyInAnyOrder(2_200L, 2_105L);
    }

    @Test
    void noNumberGoesOnBehindTheEndOfASentence() {
        assertThat(numbers.all("Twenty-two hundred. One of the three has left."))
                .containsExactlyInAnyOrder(2_200L, 1L, 3L);
        assertThat(numbers.all("Five to twelve fifty. Seven hours in all."))
                .containsExactlyInAnyOrder(5L, 12L, 50L, 7L);
        assertThat(numbers.measured("It was forty. Minutes count.")).isEmpty();
    }

    @Test
    void aPointWithinANumberEndsNoSentence() {
        assertThat(numbers.measured("4.5 minutes. 2,200 customers.")).containsExactlyInAnyOrder(4L, 2_200L);
    }
}
