package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenIntervalTest {
    private static final LocalTime ELEVEN = LocalTime.of(23, 0);

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
        "Every forty five minutes, 45",
        "each three-quarter hour mark, 45",
        "I want word every three quarters of an hour, 45",
        "one line on the quarter hour, 15",
        "call when there's news or at half past, 30",
        "ring me at quarter past, 15",
        "I expect you by quarter to, 45",
        "let's speak again at half past twelve, 90",
        "you call me at quarter to one, 105",
        "a sentence at the bottom of the hour, 30",
        "talk to me at midnight, 60",
        "every twenty minutes and for the first time at half past, 20"
    })
    void aLengthOfTimeIsHeardAsPeopleSayIt(String words, int minutes) {
        assertThat(SpokenInterval.in(words, ELEVEN)).contains(Duration.ofMinutes(minutes));
    }

    @Test
    void aMarkThatHasJustGoneByIsTheNextOne() {
        assertThat(SpokenInterval.in("at half past", LocalTime.of(23, 40))).contains(Duration.ofMinutes(50));
        assertThat(SpokenInterval.in("at half past eleven", LocalTime.of(23, 30)))
                .contains(Duration.ofHours(12));
        assertThat(SpokenInterval.in("half of them are past caring", ELEVEN)).isEmpty();
    }

    @Test
    void whatIsNoLengthOfTimeIsNone() {
        assertThat(SpokenInterval.in("one sentence from time to time", ELEVEN)).isEmpty();
        assertThat(SpokenInterval.in("give me several minutes", ELEVEN)).isEmpty();
        assertThat(SpokenInterval.in("every 999 minutes", ELEVEN)).contains(Duration.ofMinutes(999));
        assertThat(SpokenInterval.in("", ELEVEN)).isEmpty();
    }
}
