package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakableTextTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/synthesis/speakable.tsv", delimiter = '\t', quoteCharacter = '\0')
    void whatIsWrittenIsSaidInWords(String written, String said) {
        assertThat(SpeakableText.of(written)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "…",
                "?!",
                "😬",
                "---",
                "\u0000",
                "((((",
                "$",
                "%",
                "1e999",
                "99999999999999999999999",
                "2026-13-45",
                "99/99/9999",
                "5/0",
                "0/0",
                "99999999999999999999/3",
                "99999999999999h59",
                "1:2:3:4",
                "$.",
                "€€5",
                "10.0.0.256",
                "1.2.3.4.5.6",
                "http://",
                "@",
                "a@b",
                "-",
                "--5",
                "5--",
                "v",
                "v.",
                "$1 $2 \\1",
                "99999999999999999999th",
                "٣٤",
                "12:60",
                "#",
                "½½",
                "Jan 99",
                "0xx"
            })
    void nothingIsTooOddToBeTaken(String odd) {
        assertThat(SpeakableText.of(odd)).isNotNull().doesNotContain("null");
    }
}
