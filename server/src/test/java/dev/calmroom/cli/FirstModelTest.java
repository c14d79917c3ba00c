package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.modelhost.WeightsCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which weights a start of the service fetches. */
class FirstModelTest {
    private static final WeightsCatalogue CATALOGUE = WeightsCatalogue.builtIn();
    private static final String SMALL = CATALOGUE.models().getFirst().name();
    private static final String LARGE = CATALOGUE.models().getLast().name();

    private static List<String> named(Map<String, String> environment) {
        return FirstModel.named(environment, CATALOGUE).stream()
                .map(WeightsCatalogue.Entry::name)
                .toList();
    }

    @Test
    void aModelThatOnlyTheGraderNamesIsFetchedToo() {
        assertThat(named(Map.of("CALMROOM_GRADER_PROVIDER", "gguf", "CALMROOM_GRADER_MODEL", LARGE)))
                .containsExactly(LARGE);
        assertThat(named(Map.of(
                        "CALMROOM_LLM_PROVIDER", "gguf",
                        "CALMROOM_LLM_MODEL", SMALL,
                        "CALMROOM_GRADER_MODEL", LARGE)))
                .containsExactly(SMALL, LARGE);
    }

    @Test
    void oneThatBothUseIsFetchedOnceAndNoneThatNobodyUses() {
        assertThat(named(Map.of("CALMROOM_LLM_PROVIDER", "gguf", "CALMROOM_LLM_MODEL", SMALL)))
                .containsExactly(SMALL);
        assertThat(named(Map.of("CALMROOM_LLM_PROVIDER", "ollama", "CALMROOM_LLM_MODEL", SMALL)))
                .isEmpty();
        assertThat(named(Map.of())).isEmpty();
    }
}
