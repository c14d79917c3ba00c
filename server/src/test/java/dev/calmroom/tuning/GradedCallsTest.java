package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.Judge;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.judging.Rubric;
import dev.calmroom.judging.RubricFolder;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labelled calls graded by one judge and then by another. */
@NullMarked
class GradedCallsTest {
    private static final Rubric RUBRIC =
            RubricFolder.read(Path.of("../prompts/frameworks/steady-hand")).rubric();
    private static final List<LabelledCall> CALLS =
            LabelledCall.readAll(Path.of("../prompts/transcripts/steady-hand")).subList(0, 3);
    private static final String FIRST = RUBRIC.observable().getFirst().id();

    @TempDir
    private Path folder;

    @Test
    void anotherJudgesShiftIsShownCallByCall() {
        List<Integer> progress = new ArrayList<>();
        GradedCalls deaf = GradedCalls.of(grader("deaf", false), "one", CALLS, progress::add);
        GradedCalls hears = GradedCalls.of(grader("hears one thing", true), "two", CALLS, progress::add);

        assertThat(progress).containsExactly(1, 2, 3, 1, 2, 3);
        // The one that is heard, and the order that follows from it.
        assertThat(hears.shiftFrom(deaf))
                .startsWith("hears one thing, before deaf: 3 of 3 calls graded otherwise, 6 of ")
                .contains("    %s: no -> yes".formatted(FIRST));
        assertThat(deaf.shiftFrom(deaf)).contains("0 of 3 calls graded otherwise, 0 of ");
    }

    @Test
    void aLabelPutRightOrACallMoreShiftsNoGrade() {
        Grader deaf = grader("deaf", false);
        GradedCalls before = GradedCalls.of(deaf, "one", CALLS.subList(0, 2), call -> {});
        LabelledCall first = CALLS.getFirst();
        LabelledCall unlabelled = new LabelledCall(
                first.name(), first.about(), first.framework(), first.split(), first.turns(), List.of());
        GradedCalls now = GradedCalls.of(deaf, "two", List.of(unlabelled, CALLS.get(1), CALLS.get(2)), call -> {});

        assertThat(now.calls()).isNotEqualTo(before.calls());
        assertThat(now.hasShiftedFrom(before)).isFalse();
        assertThat(GradedCalls.of(grader("hears", true), "three", CALLS, call -> {})
                        .hasShiftedFrom(before))
                .isTrue();
    }

    @Test
    void whatIsKeptIsReadAsItWasWritten() {
        GradedCalls graded = GradedCalls.of(grader("deaf", false), "one", CALLS, call -> {});
        Path file = folder.resolve("kept/grades.json");

        assertThat(GradedCalls.read(file)).isEmpty();
        graded.write(file);
        assertThat(GradedCalls.read(file)).contains(graded);
    }

    @Test
    void theVersionIsAnotherWithAnotherPromptModelOrCall() {
        Grader grader = grader("deaf", false);
        String version = GradedCalls.version(grader, "prompts", CALLS);

        assertThat(GradedCalls.version(grader, "prompts", CALLS)).isEqualTo(version);
        assertThat(GradedCalls.version(grader, "other prompts", CALLS)).isNotEqualTo(version);
        assertThat(GradedCalls.version(grader("other", false), "prompts", CALLS))
                .isNotEqualTo(version);
        assertThat(GradedCalls.version(grader, "prompts", CALLS.subList(0, 2))).isNotEqualTo(version);
    }

    private static Grader grader(String name, boolean hears) {
        return new Grader(RUBRIC, "prompts", new Judge() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int steps() {
                return 1;
            }

            @Override
            public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
                Turn first = call.stream().filter(Turn::isLeader).findFirst().orElseThrow();
                return RUBRIC.observable().stream()
                        .map(criterion -> hears && criterion.id().equals(FIRST)
                                ? new CriterionResult(
                                        FIRST,
                                        Verdict.YES,
                                        "said",
                                        List.of(new Evidence(first.number(), first.text())),
                                        List.of())
                                : new CriterionResult(criterion.id(), Verdict.NO, "not said", List.of(), List.of()))
                        .toList();
            }
        });
    }
}
