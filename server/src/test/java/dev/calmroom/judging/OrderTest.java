package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final String DECIDES = "questions.decides";
    private static final String HOW = "regulate.asks-how";
    private static final String GUT = "questions.gut";
    private static final String WORST = "questions.worst-fix";
    private static final String REGULATE_FIRST = "order.regulate-first";
    private static final String QUESTIONS_FIRST = "order.questions-first";

    @Test
    void withinOneTurnTheSentenceThatComesFirstIsFirst() {
        List<Turn> kindFirst = TestRubric.call("How are you? We do the fix, I back you.");
        List<Turn> kindLast = TestRubric.call("We do the fix, I back you. How are you?");
        Map<String, List<Evidence>> proof = Map.of(
                HOW, List.of(new Evidence(1, "How are you")), DECIDES, List.of(new Evidence(1, "We do the fix")));

        assertThat(verdict(kindFirst, proof, REGULATE_FIRST)).isEqualTo(Verdict.YES);
        assertThat(verdict(kindLast, proof, REGULATE_FIRST)).isEqualTo(Verdict.NO);
    }

    @Test
    void twoQuestionsBeforeTheDecisionAreEnoughAndOneIsNot() {
        List<Turn> call =
                TestRubric.call("Worst of the fix?", "K: ninety minutes", "Your gut?", "K: fix", "We do the fix");
        Evidence worst = new Evidence(1, "Worst of the fix");
        Evidence gut = new Evidence(3, "Your gut");
        Evidence decision = new Evidence(5, "We do the fix");

        assertThat(verdict(
                        call,
                        Map.of(WORST, List.of(worst), GUT, List.of(gut), DECIDES, List.of(decision)),
                        QUESTIONS_FIRST))
                .isEqualTo(Verdict.YES);
        assertThat(verdict(call, Map.of(GUT, List.of(gut), DECIDES, List.of(decision)), QUESTIONS_FIRST))
                .isEqualTo(Verdict.NO);
    }

    @Test
    void aQuestionInTheBreathOfTheDecisionWasNotAnswered() {
        List<Turn> call = TestRubric.call("Worst of the fix? Your gut? We do the fix.");
        assertThat(verdict(
                        call,
                        Map.of(
                                WORST, List.of(new Evidence(1, "Worst of the fix")),
                                GUT, List.of(new Evidence(1, "Your gut")),
                                DECIDES, List.of(new Evidence(1, "We do the fix"))),
                        QUESTIONS_FIRST))
                .isEqualTo(Verdict.NO);
    }

    @Test
    void aDecisionThatMayBeMisheardBreaksNoOrder() {
        Turn clear = Turn.of(1, Speaker.LEADER, "We do the fix");
        List<Word> words = List.of(word("We", 0.9), word("do", 0.9), word("the", 0.9), word("fix", 0.3));
        Turn unclear = new Turn(1, Speaker.LEADER, "We do the fix", words);
        Map<String, List<Evidence>> proof = Map.of(DECIDES, List.of(new Evidence(1, "We do the fix")));

        assertThat(verdict(List.of(clear), proof, QUESTIONS_FIRST)).isEqualTo(Verdict.NO);
        assertThat(verdict(List.of(unclear), proof, QUESTIONS_FIRST)).isEqualTo(Verdict.UNSURE);
    }

    private static Word word(String text, double confidence) {
        return new Word(text, Duration.ZERO, Duration.ofMillis(100), confidence);
    }

    @Test
    void whereNothingWasDecidedNothingCameTooLate() {
        List<Turn> call = TestRubric.call("How are you?");
        assertThat(verdict(call, Map.of(HOW, List.of(new Evidence(1, "How are you"))), REGULATE_FIRST))
                .isEqualTo(Verdict.YES);
        assertThat(verdict(call, Map.of(), REGULATE_FIRST)).isEqualTo(Verdict.NO);
    }

    @Test
    void aDoubtfulAnswerMakesADoubtfulOrder() {
        List<Turn> call = TestRubric.call("How are you?", "K: bad", "We do the fix");
        List<CriterionResult> observed = new ArrayList<>(observed(Map.of()));
        observed.removeIf(r -> r.id().equals(DECIDES));
        observed.add(Answers.unsure(DECIDES, ""));
        assertThat(complete(call, observed, REGULATE_FIRST).verdict()).isEqualTo(Verdict.UNSURE);
    }

    @Test
    void aDecisionThatBacksNobodyStillComesWhereItComes() {
        List<Turn> call = TestRubric.call("Just fix it.", "K: okay", "How are you?");
        List<CriterionResult> observed =
                new ArrayList<>(observed(Map.of(HOW, List.of(new Evidence(3, "How are you")))));
        observed.removeIf(r -> r.id().equals(DECIDES));
        observed.add(new CriterionResult(DECIDES, Verdict.NO, "", List.of(new Evidence(1, "Just fix it")), List.of()));
        assertThat(complete(call, observed, REGULATE_FIRST).verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void everythingInOneBreathMeetsNoQuestionAndNoOrder() {
        List<Turn> call = TestRubric.call("how are you worst your gut we do the fix sales is mine every hour no blame");
        Map<String, List<Evidence>> proof = Map.of(
                HOW,
                List.of(new Evidence(1, "how are you")),
                GUT,
                List.of(new Evidence(1, "your gut")),
                WORST,
                List.of(new Evidence(1, "worst")),
                DECIDES,
                List.of(new Evidence(1, "we do the fix")),
                "shield.takes-outside",
                List.of(new Evidence(1, "sales is mine")),
                "rhythm.interval",
                List.of(new Evidence(1, "every hour")),
                "later.no-blame",
                List.of(new Evidence(1, "no blame")));

        for (String forfeited : List.of(GUT, WORST, DECIDES, QUESTIONS_FIRST, REGULATE_FIRST)) {
            assertThat(verdict(call, proof, forfeited)).as(forfeited).isEqualTo(Verdict.NO);
        }
        assertThat(verdict(call, proof, HOW)).isEqualTo(Verdict.YES);
        assertThat(verdict(call, proof, "rhythm.interval")).isEqualTo(Verdict.YES);
    }

    @Test
    void theSameBreathIsASummaryOnceAQuestionWasAnswered() {
        List<Turn> call = TestRubric.call(
                "your gut", "K: the fix", "how are you we do the fix sales is mine every hour no blame");
        Map<String, List<Evidence>> proof = Map.of(
                HOW,
                List.of(new Evidence(3, "how are you")),
                GUT,
                List.of(new Evidence(1, "your gut")),
                DECIDES,
                List.of(new Evidence(3, "we do the fix")),
                "shield.takes-outside",
                List.of(new Evidence(3, "sales is mine")),
                "rhythm.interval",
                List.of(new Evidence(3, "every hour")),
                "later.no-blame",
                List.of(new Evidence(3, "no blame")));
        assertThat(verdict(call, proof, DECIDES)).isEqualTo(Verdict.YES);
    }

    private static Verdict verdict(List<Turn> call, Map<String, List<Evidence>> proof, String criterion) {
        return complete(call, observed(proof), criterion).verdict();
    }

    private static CriterionResult complete(List<Turn> call, List<CriterionResult> observed, String criterion) {
        return new Order(TestRubric.RUBRIC, new Quotes(call))
                .complete(observed).stream()
                        .filter(r -> r.id().equals(criterion))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<CriterionResult> observed(Map<String, List<Evidence>> proof) {
        return TestRubric.RUBRIC.observable().stream()
                .map(c ->
                        proof.containsKey(c.id()) ? Answers.yes(c.id(), "", proof.get(c.id())) : Answers.no(c.id(), ""))
                .toList();
    }
}
