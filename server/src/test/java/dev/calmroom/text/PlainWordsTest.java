package dev.calmroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainWordsTest {
    @Test
    void capitalsAndApostrophesAreTheSameWhoeverWroteThem() {
        assertThat(PlainWords.of("It’s OK, isn't it?")).isEqualTo("it's ok, isn't it?");
    }

    @Test
    void onlyTheWordsAreLeftWithOneSpaceBetweenThem() {
        assertThat(PlainWords.only("  «Forty-five — no:  9 %», I’d said… ")).isEqualTo("forty five no 9 i'd said");
        assertThat(PlainWords.only("… ?!")).isEmpty();
    }

    @Test
    void aSmallNumberIsReadFromFiguresOrWords() {
        assertThat(NumberWords.sum("45")).hasValue(45);
        assertThat(NumberWords.sum("forty-five")).hasValue(45);
        assertThat(NumberWords.sum("twenty three")).hasValue(23);
        assertThat(NumberWords.sum("forty odd")).isEmpty();
        assertThat(NumberWords.sum("12345678901234")).isEmpty();
    }
}
