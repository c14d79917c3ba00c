package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {
    private final Scoring scoring = new Scoring(TestRubric.RUBRIC);

    @Test
    void everythingMetAndNoTrapIsAHundred() {
        assertThat(scoring.score(all(Map.of()))).isEqualTo(100);
    }

    @Test
    void nothingMetAndNoOrderKeptIsZeroAndNotLess() {
        List<CriterionResult> nothing = TestRubric.RUBRIC.criteria().stream()
                .map(c -> Answers.no(c.id(), ""))
                .toList();
        assertThat(scoring.score(nothing)).isZero();
    }

    /** Five moves of twenty points, shared evenly; the whole is rounded once. */
    @ParameterizedTest
    @CsvSource({
        "regulate.asks-how, 93",
        "questions.gut, 96",
        "shield.phone, 90",
        "rhythm.interval, 90",
        "later.priority, 93",
        "order.regulate-first, 95"
    })
    void aMissedCriterionCostsItsShare(String missed, int score) {
        assertThat(scoring.score(all(Map.of(missed, Answers.no(missed, ""))))).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"1, 90", "2, 85", "3, 80", "4, 80", "9, 80"})
    void aTrapCostsTenThenFiveAndNeverMoreThanTwenty(int turns, int score) {
        List<Evidence> evidence = IntStream.rangeClosed(1, turns)
                .mapToObj(turn -> new Evidence(turn * 2, "who did this"))
                .toList();
        assertThat(scoring.score(all(Map.of("trap.blame", Answers.yes("trap.blame", "", evidence)))))
                .isEqualTo(score);
    }

    @Test
    void twiceInOneTurnIsOneTurn() {
        List<Evidence> evidence = List.of(new Evidence(2, "who did this"), new Evidence(2, "your fault"));
        assertThat(scoring.score(all(Map.of("trap.blame", Answers.yes("trap.blame", "", evidence)))))
                .isEqualTo(90);
    }

    @Test
    void aGoodDeedThatIsNotSureButStandsOnWordsIsWorthHalf() {
        CriterionResult met = Answers.yes("shield.phone", "", List.of(new Evidence(2, "only me")));
        CriterionResult maybe = new CriterionResult("shield.phone", Verdict.UNSURE, "", met.evidence(), List.of());
        assertThat(scoring.points(TestRubric.RUBRIC.criterion("shield.phone"), maybe))
                .isEqualTo(5);
        assertThat(scoring.points(TestRubric.RUBRIC.criterion("shield.phone"), met))
                .isEqualTo(10);
    }

    @Test
    void whatIsNotSureAndStandsOnNoWordsNeitherGivesNorCosts() {
        assertThat(scoring.score(all(Map.of(
                        "shield.phone", Answers.unsure("shield.phone", ""),
                        "trap.certainty", Answers.unsure("trap.certainty", ""),
                        "order.questions-first", Answers.unsure("order.questions-first", "")))))
                .isEqualTo(90);
    }

    @Test
    void aTrapThatATrainerAddsWithoutATurnHappenedOnce() {
        assertThat(scoring.score(all(Map.of("trap.blame", Answers.yes("trap.blame", "", List.of())))))
                .isEqualTo(90);
    }

    @Test
    void allTrapsAtTheirWorstAndBothOrdersTakeSeventy() {
        List<Evidence> often = Stream.of(2, 4, 6).map(t -> new Evidence(t, "x")).toList();
        assertThat(scoring.score(all(Map.of(
                        "trap.blame", Answers.yes("trap.blame", "", often),
                        "trap.micromanage", Answers.yes("trap.micromanage", "", often),
                        "trap.certainty", Answers.yes("trap.certainty", "", often),
                        "order.regulate-first", Answers.no("order.regulate-first", ""),
                        "order.questions-first", Answers.no("order.questions-first", "")))))
                .isEqualTo(30);
    }

    /** A call in which everything went well, but for what is given. */
    private static List<CriterionResult> all(Map<String, CriterionResult> but) {
        List<CriterionResult> results = new ArrayList<>();
        for (Rubric.Criterion criterion : TestRubric.RUBRIC.criteria()) {
            Verdict well = criterion.kind() == Rubric.Kind.TRAP ? Verdict.NO : Verdict.YES;
            results.add(but.getOrDefault(
                    criterion.id(), new CriterionResult(criterion.id(), well, "", List.of(), List.of())));
        }
        return results;
    }
}
