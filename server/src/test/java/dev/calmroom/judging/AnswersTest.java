package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Rubric PRACTICES = RubricFolder.read(
                    TestRubric.PROMPTS.resolve("frameworks/leading-under-pressure"))
            .rubric();

    @Test
    void aNoSaysWhatWasListenedForAlsoWhereNoReaderIsTold() {
        PRACTICES.criteria().stream()
                .filter(criterion -> criterion.kind() == Rubric.Kind.OBSERVED && criterion.reading() == null)
                .forEach(criterion -> assertThat(Answers.notHeard(criterion))
                        .startsWith("Not heard in this call. What counts: ")
                        .contains(criterion.text().replaceFirst("\\.$", "")));
        assertThat(PRACTICES.criteria()).anyMatch(criterion -> criterion.reading() == null);
    }

    @Test
    void ofATrapThatWasNotHeardNothingCounts() {
        Rubric.Criterion trap = PRACTICES.criteria().stream()
                .filter(criterion -> criterion.kind() == Rubric.Kind.TRAP)
                .findFirst()
                .orElseThrow();
        assertThat(Answers.notHeard(trap)).isEqualTo("Not heard in this call.");
    }

    @Test
    void halfADeedIsShown() {
        assertThat(Answers.onlyPart(List.of(new Evidence(3, "one line")))).contains("“one line” in turn 3");
    }
}
