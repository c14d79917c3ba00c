package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class EndingModelTest {
    private static final EndingModel MODEL = EndingModel.load(TurnLexicon.english());

    /** Fails when a list of the lexicon was changed and the weights were not learned anew. */
    @ParameterizedTest
    @CsvFileSource(resources = "/turntaking/endings.tsv", delimiter = '\t', quoteCharacter = '\0')
    void reads_words_as_they_were_read_in_training(double logOdds, String words) {
        assertThat(MODEL.logOdds(TurnLexicon.words(words))).isCloseTo(logOdds, within(0.002));
    }

    @ParameterizedTest
    @CsvSource({
        "all the children are asleep now, all the children are",
        "who looks after the little one, who looks after the",
        "we open again in the morning, we open again in",
        "tell me when you are home, tell me when",
    })
    void thinks_the_whole_likelier_an_end_than_its_beginning(String whole, String beginning) {
        assertThat(MODEL.logOdds(TurnLexicon.words(whole)))
                .isGreaterThan(MODEL.logOdds(TurnLexicon.words(beginning)) + 2);
    }

    @Test
    void knows_nothing_of_unknown_words_but_where_they_stand() {
        assertThat(MODEL.logOdds(List.of("xyzzy"))).isBetween(-8.0, 0.0);
    }
}
