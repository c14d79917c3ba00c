package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateIntervalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Update me every 45 minutes | 45",
                "send me a line every forty-five minutes | 45",
                "every forty five please | 45",
                "ping me every half hour | 30",
                "check in on the half hour | 30",
                "text me every hour | 60",
                "hourly, one word | 60",
                "on the hour, ten words max | 60",
                "every three quarters of an hour | 45",
                "every ten minutes | 10",
                "every fifteen minutes, full rundown | 15",
                "every quarter of an hour | 15",
                "every couple of minutes | 5",
                "every two hours | 120",
                "an update each hour | 60",
                "at midnight, then at one and at two | 60",
                "call at twelve, then half past twelve, then one | 30",
                "at ten to one, then ten past one | 20",
                "three quarters of an hour between calls | 45",
                "at 23h30, at 0h15 and at 1h00 | 45",
                "sitreps 2315, 0000 and 0045 | 45",
                "reports at 23:00, 23:45, 00:30 | 45",
                "at twenty-three thirty and zero hundred hours | 30"
            })
    void readsHowLongThePersonaIsLeftAlone(String words, int minutes) {
        assertThat(UpdateInterval.of(NormalText.of(words))).contains(Duration.ofMinutes(minutes));
    }

    @Test
    void namesNothingWhereNothingIsNamed() {
        assertThat(UpdateInterval.of(NormalText.of("keep me posted, one sentence is fine")))
                .isEmpty();
        assertThat(UpdateInterval.of(NormalText.of("let me know when it is done")))
                .isEmpty();
    }
}
