package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.comprehension.Ask;
import dev.calmroom.comprehension.Likely;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.comprehension.TurnReading;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeftOutTest {
    private static final LeaderTurn TURN = asking("soup", "bread", "wine", "bill");

    @Test
    void aPartForWhichTheAnswerHasNoRoomIsLeftOut() {
        assertThat(TURN.leftOut(List.of("soup", "bread", "wine"), _ -> true)).containsExactly("bill?");
    }

    @Test
    void whatMayNotBeToldIsNotSaidToBeLeftOut() {
        assertThat(TURN.leftOut(List.of("soup", "bread", "wine"), fact -> !fact.equals("bill")))
                .isEmpty();
    }

    @Test
    void whereNothingIsAnsweredNothingIsLeftOut() {
        assertThat(TURN.leftOut(List.of(), _ -> true)).isEmpty();
        assertThat(TURN.leftOut(List.of("weather"), _ -> true)).isEmpty();
        assertThat(asking("soup").leftOut(List.of("soup"), _ -> true)).isEmpty();
    }

    private static LeaderTurn asking(String... facts) {
        List<Ask> asks = Stream.of(facts)
                .map(fact ->
                        new Ask(fact + "?", 0, Ask.Kind.WHAT, List.of(new Likely<>(new Sought.Fact(fact), 0.9)), 1))
                .toList();
        return new LeaderTurn(
                "",
                new Appraisal(List.of(), List.of()),
                Set.of(),
                Set.of(),
                new Reading(List.of(), asks, TurnReading.nothing(TurnReading.OffRole.NONE)),
                false);
    }
}
