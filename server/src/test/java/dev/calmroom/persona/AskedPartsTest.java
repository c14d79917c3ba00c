package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.comprehension.Ask;
import dev.calmroom.comprehension.Ask.Kind;
import dev.calmroom.comprehension.Likely;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.comprehension.TurnReading.OffRole;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which parts of a question have an answer. */
class AskedPartsTest {
    private static final Ask KNOWN = ask("how many", Kind.HOW_MANY, new Sought.Fact("customers"));
    private static final Ask UNKNOWN = ask("who cleans", Kind.WHO, Sought.Beside.NONE_OF_THESE);
    private static final Ask MERELY = ask("isn't it", Kind.YES_NO, Sought.Beside.NONE_OF_THESE);

    @Test
    void onePartOfTwoIsNotKnown() {
        LeaderTurn turn = turn(KNOWN, UNKNOWN);
        assertThat(turn.unanswered()).containsExactly("who cleans");
        assertThat(turn.asksBesideForUnknown()).isTrue();
        assertThat(turn.asksSeveral()).isFalse();
    }

    @Test
    void aQuestionAloneIsNoPart() {
        assertThat(turn(UNKNOWN).asksBesideForUnknown()).isFalse();
        assertThat(turn(KNOWN).asksBesideForUnknown()).isFalse();
    }

    @Test
    void whatOnlyWantsAYesIsNoPartThatIsOwedAnAnswer() {
        assertThat(turn(KNOWN, MERELY).asksBesideForUnknown()).isFalse();
    }

    @Test
    void whatTheMemoryOfTheCallAnswersIsNotUnknown() {
        Ask remembered = ask("what did we settle", Kind.WHAT, Sought.Beside.MEMORY_DECIDED);
        LeaderTurn turn = turn(KNOWN, remembered);
        assertThat(turn.unanswered()).isEmpty();
        assertThat(turn.asksBesideForUnknown()).isFalse();
    }

    private static Ask ask(String quote, Kind kind, Sought sought) {
        return new Ask(quote, 0, kind, List.of(new Likely<>(sought, 0.8)), 1);
    }

    private static LeaderTurn turn(Ask... asks) {
        List<String> facts =
                List.of(asks).stream().flatMap(ask -> ask.facts().stream()).toList();
        TurnReading whole =
                new TurnReading(true, facts, false, false, true, List.of(), false, List.of(), false, OffRole.NONE);
        return new LeaderTurn(
                "…",
                new Appraisal(List.of(), List.of()),
                Set.of(),
                Set.of(),
                new Reading(List.of(), List.of(asks), whole),
                false);
    }
}
