package dev.calmroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.emotion.EmotionalState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneChangeSearchTest {
    private static final EmotionalState BEFORE =
            new EmotionalState(Map.of("trust", 0.5, "agency", 0.5, "fear", 0.5, "stress", 0.5));

    /** What is told of a change is only what it would have made better, and that most first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # trust, agency, fear, stress | told
            .50 | .50 | .50 | .50 | ''
            .58 | .50 | .50 | .50 | more trust
            .50 | .50 | .40 | .50 | less fear
            .53 | .50 | .40 | .50 | less fear and more trust
            .53 | .59 | .40 | .44 | less fear and more agency
            .40 | .40 | .60 | .60 | ''
            .40 | .50 | .40 | .60 | less fear
            .51 | .50 | .49 | .50 | ''
            """)
    void noLossIsToldAsAGain(double trust, double agency, double fear, double stress, String told) {
        EmotionalState after =
                new EmotionalState(Map.of("trust", trust, "agency", agency, "fear", fear, "stress", stress));

        assertThat(OneChangeSearch.improved(BEFORE, after, Set.of("trust", "agency")))
                .isEqualTo(told);
    }
}
