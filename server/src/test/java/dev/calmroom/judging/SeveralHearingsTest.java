package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.text.PlacedWords;
import dev.calmroom.transcript.PlainTranscript;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How the hearings of a call vote. The judge here hears a thing where the wording pleases it. */
class SeveralHearingsTest {
    private static final List<Turn> CALL = PlainTranscript.parse(
            "Kenji: Down.\nLeader: I'm with you. We won't stop, and I'll be here till forty-five past, 60 % sure.",
            List.of("Kenji"));
    private static final Votes BARS = new Votes(0.5, 0.2, 0.8, 0.4, null);

    @Test
    void whatHalfOfTheHearingsFindWasDone() {
        CriterionResult together = heard("regulate.together", way -> way.contains("."));
        assertThat(together.verdict()).isEqualTo(Verdict.YES);
        assertThat(together.evidence()).containsExactly(new Evidence(2, "We won't stop"));
        assertThat(together.votes()).contains(Verdict.YES, Verdict.NO);
    }

    @Test
    void whatFewFindIsUnsureAndShowsTheWords() {
        CriterionResult together = heard("regulate.together", way -> !way.contains(",") && !way.contains("we won't"));
        assertThat(heard("regulate.together", way -> way.contains("um")).verdict())
                .isEqualTo(Verdict.UNSURE);
        assertThat(together.verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void aTrapThatOnlySomeHearIsNoAccusation() {
        assertThat(heard("trap.blame", way -> way.contains(".")).verdict()).isEqualTo(Verdict.UNSURE);
        assertThat(heard("trap.blame", way -> true).verdict()).isEqualTo(Verdict.YES);
        assertThat(heard("trap.blame", way -> way.contains("%")).evidence()).isNotEmpty();
    }

    private static CriterionResult heard(String criterion, Predicate<String> wording) {
        Judge picky = new OneEar(criterion, wording);
        return new SeveralHearings(TestRubric.RUBRIC, BARS, picky)
                .judge(CALL, 1, JudgeListener.NOBODY).stream()
                        .filter(result -> result.id().equals(criterion))
                        .findFirst()
                        .orElseThrow();
    }

    private record OneEar(String criterion, Predicate<String> wording) implements Judge {
        private static final Map<String, String> QUOTES =
                Map.of("won't", "We won't stop", "will not", "We will not stop");

        @Override
        public String name() {
            return "one ear";
        }

        @Override
        public int steps() {
            return TestRubric.RUBRIC.observable().size();
        }

        @Override
        public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
            return TestRubric.RUBRIC.observable().stream()
                    .map(c -> c.id().equals(criterion) ? answer(call) : Answers.no(c.id(), ""))
                    .toList();
        }

        private CriterionResult answer(List<Turn> call) {
            List<Evidence> evidence = call.stream()
                    .filter(turn -> turn.isLeader() && wording.test(turn.text()))
                    .flatMap(turn -> QUOTES.values().stream()
                            .filter(quote -> new PlacedWords(turn.text()).contains(quote))
                            .map(quote -> new Evidence(turn.number(), quote)))
                    .toList();
            return evidence.isEmpty() ? Answers.no(criterion, "") : Answers.yes(criterion, "", evidence);
        }
    }
}
