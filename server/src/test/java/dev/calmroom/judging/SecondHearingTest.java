package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the appraiser takes for help or harm is heard again behind what the persona had said. */
class SecondHearingTest {
    private static final Appraiser ENCODER = LearnedAppraiser.load(TestRubric.PROMPTS, "steady-hand");

    private final SecondHearing second = SecondHearing.of(TestRubric.PROMPTS, "steady-hand");

    @Test
    void anAccusationStaysAndAnInnocentQuestionDoesNotAccuse() {
        assertThat(left("You broke it, Kenji, and I want the name of whoever signed it off.", "blame"))
                .containsExactly("blame");
        assertThat(left("And when was the last meal that anybody in that room had, do you know?", "blame"))
                .containsExactly("other");
    }

    @Test
    void helpStaysAndTalkThatCarriesNothingHelpsNobody() {
        assertThat(left("Nobody is to blame for this tonight, Kenji, and nobody will be.", "remove-blame"))
                .containsExactly("remove-blame");
        assertThat(left("Bring a pencil when you come, my own has rolled under the radiator.", "remove-blame"))
                .containsExactly("other");
        assertThat(left("Ring me every half hour, one sentence will do.", "set-rhythm"))
                .containsExactly("set-rhythm");
        assertThat(left("Scrap what I said, do the rollback. It's slow but I can explain slow.", "decide-and-back"))
                .containsExactly("decide-and-back");
        assertThat(left("I have been in this trade for thirty years and never liked the coffee.", "set-rhythm"))
                .containsExactly("other");
    }

    @Test
    void whatCarriesNoCriterionAndWhatStandsBesideATrapStays() {
        assertThat(left("And when was the last meal that anybody in that room had?", "blame", "clarify"))
                .containsExactly("clarify");
    }

    @Test
    void theTrapsOwnSignsGoWithIt() {
        Turn turn = leader("And when was the last meal that anybody in that room had?");
        Appraisal first = new Appraisal(
                List.of(new Move("blame", turn.text(), 0.9, 0.8)),
                List.of(new Sign("trap.blame", turn.text(), 0.9), new Sign("regulate.person-first", turn.text(), 0.9)));

        assertThat(second.again(first, ENCODER, turn, List.of()).signs())
                .extracting(Sign::criterion)
                .containsExactly("regulate.person-first");
    }

    @Test
    void withoutHeadsOrAnEncoderNothingIsDoubted() {
        Appraiser deaf = (turn, _) -> new Appraisal(List.of(new Move("blame", turn.text(), 0.9, 0.8)), List.of());
        Turn turn = leader("And when was the last meal that anybody in that room had?");

        assertThat(second.over(deaf).appraise(turn, List.of()).moves())
                .extracting(Move::move)
                .containsExactly("blame");
        SecondHearing none = SecondHearing.of(TestRubric.PROMPTS, "leading-under-pressure");
        assertThat(none.over(ENCODER)).isSameAs(ENCODER);
        assertThat(second.over(ENCODER).read(turn, "")).isNotEqualTo(Optional.empty());
    }

    private List<String> left(String words, String... moves) {
        Turn turn = leader(words);
        Appraisal first = new Appraisal(
                List.of(moves).stream()
                        .map(move -> new Move(move, words, 0.9, 0.8))
                        .toList(),
                List.of());
        List<Turn> before = List.of(Turn.of(1, Speaker.PERSONA, "A handful of us. Everybody's been here since five."));
        return second.again(first, ENCODER, turn, before).moves().stream()
                .map(Move::move)
                .toList();
    }

    private static Turn leader(String words) {
        return Turn.of(2, Speaker.LEADER, words);
    }
}
