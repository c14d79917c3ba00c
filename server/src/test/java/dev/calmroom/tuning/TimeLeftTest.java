package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TimeLeftTest {
    private final TimeLeft time = new TimeLeft(2);

    @Test
    void quickCallsOfTheUnderstudySayNothingAboutAModels() {
        for (int call = 0; call < 10; call++) {
            time.ahead("understudy", 8);
            time.ahead("model", 8);
        }
        for (int call = 0; call < 10; call++) {
            time.over("understudy", 8, Duration.ofMillis(40), true);
        }
        assertThat(time.left()).as("nothing is known of the model yet").isEmpty();

        time.over("model", 8, Duration.ofSeconds(60), true);
        assertThat(time.left())
                .as("nine calls of a minute each, two at once")
                .contains(Duration.ofMinutes(9).dividedBy(2));
    }

    @Test
    void aLongCallTakesLongerThanAShortOne() {
        time.ahead("model", 4);
        time.ahead("model", 12);

        time.over("model", 4, Duration.ofSeconds(20), true);

        assertThat(time.left()).contains(Duration.ofSeconds(30));
    }

    @Test
    void whatFailsAtOnceMakesTheOthersNoQuicker() {
        for (int call = 0; call < 3; call++) {
            time.ahead("model", 5);
        }
        time.over("model", 5, Duration.ofMillis(3), false);
        assertThat(time.left()).isEmpty();

        time.over("model", 5, Duration.ofSeconds(10), true);
        assertThat(time.left()).contains(Duration.ofSeconds(5));
        time.over("model", 5, Duration.ofSeconds(10), true);
        assertThat(time.left()).contains(Duration.ZERO);
    }
}
