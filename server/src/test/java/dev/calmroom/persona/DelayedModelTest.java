package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A whole call with a model that is late by so and so much, on a clock that stands still in between. */
class DelayedModelTest extends DelayedModelCase {
    @Test
    void whateverTheDelayNobodyWaitsLongerForTheFirstWords() throws Exception {
        List<Integer> delays =
                IntStream.range(0, 24).map(i -> 100 + i * 100).boxed().toList();
        List<Said> call = call(delays);

        assertThat(call).allSatisfy(turn -> {
            assertThat(turn.silent()).isLessThanOrEqualTo(FIRST_WORDS);
            assertThat(turn.speaker()).isEqualTo("stub, free");
            assertThat(turn.sentences()).contains(turn.sentence());
        });
        assertThat(call.getFirst().sentences())
                .as("a quick one needs no bridge")
                .hasSize(1);
        nothingIsSaidTwice(call);
    }

    @Test
    void whatHasNotComeByThenIsEndedByTheUnderstudyAndNothingIsSaidTwice() throws Exception {
        // Two lost in a row would leave the model alone for half a minute.
        List<Said> call = call(List.of(9_000, 400, 3_000, 300, 2_900, 500, 60_000, 700));

        for (int i = 0; i < call.size(); i += 2) {
            Said turn = call.get(i);
            assertThat(turn.speaker()).isEqualTo("understudy");
            assertThat(turn.silent()).isLessThanOrEqualTo(FIRST_WORDS);
            assertThat(turn.took()).isEqualTo(FIRST_WORDS.plus(BEHIND_THE_BRIDGE));
            assertThat(turn.sentences()).hasSizeGreaterThan(1).doesNotContain(turn.sentence());
        }
        nothingIsSaidTwice(call);
    }
}
