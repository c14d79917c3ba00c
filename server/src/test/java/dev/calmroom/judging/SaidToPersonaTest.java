package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said to a guest neither helps nor harms the persona in the built-in judge's eyes. */
class SaidToPersonaTest {
    private static final Graders GRADERS = new Graders(
            TestRubric.PROMPTS,
            framework -> LearnedAppraiser.load(TestRubric.PROMPTS, framework),
            (rubric, prompt) -> Optional.empty());

    private final List<Turn> call = TestRubric.call(
            "K: Six hours now.",
            "Put him through, I'll talk to him.",
            "K: So what do I tell my clients?",
            "Who broke this? I want the name of whoever signed it off.",
            "K: Not my people.",
            "You hear from me every half hour, one sentence.",
            "K: You're back. What did he want?");

    @Test
    void wordsForTheGuestAreNotJudgedAndWordsForThePersonaAre() {
        List<Turn> withGuest = call.stream()
                .map(turn -> toGuest(turn) ? turn.with("Marcus") : turn)
                .toList();

        assertThat(verdict(call, "trap.blame")).isEqualTo(Verdict.YES);
        assertThat(verdict(call, "rhythm.interval")).isEqualTo(Verdict.YES);
        assertThat(verdict(withGuest, "trap.blame")).isEqualTo(Verdict.NO);
        assertThat(verdict(withGuest, "rhythm.interval")).isEqualTo(Verdict.NO);
    }

    @Test
    void turnsKeepTheirNumbers() {
        List<Turn> withGuest = List.of(call.get(0), call.get(1).with("Marcus"), call.get(2));

        assertThat(SaidToPersona.of(withGuest)).extracting(Turn::number).containsExactly(1, 3);
    }

    private static boolean toGuest(Turn turn) {
        return turn.number() >= 3 && turn.number() <= 6;
    }

    private static Verdict verdict(List<Turn> call, String criterion) {
        Scorecard card = GRADERS.builtInOnce("steady-hand").grade(call, 1, "", JudgeListener.NOBODY);
        return card.criteria().stream()
                .filter(result -> result.id().equals(criterion))
                .map(CriterionResult::verdict)
                .findFirst()
                .orElseThrow();
    }
}
