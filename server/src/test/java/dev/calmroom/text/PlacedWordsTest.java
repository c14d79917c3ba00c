package dev.calmroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacedWordsTest {
    private static final String TURN = "No – you’re RIGHT, I think. What's the worst case?  Tell me; please";
    private final PlacedWords words = new PlacedWords(TURN);

    @Test
    void wordsStandAloneWithoutCaseMarksAndApostrophes() {
        assertThat(words.text()).isEqualTo("no youre right i think whats the worst case tell me please");
        assertThat(PlainWords.bare(TURN)).isEqualTo(words.text());
    }

    @Test
    void theyLeadBackToHowTheyStandInTheText() {
        int at = words.find("You're right");

        assertThat(words.verbatim(at, at + "youre right".length())).isEqualTo("you’re RIGHT");
        assertThat(TURN.charAt(words.origin(at))).isEqualTo('y');
        assertThat(words.sentenceAround(at, at + 5)).isEqualTo("No – you’re RIGHT, I think");
    }

    @Test
    void onlyWholeWordsAreFound() {
        assertThat(words.contains("worst case")).isTrue();
        assertThat(words.contains("worst cas")).isFalse();
        assertThat(words.find("…")).isEqualTo(-1);
    }
}
