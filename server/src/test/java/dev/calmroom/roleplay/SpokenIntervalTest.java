package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenIntervalTest {

    @ParameterizedTest
    @CsvSource({
        "every forty-five minutes one sentence, 45",
        "give me a line every 30 minutes please, 30",
        "ring me in half an hour, 30",
        "status hourly and nothing else, 60",
        "every hour and a half, 90",
        "every quarter of an hour, 15",
        "I want to hear from you every two hours, 120",
        "twenty five minutes from now, 25",
        "Every forty five minutes, 45"
    })
    void aLengthOfTimeIsHeardAsPeopleSayIt(String words, int minutes) {
        assertThat(SpokenInterval.in(words)).contains(Duration.ofMinutes(minutes));
    }

    @Test
    void whatIsNoLengthOfTimeIsNone() {
        assertThat(SpokenInterval.in("one sentence from time to time")).isEmpty();
        assertThat(SpokenInterval.in("give me several minutes")).isEmpty();
        assertThat(SpokenInterval.in("every 999 minutes")).contains(Duration.ofMinutes(999));
        assertThat(SpokenInterval.in("")).isEmpty();
    }
}
