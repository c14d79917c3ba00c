package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.PlainTranscript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only the whole call shows. The appraiser hears nothing here: what is tested are the judge's own rules. */
class WholeCallTest {
    private final Judge judge = new SeveralHearings(
            TestRubric.RUBRIC,
            TestRubric.FOLDER.votes(),
            new BuiltInJudge(
                    TestRubric.RUBRIC,
                    TestRubric.FOLDER.listening(),
                    (turn, before) -> new Appraisal(List.of(), List.of())));

    @Test
    void aShieldThatIsHandedBackShieldsNobody() {
        String taken = "Leader: I'll take Sales and the board tonight.";
        assertThat(verdict("shield.takes-outside", taken)).isEqualTo(Verdict.YES);
        assertThat(verdict("shield.takes-outside", taken, "Kenji: Good.", "Leader: Hm, maybe keep answering Sales."))
                .isEqualTo(Verdict.NO);
        assertThat(verdict("shield.takes-outside", taken, "Kenji: Good.", "Leader: And don't answer Sales."))
                .isEqualTo(Verdict.YES);
    }

    @Test
    void whatThePersonaIsToDoIsNotTaken() {
        assertThat(verdict("shield.takes-outside", "Leader: I'll tell the board, and you keep the customers posted."))
                .isEqualTo(Verdict.NO);
    }

    @Test
    void stayingOnTheLineUndoesTheRhythm() {
        String rhythm = "Leader: Call me every forty-five minutes.";
        assertThat(verdict("rhythm.interval", rhythm)).isEqualTo(Verdict.YES);
        assertThat(verdict("rhythm.interval", rhythm, "Kenji: Okay.", "Leader: Or no, I'll just stay on the line."))
                .isEqualTo(Verdict.NO);
    }

    @Test
    void anAppointmentChangesNoRhythm() {
        String rhythm = "Leader: Call me every ten minutes.";
        assertThat(verdict("rhythm.interval", rhythm)).isEqualTo(Verdict.NO);
        assertThat(verdict("rhythm.interval", rhythm, "Kenji: Okay.", "Leader: Get some water. Call me at half past."))
                .isEqualTo(Verdict.NO);
        assertThat(verdict("rhythm.interval", rhythm, "Kenji: Okay.", "Leader: No, call me every hour."))
                .isEqualTo(Verdict.YES);
    }

    @Test
    void theShortFormMayFollowTwoTurnsAfterTheInterval() {
        assertThat(verdict(
                        "rhythm.one-sentence",
                        "Leader: Let me hear from you every hour.",
                        "Kenji: Every hour.",
                        "Leader: Good. And drink something.",
                        "Kenji: Okay.",
                        "Leader: One line is plenty."))
                .isEqualTo(Verdict.YES);
    }

    @Test
    void howOftenSomebodyElseRingsIsNoRhythm() {
        assertThat(verdict("rhythm.interval", "Leader: The board calls me every thirty minutes, it drives me mad."))
                .isEqualTo(Verdict.NO);
    }

    @Test
    void whoTellsOfAnAccusationOrUnsaysOneAccusesNobody() {
        for (String told : List.of(
                "One of the directors asked who approved this, and I hung up.",
                "If anybody asks who signed off, send them to me.",
                "I'm not ringing to find out whose mistake it was.",
                "I told them this happened on my watch and nobody else's.",
                "Sorry I asked who pushed it.")) {
            assertThat(verdict("trap.blame", "Leader: " + told)).as(told).isEqualTo(Verdict.NO);
        }
        assertThat(verdict("trap.blame", "Leader: Who approved this?")).isEqualTo(Verdict.YES);
    }

    @Test
    void aQuestionAboutItIsAboutWhatWasSpokenOfLast() {
        String[] call = {
            "Leader: Let's talk about the targeted fix first.", "Kenji: Okay.", "Leader: How bad can it get, at worst?"
        };
        assertThat(verdict("questions.worst-fix", call)).isEqualTo(Verdict.YES);
        assertThat(verdict("questions.worst-rollback", call)).isEqualTo(Verdict.NO);
    }

    @Test
    void marksAndApostrophesChangeNoVerdict() {
        String call =
                "Kenji: It's down.\nLeader: I'll take Sales and the board. Don't pick up for anyone except me and your"
                        + " leads. What's the worst if it's the rollback?\nKenji: Two hours of data.\nLeader: You're not alone in"
                        + " this, and nobody's fired tonight.";
        assertThat(verdicts(call.replace('\'', '’'))).isEqualTo(verdicts(call));
        assertThat(verdicts(call.replaceAll("[.?,]", ""))).isEqualTo(verdicts(call));
    }

    @Test
    void aNoSaysWhatWasListenedFor() {
        assertThat(results("Leader: Good evening.").stream()
                        .filter(result -> result.id().equals("later.priority"))
                        .map(CriterionResult::reason))
                .containsExactly("Not heard in this call. What counts: "
                        + TestRubric.RUBRIC.criterion("later.priority").reading() + ".");
    }

    private Verdict verdict(String criterion, String... lines) {
        return results(String.join("\n", lines)).stream()
                .filter(result -> result.id().equals(criterion))
                .map(CriterionResult::verdict)
                .findFirst()
                .orElseThrow();
    }

    private List<Verdict> verdicts(String call) {
        return results(call).stream().map(CriterionResult::verdict).toList();
    }

    private List<CriterionResult> results(String call) {
        return judge.judge(PlainTranscript.parse(call, List.of("Kenji")), 1, JudgeListener.NOBODY);
    }
}
