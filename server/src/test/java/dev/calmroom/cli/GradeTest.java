package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.judging.Graders;
import dev.calmroom.replay.QuietRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who grades on the command line. */
class GradeTest {
    @Test
    void aModelThatHasNotPassedItsExamDoesNotJudgeHereEither(@TempDir Path data) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CALMROOM_DATA", data.toString(),
                "CALMROOM_GRADER_PROVIDER", "openai",
                "CALMROOM_GRADER_BASE_URL", "http://127.0.0.1:1",
                "CALMROOM_GRADER_MODEL", "tiny"));
        Graders graders = Grade.graders(QuietRun.PROMPTS, environment::get);
        String framework = QuietRun.SCENARIO.plot().framework();
        assertThat(graders.grader(framework).standIn())
                .as("the built-in judge itself")
                .isEmpty();

        environment.put("CALMROOM_GRADER_EXAM", "not-needed");
        assertThat(Grade.graders(QuietRun.PROMPTS, environment::get)
                        .grader(framework)
                        .standIn())
                .as("the built-in judge behind the model")
                .isPresent();
    }
}
