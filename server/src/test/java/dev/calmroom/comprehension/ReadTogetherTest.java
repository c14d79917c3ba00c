package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that share no words with the scenario's examples, read behind what the persona has said. */
class ReadTogetherTest {
    private static final Before OPENING = new Before(
            "It's four hours to roll back, or ninety minutes for the fix. I can't pick.", List.of("rollback", "fix"));

    private final Ear ear = Ears.platformDown();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "And you'd go for?                                        | gut",
                "Which would you take if I weren't on the line?           | gut",
                "How many firms are sitting in the dark because of us?    | customers",
                "so um the lads and lasses round you when did anybody last put something in their mouth | the-food"
            })
    void whatIsAskedInOtherWordsIsFound(String turn, String fact) {
        assertThat(ear.read(turn, OPENING).asks())
                .singleElement()
                .satisfies(ask -> assertThat(ask.facts()).startsWith(fact));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I was asked by the board what we lose.",
                "My wife asked what time I'd be home and I had no answer."
            })
    void whatIsOnlyToldAsksNothing(String turn) {
        assertThat(ear.read(turn, OPENING).asks()).isEmpty();
    }

    @Test
    void whatWasSaidBeforeTellsWhatIsAsked() {
        assertThat(ear.read("And you know that from where?", OPENING).asks())
                .singleElement()
                .satisfies(ask -> assertThat(ask.facts()).isNotEmpty());
    }
}
