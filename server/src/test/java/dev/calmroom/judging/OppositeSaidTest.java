package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.log.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that look like proof of what they deny or have done already. The appraiser hears nothing here, as in GamingTest. */
class OppositeSaidTest {
    private final Judge judge = new BuiltInJudge(
            TestRubric.RUBRIC, TestRubric.FOLDER.listening(), (turn, before) -> new Appraisal(List.of(), List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I read the log, and I'm not calling to find out who did this. This is not about blame.",
                "I'm not asking whose mistake it was. This is not about blame.",
                "I'm not here to find out who pushed it. There's no blame tonight."
            })
    void whoDoesNotAskWhoseFaultItIsNeitherBlamesNorTakesItBack(String said) {
        assertThat(verdict("later.no-blame", "K: Hi.", said)).isEqualTo(Verdict.YES);
        assertThat(verdict("trap.blame", "K: Hi.", said)).isEqualTo(Verdict.NO);
        assertThat(verdict("trap.micromanage", "K: Hi.", said)).isEqualTo(Verdict.NO);
    }

    @Test
    void whoWillFindOutAllTheSameTakesItBack() {
        String said = "This is not about blame. But I will find out who did this.";
        assertThat(verdict("later.no-blame", "K: Hi.", said)).isEqualTo(Verdict.NO);
        assertThat(verdict("trap.blame", "K: Hi.", said)).isEqualTo(Verdict.YES);
    }

    @Test
    void havingReadSomethingIsNoWishToReadIt() {
        assertThat(verdict("trap.micromanage", "K: Hi.", "I have read the script."))
                .isEqualTo(Verdict.NO);
        assertThat(verdict("trap.micromanage", "K: Hi.", "I want to read the script before you run it."))
                .isEqualTo(Verdict.YES);
        assertThat(verdict("trap.micromanage", "K: Hi.", "I read the plan, now show me the script."))
                .isEqualTo(Verdict.YES);
    }

    @Test
    void aDecisionThatThePersonaRepeatsWithItsPriceDidNotAskForThePrice() {
        assertThat(verdict(
                        "questions.worst-rollback",
                        "K: Hi.",
                        "we'll take the rollback i'll call the clients myself",
                        "K: Rollback. Four hours, and we take the two hours of data. I'll start it."))
                .isEqualTo(Verdict.NO);
    }

    private Verdict verdict(String criterion, String... lines) {
        return judge.judge(TestRubric.call(lines), 1, answers -> {}).stream()
                .filter(it -> it.id().equals(criterion))
                .findFirst()
                .orElseThrow()
                .verdict();
    }
}
