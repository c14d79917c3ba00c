package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the framework's heads add to the hearings: words that no list has, and doubt about what only a list has. */
class HeadsAndVotesTest {
    private static final Appraiser ENCODER = LearnedAppraiser.load(TestRubric.PROMPTS, "steady-hand");
    private static final HeadReader HEADS = new HeadReader(TestRubric.FOLDER.heads(), ENCODER);

    /** Hears no moves: what is found is found by phrases, or by the heads. */
    private static final BuiltInJudge RULES = new BuiltInJudge(
            TestRubric.RUBRIC, TestRubric.FOLDER.listening(), (turn, before) -> new Appraisal(List.of(), List.of()));

    @Test
    void whatNoListHasIsHeardByWhatItSays() {
        List<Turn> call =
                TestRubric.call("K: I'm alone with all of it.", "You won't be doing this by yourself any longer.");
        assertThat(of(nothingHeard(), call, "regulate.together").verdict()).isEqualTo(Verdict.YES);
        assertThat(of(nothingHeard(), call, "later.priority").verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void whatIsTakenBackIsNotGivenHoweverClearlyItWasSaid() {
        List<Turn> call = TestRubric.call(
                "K: Everybody rings.",
                "The board and every customer are dealt with at my desk from now on.",
                "K: Thank you.",
                "Hm, maybe keep answering the customers.");
        assertThat(of(nothingHeard(), call.subList(0, 3), "shield.takes-outside")
                        .verdict())
                .isEqualTo(Verdict.YES);
        assertThat(of(nothingHeard(), call, "shield.takes-outside").verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void anAccusationThatTheHeadDoesNotHearIsNone() {
        List<Turn> call = TestRubric.call("K: It's down.", "Call me every forty-five minutes, one line is plenty.");
        Judge accuser = answering("trap.blame", Verdict.YES, new Evidence(2, "one line is plenty"));
        assertThat(of(accuser, call, "trap.blame").verdict()).isEqualTo(Verdict.UNSURE);
    }

    @Test
    void ofAnAccusationOnlyTheTurnsThatTheHeadHearsAreLeft() {
        List<Turn> call = TestRubric.call(
                "K: It's down.",
                "This whole outage is your fault and everyone knows it.",
                "K: I know.",
                "Call me every forty-five minutes, one line is plenty.");
        Evidence blamed = new Evidence(2, "is your fault");
        Judge accuser = answering("trap.blame", Verdict.YES, blamed, new Evidence(4, "one line is plenty"));
        CriterionResult result = of(accuser, call, "trap.blame");
        assertThat(result.verdict()).isEqualTo(Verdict.YES);
        assertThat(result.evidence()).containsExactly(blamed);
        assertThat(result.reason()).isEqualTo("It happened in turn 2.");
    }

    @Test
    void whatFewHearingsFindAndNoHeadDoesIsNotMet() {
        List<Turn> call = TestRubric.call("K: It's down.", "Call me every forty-five minutes, one line is plenty.");
        Judge few = answering("questions.fallback", Verdict.UNSURE, new Evidence(2, "one line is plenty"));
        assertThat(of(few, call, "questions.fallback").verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void aDeedThatOnlyPhrasesFindAndTheHeadPlainlyDoesNotHearIsNone() {
        List<Turn> call = TestRubric.call("K: It's down.", "Call me every forty-five minutes, one line is plenty.");
        Evidence words = new Evidence(2, "one line is plenty");
        assertThat(of(answering("questions.fallback", Verdict.YES, words), call, "questions.fallback")
                        .verdict())
                .isEqualTo(Verdict.NO);
        assertThat(of(answering("rhythm.one-sentence", Verdict.YES, words), call, "rhythm.one-sentence")
                        .verdict())
                .isEqualTo(Verdict.YES);
    }

    @Test
    void ofSeveralQuotesTheClearestIsKept() {
        List<Turn> call = TestRubric.call(
                "K: It's down.", "Right. Nobody will be punished for tonight.", "K: Okay.", "Good. Go on.");
        Evidence clear = new Evidence(2, "Nobody will be punished for tonight");
        CriterionResult kept = clearest(call, "later.no-blame", clear, new Evidence(4, "Go on"));
        assertThat(kept.evidence()).containsExactly(clear);
        assertThat(kept.reason()).isEqualTo("Said in turn 2.");
    }

    @Test
    void whatWordsAloneDoNotDecideKeepsAllItsQuotes() {
        List<Turn> call = TestRubric.call("K: It's down.", "Call me every hour.", "K: Okay.", "Every half hour.");
        Evidence[] both = {new Evidence(2, "every hour"), new Evidence(4, "Every half hour")};
        assertThat(clearest(call, "rhythm.interval", both).evidence()).containsExactly(both);
    }

    private static CriterionResult clearest(List<Turn> call, String criterion, Evidence... quotes) {
        List<Evidence> proof = List.of(quotes);
        return new ClearestQuotes(TestRubric.RUBRIC, HEADS)
                .of(call, List.of(Answers.yes(criterion, Answers.said(proof), proof)))
                .getFirst();
    }

    @Test
    void whatIsHeardClearlyNeedsNoAdviceUnlessARuleDecides() {
        Graders graders = new Graders(TestRubric.PROMPTS, id -> ENCODER, (rubric, prompt) -> Optional.empty());
        List<Turn> call = TestRubric.call(
                "K: I'm alone with all of it.",
                "You won't be doing this by yourself any longer. Tell me every ten minutes how it goes.");
        assertThat(graders.heardClearly("steady-hand", call))
                .contains("regulate.together")
                .doesNotContain("rhythm.interval", "later.priority");
    }

    @Test
    void withoutAnEncoderTheHearingsDecide() {
        HeadReader deaf =
                new HeadReader(TestRubric.FOLDER.heads(), (turn, before) -> new Appraisal(List.of(), List.of()));
        List<Turn> call = TestRubric.call("K: It's down.", "I've picked up the other end.");
        assertThat(judge(answering("regulate.together", Verdict.UNSURE, new Evidence(2, "other end")), deaf)
                        .judge(call, 1, JudgeListener.NOBODY))
                .filteredOn(result -> result.id().equals("regulate.together"))
                .extracting(CriterionResult::verdict)
                .containsExactly(Verdict.UNSURE);
    }

    @Test
    void headsBelongToTheEncoderThatShips() throws Exception {
        try (InputStream encoder = LearnedAppraiser.class.getResourceAsStream("/engines/appraisal/encoder.onnx")) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoder.readAllBytes());
            assertThat(TestRubric.FOLDER.heads().encoder())
                    .as("criterion-heads.json is fitted anew when the encoder changes: training/judging")
                    .isEqualTo(HexFormat.of().formatHex(digest));
        }
    }

    @Test
    void aFileOfHeadsIsHeldAgainstTheFramework(@TempDir Path folder) throws IOException {
        assertThat(CriterionHeads.read(folder, TestRubric.RUBRIC)).isSameAs(CriterionHeads.NONE);
        refused(folder, "{\"encoder\": \"\", \"criteria\": {\"no.such\": {\"bias\": 0, \"weights\": [1]}}}", "no.such");
        refused(
                folder,
                "{\"encoder\": \"\", \"criteria\": {\"trap.blame\": {\"bias\": 0, \"weights\": [1]}}}",
                "1 weights for 'trap.blame' instead of 384");
        refused(folder, "{\"encoder\": \"\"", "criterion-heads.json");
    }

    private static void refused(Path folder, String text, String because) throws IOException {
        Files.writeString(folder.resolve(CriterionHeads.FILE), text);
        assertThatThrownBy(() -> CriterionHeads.read(folder, TestRubric.RUBRIC))
                .isInstanceOf(InvalidPromptsException.class)
                .hasMessageContaining(because);
    }

    private static Judge judge(Judge votes, HeadReader heads) {
        Votes.Heads bars = Objects.requireNonNull(TestRubric.FOLDER.votes().heads());
        return new HeadsAndVotes(TestRubric.RUBRIC, bars, votes, RULES, heads);
    }

    private static CriterionResult of(Judge votes, List<Turn> call, String criterion) {
        return judge(votes, HEADS).judge(call, 1, JudgeListener.NOBODY).stream()
                .filter(result -> result.id().equals(criterion))
                .findFirst()
                .orElseThrow();
    }

    private static Judge nothingHeard() {
        return answering("", Verdict.NO, new Evidence(0, ""));
    }

    /** Hearings that all agree on one criterion, and hear nothing else. */
    private static Judge answering(String criterion, Verdict verdict, Evidence... evidence) {
        return new Judge() {
            @Override
            public String name() {
                return "one thing";
            }

            @Override
            public int steps() {
                return 1;
            }

            @Override
            public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
                return TestRubric.RUBRIC.observable().stream()
                        .map(c -> c.id().equals(criterion)
                                ? new CriterionResult(c.id(), verdict, "", List.of(evidence), List.of())
                                : Answers.no(c.id(), ""))
                        .toList();
            }
        };
    }
}
