package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A decision that nobody has made and a promise that nobody can make do not reach the ear, also not inside a question. */
class ClaimsTest extends ModelCase {
    private static final Path FILE = Path.of("src/test/resources/persona/claims.tsv");
    private static final List<Turn> CALL = List.of(
            Turn.of(1, Speaker.PERSONA, "It's Kenji. We're still down."),
            Turn.of(2, Speaker.LEADER, "What happens next?"));

    private static Optional<String> refusal(String sentence, String act, String decided) {
        return refusal(sentence, act, decided, CALL.getLast().text());
    }

    private static Optional<String> refusal(String sentence, String act, String decided, String leader) {
        Scene scene = new Scene("", List.of(), decided, "", Set.of());
        Brief brief = in(UnderstudyTest.brief(3, act, "guarded", List.of(), leader), scene);
        List<Turn> call = List.of(CALL.getFirst(), Turn.of(2, Speaker.LEADER, leader));
        SpeechGuard.Inspection inspection = guard.inspect(brief, call, Manner.FREE);
        return inspection.objection(inspection.cleaned(sentence)).map(Objection::reason);
    }

    private static List<String> sentences(String kind) throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith(kind + "\t"))
                .map(line -> line.substring(kind.length() + 1))
                .toList();
    }

    @Test
    void decisionsThatNobodyMadeAreRefused() throws IOException {
        assertThat(sentences("decision"))
                .allSatisfy(
                        said -> assertThat(refusal(said, "answer", "")).as(said).isPresent());
    }

    @Test
    void promisesThatNobodyCanMakeAreRefused() throws IOException {
        assertThat(sentences("promise"))
                .allSatisfy(
                        said -> assertThat(refusal(said, "answer", "")).as(said).isPresent());
    }

    @Test
    void doubtsConditionsAndPlainQuestionsAreNoClaim() throws IOException {
        assertThat(sentences("fair"))
                .allSatisfy(
                        said -> assertThat(refusal(said, "answer", "")).as(said).isEmpty());
    }

    @Test
    void whatTheLeaderDecidedMayBeSaidAndOnlyThat() {
        assertThat(refusal("Since we're doing the fix, can you call Sales?", "answer", "fix"))
                .isEmpty();
        assertThat(refusal("Since we're doing the rollback, can you call Sales?", "answer", "fix"))
                .contains("a decision that nobody has made");
    }

    @Test
    void theOneFalsePromiseIsMadeWhereTheStateForcesItAndNoOther() {
        assertThat(refusal("By one it's back, I promise.", "promise-falsely", ""))
                .isEmpty();
        assertThat(refusal("By one it's back, I promise.", "answer", "")).isPresent();
        assertThat(refusal("By three it's back, I promise.", "promise-falsely", ""))
                .isPresent();
        assertThat(refusal("The rollback is running and it's back by one.", "promise-falsely", ""))
                .contains("a decision that nobody has made");
    }

    @Test
    void aChoiceThatIsMadeIsNotAskedForAgainUnlessTheLeaderReopensIt() throws IOException {
        assertThat(sentences("open"))
                .allSatisfy(said ->
                        assertThat(refusal(said, "answer", "fix")).as(said).isPresent());
        assertThat(sentences("settled"))
                .allSatisfy(said ->
                        assertThat(refusal(said, "answer", "fix")).as(said).isEmpty());
        assertThat(refusal("So then, the fix or the rollback?", "answer", "fix", "Wait. Stop."))
                .isEmpty();
        assertThat(refusal("Nothing's decided yet.", "answer", "")).isEmpty();
    }

    @Test
    void aFigureThatTheLeaderHasWrongIsPutRightAndNotTakenOver() {
        String wrong = "I was told nine hundred customers and thirty percent.";
        assertThat(refusal("Yeah, nine hundred customers.", "answer", "", wrong))
                .contains("a figure that is not so");
        assertThat(refusal("It's thirty percent, yes.", "answer", "", wrong)).isPresent();
        assertThat(refusal("It isn't nine hundred customers.", "answer", "", wrong))
                .isEmpty();
        assertThat(refusal("It's 2,200 customers, and sixty percent.", "answer", "", wrong))
                .isEmpty();
    }

    @Test
    void anHourThatNobodyHasNamedIsRefusedHoweverItIsWritten() {
        assertThat(refusal("It was fine until midday.", "answer", "")).isPresent();
        assertThat(refusal("It can't be midnight.", "object", "", "I need this fixed by midnight."))
                .isEmpty();
    }

    @Test
    void whoSaysOnThePhoneWhoRingsIsNotTheOtherSide() {
        assertThat(refusal("Kenji, still down.", "call-back", "")).isEmpty();
        assertThat(refusal("Kenji, you look after the team.", "answer", "")).contains("the wrong side speaking");
    }
}
