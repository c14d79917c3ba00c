package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedWordsTest {
    private final SharedWords words = new SharedWords(
            List.of(
                    List.of("How many customers are affected?", "2,200 customers."),
                    List.of("Have customers left?"),
                    List.of("Is the snapshot good?")),
            Set.of("the", "are", "have", "how"));

    @Test
    void aWordThatFewThingsHaveCountsMore() {
        double[] shares = words.in("the customer's snapshot");
        assertThat(shares[2]).isGreaterThan(shares[0]);
        assertThat(shares[0]).isEqualTo(shares[1]).isPositive();
    }

    @Test
    void littleWordsAndStrangeOnesTellNothing() {
        assertThat(words.in("how are the others")).containsOnly(0);
        assertThat(words.in("")).containsOnly(0);
    }
}
