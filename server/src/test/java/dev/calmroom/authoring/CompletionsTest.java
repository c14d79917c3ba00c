package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What an editor offers to somebody who writes a file. */
class CompletionsTest {
    private static final Path PROMPTS = Path.of("src/test/resources/prompts");
    private static final String SCHEMA = "# yaml-language-server: $schema=../../schemas/%s.schema.json%n";

    @Test
    void theScenariosNamesByTheKeyUnderWhichTheyStand() {
        Completions found = Completions.of(PROMPTS, "scenarios/lost-key/scenario.yaml", "");

        assertThat(found.names().get("act")).contains("wail", "snap").doesNotContain("soup");
        assertThat(found.names().get("facts")).contains("soup", "spare");
        assertThat(found.names().get("at-least")).containsExactly("panic", "warmth");
        assertThat(found.keys()).as("its head names no schema").isEmpty();
    }

    @Test
    void theKeysOfTheSchemaThatItsHeadNames() {
        Completions found = Completions.of(PROMPTS, "scenarios/lost-key/emotion.yaml", SCHEMA.formatted("emotion"));

        assertThat(found.keys())
                .extracting(Completions.Key::name)
                .contains("dimensions", "floor")
                .isSorted();
    }

    @Test
    void aFrameworksFileNamesWhatAScenarioOfItHas() {
        assertThat(Completions.of(PROMPTS, "frameworks/plain-words/framework.yaml", "")
                        .names()
                        .get("moves"))
                .contains("soothe", "hurry");
    }

    @Test
    void aSchemaThatIsNotThereKnowsNoKey() {
        assertThat(Completions.of(PROMPTS, "scenarios/lost-key/emotion.yaml", SCHEMA.formatted("nowhere"))
                        .keys())
                .isEmpty();
    }
}
