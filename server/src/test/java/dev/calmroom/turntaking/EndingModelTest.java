package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndingModelTest {
    private static final EndingModel MODEL = EndingModel.load();

    @ParameterizedTest
    @CsvSource({
        "all the children are asleep now, all the children are",
        "who looks after the little one, who looks after the",
        "we open again in the morning, we open again in",
        "let me know when you have slept, let me know when you have",
    })
    void thinksTheWholeLikelierAnEndThanItsBeginning(String whole, String beginning) {
        assertThat(MODEL.logOdds(TurnLexicon.words(whole)))
                .isGreaterThan(MODEL.logOdds(TurnLexicon.words(beginning)) + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 41, 400})
    void readsAnyNumberOfWords(int number) {
        List<String> words = Collections.nCopies(number, "xyzzy");
        assertThat(MODEL.logOdds(words)).isBetween(-20.0, 20.0).isEqualTo(MODEL.logOdds(words));
    }

    @Test
    void whatWasSaidLongAgoTellsNothing() {
        List<String> end = List.of("we open again in the morning so get some sleep".split(" "));
        List<String> before = Collections.nCopies(40 - end.size(), "yes");
        assertThat(MODEL.logOdds(concat(List.of(List.of("because", "if"), before, end))))
                .isEqualTo(MODEL.logOdds(concat(List.of(before, end))));
    }

    private static List<String> concat(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
