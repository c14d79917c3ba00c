package dev.calmroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenIntervalTest {
    private static final LocalTime ELEVEN = LocalTime.of(23, 0);

    @ParameterizedTest
    @CsvSource({
        "every forty-five minutes one sentence, 45",
        "give me a line every 30 minutes please, 30",
        "write at the top and the bottom of the hour, 30",
        "on the hour and the half, 30",
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
        "every twenty minutes and for the first time at half past, 20",
        "every five minutes, 5",
        "each five minutes, 5",
        "ring me in forty-six minutes, 46",
        "every minute, 1"
    })
    void aLengthOfTimeIsHeardAsPeopleSayIt(String words, int minutes) {
        assertThat(SpokenInterval.first(words, ELEVEN)).contains(Duration.ofMinutes(minutes));
    }

    @Test
    void aMarkThatHasJustGoneByIsTheNextOne() {
        assertThat(SpokenInterval.first("at half past", LocalTime.of(23, 40))).contains(Duration.ofMinutes(50));
        assertThat(SpokenInterval.first("at half past eleven", LocalTime.of(23, 30)))
                .contains(Duration.ofHours(12));
        assertThat(SpokenInterval.first("half of them are past caring", ELEVEN)).isEmpty();
    }

    @Test
    void whatIsNoLengthOfTimeIsNone() {
        assertThat(SpokenInterval.first("one sentence from time to time", ELEVEN))
                .isEmpty();
        assertThat(SpokenInterval.first("give me several minutes", ELEVEN)).isEmpty();
        assertThat(SpokenInterval.first("every 999 minutes", ELEVEN)).contains(Duration.ofMinutes(999));
        assertThat(SpokenInterval.first("", ELEVEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Update me every 45 minutes | 45",
                "send me a line every forty-five minutes | 45",
                "every forty five please | 45",
                "ping me every half hour | 30",
                "a line on the hour and the half hour | 30",
                "on the hour and at half past please | 30",
                "write to me twice an hour | 30",
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
                "every forty-five mikes | 45",
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
    void aRhythmSaysHowLongThePersonaIsLeftAlone(String words, int minutes) {
        assertThat(SpokenInterval.betweenUpdates(plain(words))).contains(Duration.ofMinutes(minutes));
    }

    @Test
    void aRhythmIsNoneWhereNoneIsNamed() {
        assertThat(SpokenInterval.betweenUpdates(plain("keep me posted, one sentence is fine")))
                .isEmpty();
        assertThat(SpokenInterval.betweenUpdates(plain("let me know when it is done")))
                .isEmpty();
        for (String counted : List.of(
                "every five hundred error on the dashboard",
                "every 500 error",
                "every fifty percent drop",
                "all sixty of them",
                "all twenty-two hundred are back")) {
            assertThat(SpokenInterval.betweenUpdates(plain(counted)))
                    .as(counted)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            One line every 45 minutes and I'll stay out of it., every forty-five minutes
            Every half an hour?, every half hour
            On the hour and the half hour., every half hour
            Twice an hour would do., every half hour
            Forty-five-minute intervals., every forty-five minutes
            Half-hourly., every half hour
            Once an hour is plenty., once an hour
            Every hour and a half., every ninety minutes
            Call me every twenty minutes., every twenty minutes
            Every couple of hours., every two hours
            Call me in 45 minutes., in forty-five minutes
            Ring me within half an hour., in half an hour
            'Back to me in an hour, please.', in an hour
            Let me know at midnight., at midnight
            'Rhythm, then. Forty-five minutes, one sentence.', every forty-five minutes
            Then every thirty. Two sentences., every half hour
            'Call me in an hour, and then every forty-five minutes.', every forty-five minutes
            Tell me in an hour how it looks. After that every half hour., every half hour""")
    void whatIsNamedIsSaidBack(String words, String said) {
        assertThat(SpokenInterval.saidBack(words)).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tell me everything, all the time.",
                "Every minute.",
                "It will be fixed in ninety minutes?",
                "One by one, and twice at one.",
                "By midnight.",
                "At midnight it will be six hours.",
                "I see every five hundred error on the dashboard.",
                "How long have you been at it?",
                ""
            })
    void whatNobodyCouldKeepIsNotSaidBack(String words) {
        assertThat(SpokenInterval.saidBack(words)).isEmpty();
    }

    /** As the judge reads a turn: without marks. */
    private static String plain(String words) {
        return PlainWords.only(words).replace("'", "");
    }
}
