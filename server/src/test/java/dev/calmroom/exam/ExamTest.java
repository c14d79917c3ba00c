package dev.calmroom.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.persona.Manner;
import dev.calmroom.replay.AnswerPlayer;
import dev.calmroom.replay.CarriedCall;
import dev.calmroom.replay.ModelRun;
import dev.calmroom.replay.QuietRun;
import dev.calmroom.scenario.ExamPaper;
import dev.calmroom.scenario.ExamPaper.Probe;
import dev.calmroom.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an exam finds decides what a model is let do. */
class ExamTest {
    private static final Path PROMPTS = QuietRun.PROMPTS;
    private static final Scenario SCENARIO = QuietRun.SCENARIO;
    private static final ExamPaper PAPER = ExamPaper.of(PROMPTS, SCENARIO).orElseThrow();
    private static final ModelRun RUN = QuietRun.RUN;

    /** A paper of one call that asks for a fact without a gate, and what a model says to it. */
    private static SpeakingMarks marks(List<CarriedCall> kept, String... answers) {
        var open = SCENARIO.plot().facts().stream()
                .filter(fact -> fact.gate() == null)
                .min(Comparator.comparingInt(fact -> fact.statement().length()))
                .orElseThrow();
        ExamPaper paper = new ExamPaper(
                List.of(List.of(
                        new Probe("Hello, it is me. What is broken?", List.of(open.id())),
                        new Probe("And now tell me about something else.", List.of()))),
                PAPER.reasons());
        AnswerPlayer player = new AnswerPlayer("hand");
        player.load(Stream.of(answers)
                .map(text -> text.replace("{fact}", open.statement()))
                .map(text -> new CarriedCall.Answer(text, false, null))
                .toList());
        return new SpeakingExam(paper, RUN).take(player.played(), Manner.FREE, kept::add);
    }

    @Test
    void theExamHasFortyProbesAndNamesReasonsThatTheChecksGive() throws IOException {
        assertThat(PAPER.calls().stream().mapToInt(List::size).sum()).isEqualTo(40);
        StringBuilder guard = new StringBuilder(Files.readString(PROMPTS.resolve("speech.yaml")));
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/calmroom/persona"))) {
            for (Path file : files.sorted().toList()) {
                guard.append(Files.readString(file));
            }
        }
        ExamPaper.Reasons reasons = PAPER.reasons();
        Stream.of(reasons.role(), reasons.foreign(), reasons.repeated(), reasons.tooLong(), reasons.besideOrder())
                .flatMap(List::stream)
                .forEach(beginning -> assertThat(guard).contains(beginning));
    }

    @Test
    void whatAModelSaysIsCountedByWhatBecameOfIt() {
        List<CarriedCall> kept = new ArrayList<>();
        SpeakingMarks marks = marks(
                kept,
                "Yeah. I am glad that you pick up.",
                "It was 437 servers. {fact}",
                "As an AI I have no opinion.",
                "As an AI I have no opinion.");

        assertThat(kept).hasSize(1);
        String course = kept.getFirst().text();
        assertThat(marks.asked()).isEqualTo(1);
        assertThat(marks.answered()).as(course).isEqualTo(1);
        assertThat(marks.refused()).containsEntry(SpeakingMarks.FOREIGN, 1).containsEntry(SpeakingMarks.ROLE, 2);
        assertThat(marks.worded()).isEqualTo(marks.turns() - 1);
        assertThat(marks.passes()).isFalse();
    }

    @Test
    void whatIsBesideTheOrderIsCountedByItself() {
        SpeakingMarks marks = marks(new ArrayList<>(), "Yeah.", "I promise you that it will work.", "Fine.");

        assertThat(marks.refused()).containsEntry(SpeakingMarks.BESIDE_ORDER, 1);
        assertThat(marks.line()).contains("beside the order 1, other 0");
    }

    @Test
    void theFreestMannerThatWasPassedIsTaken() {
        SpeakingMarks worded = new SpeakingMarks(Manner.WORDED, 40, 36, 80, Map.of("other", 10), 25, 16, 17);
        SpeakingMarks free = new SpeakingMarks(Manner.FREE, 40, 36, 80, Map.of("other", 30), 25, 24, 17);
        SpeakingMarks better = new SpeakingMarks(Manner.FREE, 40, 40, 80, Map.of("foreign", 3), 25, 24, 17);

        assertThat(result(List.of(worded, free)).manner()).contains(Manner.WORDED);
        assertThat(result(List.of(worded, better)).manner()).contains(Manner.FREE);
        assertThat(result(List.of(free)).manner()).isEmpty();
        assertThat(result(List.of(worded, free)).verdict())
                .isEqualTo("fit to speak (worded), not fit to judge: κ 0.41 against 0.84");
    }

    private static ExamResult result(List<SpeakingMarks> speaking) {
        return new ExamResult("some/model:7b", Instant.EPOCH, speaking, new JudgingMarks(12, 0, 0.41, 0.84));
    }

    @Test
    void examiningOneMannerTakesNothingFromAnother(@TempDir Path data) {
        ExamResults results = new ExamResults(data);
        SpeakingMarks free = new SpeakingMarks(Manner.FREE, 40, 40, 80, Map.of(), 25, 24, 17);
        SpeakingMarks worded = new SpeakingMarks(Manner.WORDED, 40, 10, 80, Map.of(), 25, 3, 17);
        SpeakingMarks again = new SpeakingMarks(Manner.FREE, 40, 1, 80, Map.of(), 25, 0, 17);
        results.keep(new ExamResult("some/model:7b", Instant.EPOCH, List.of(free), null));
        results.keep(new ExamResult("some/model:7b", Instant.EPOCH, List.of(worded), null));
        assertThat(results.manners().of("some/model:7b")).isEqualTo(Manner.FREE);

        results.keep(new ExamResult("some/model:7b", Instant.EPOCH, List.of(again), null));
        assertThat(results.manners().of("some/model:7b")).isEqualTo(Manner.WORDED);
    }

    @Test
    void whatWasFoundIsKeptAndDecidesMannerAndJudge(@TempDir Path data) {
        ExamResults results = new ExamResults(data);
        assertThat(results.manners().of("some/model:7b")).isEqualTo(Manner.WORDED);
        assertThat(results.unfitJudges(Map.<String, String>of()::get).apply("some/model:7b"))
                .hasValueSatisfying(why -> assertThat(why).contains("has not been examined"));

        SpeakingMarks free = new SpeakingMarks(Manner.FREE, 40, 40, 80, Map.of(), 25, 24, 17);
        results.keep(new ExamResult("some/model:7b", Instant.EPOCH, List.of(free), null));
        results.keep(new ExamResult("some/model:7b", Instant.EPOCH, List.of(), new JudgingMarks(12, 0, 0.41, 0.84)));

        ExamResults later = new ExamResults(data);
        assertThat(later.manners().of("some/model:7b")).isEqualTo(Manner.FREE);
        assertThat(later.manners().of("some-model-7b")).isEqualTo(Manner.WORDED);
        assertThat(later.unfitJudges(Map.<String, String>of()::get).apply("some/model:7b"))
                .hasValueSatisfying(why -> assertThat(why).contains("κ 0.41 against 0.84"));
        assertThat(later.unfitJudges(Map.of("CALMROOM_GRADER_EXAM", "not-needed")::get)
                        .apply("some/model:7b"))
                .isEmpty();
        results.keep(new ExamResult("some/model:7b", Instant.EPOCH, List.of(), new JudgingMarks(12, 0, 0.83, 0.84)));
        assertThat(later.unfitJudges(Map.<String, String>of()::get).apply("some/model:7b"))
                .isEmpty();
        assertThatThrownBy(() -> later.unfitJudges(Map.of("CALMROOM_GRADER_EXAM", "maybe")::get))
                .hasMessageContaining("CALMROOM_GRADER_EXAM is 'maybe'");
    }
}
