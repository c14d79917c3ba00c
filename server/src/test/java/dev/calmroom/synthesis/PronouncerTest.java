package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words as sounds, in the alphabets of the voices; the table was checked against espeak-ng and misaki by eye. */
class PronouncerTest {
    private static final PhonemeAlphabet PIPER = PhonemeAlphabet.of("piper");
    private static final PhonemeAlphabet KOKORO = PhonemeAlphabet.of("kokoro");

    @ParameterizedTest
    @CsvFileSource(resources = "/synthesis/pronounced.tsv", delimiter = '\t', quoteCharacter = '\0')
    void aClauseSoundsAsAmericansSayIt(String written, String piper, String kokoro) {
        PronouncedText text = Pronouncer.english().of(SpeakableText.of(written));
        assertThat(PIPER.write(text)).isEqualTo(piper);
        assertThat(KOKORO.write(text)).isEqualTo(kokoro);
    }

    @Test
    void aWordOfTwoReadingsIsReadByWhatStandsBeforeIt() {
        assertThat(piper("We are live.")).endsWith("lˈaɪv.");
        assertThat(piper("They live here.")).contains("lˈɪv");
        assertThat(piper("I have read it.")).contains("ɹˈɛd");
        assertThat(piper("I read it.")).contains("ɹˈiːd");
    }

    @Test
    void aWeakWordIsFullAtTheEndOfAClause() {
        assertThat(piper("for you")).startsWith("fɔːɹ");
        assertThat(piper("What for?")).endsWith("fˈɔːɹ?");
    }

    @Test
    void lettersAreNamedWithTheStressOnTheLast() {
        assertThat(piper("the S Q L")).isEqualTo("ði ˌɛs kjˌuː ˈɛl");
        assertThat(piper("disk I O")).endsWith("ˌaɪ ˈoʊ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "...",
                "'",
                "''",
                "x",
                "Xqzzvb",
                "日本",
                "é",
                "A",
                "I",
                "-",
                "o'",
                "'s",
                "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
            })
    void nothingIsTooOddToBePronounced(String odd) {
        PronouncedText text = Pronouncer.english().of(SpeakableText.of(odd));
        assertThat(PIPER.write(text)).isNotNull();
        assertThat(KOKORO.write(text)).isNotNull();
    }

    private static String piper(String text) {
        return PIPER.write(Pronouncer.english().of(text));
    }
}
