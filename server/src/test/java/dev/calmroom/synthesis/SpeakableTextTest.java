package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakableTextTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/synthesis/speakable.tsv", delimiter = '\t', quoteCharacter = '\0')
    void what_is_written_is_said_in_words(String written, String said) {
        assertThat(SpeakableText.of(written)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "…", "?!", "😬", "---", "\u0000", "((((", "$", "%", "1e999", "99999999999999999999999"
            })
    void nothing_is_too_odd_to_be_taken(String odd) {
        assertThat(SpeakableText.of(odd)).isNotNull().doesNotContain("null");
    }
}
