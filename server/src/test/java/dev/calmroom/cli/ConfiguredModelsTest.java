package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.tuning.ModelSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command whose call has no clock on the wall does not begin before its model can answer. */
class ConfiguredModelsTest {
    private final StringWriter told = new StringWriter();

    @TempDir
    private Path data;

    private ModelSource at(String url) {
        return ConfiguredModels.of(Map.of(
                "CALMROOM_DATA",
                data.toString(),
                "CALMROOM_LLM_PROVIDER",
                "openai",
                "CALMROOM_LLM_BASE_URL",
                url,
                "CALMROOM_LLM_MODEL",
                "stub")::get);
    }

    @Test
    void aServerThatStillLoadsItIsWaitedFor() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            if (stream.request() == 1) {
                stream.status(503, "{\"error\":{\"message\":\"Loading model\"}}");
            } else {
                stream.open("text/event-stream").openAi("Yes").openAiEnd();
            }
        })) {
            LanguageModel model = ConfiguredModels.loaded(at(server.url()), new PrintWriter(told));

            assertThat(server.requests).hasSize(2);
            assertThat(model.trouble()).isEmpty();
            assertThat(told.toString()).contains("Waiting until stub answers…");
        }
    }

    @Test
    void whatCannotBeAskedIsToldInASentence() {
        assertThatThrownBy(() -> ConfiguredModels.loaded(at("http://127.0.0.1:1"), new PrintWriter(told)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CALMROOM_LLM_BASE_URL=http://127.0.0.1:1")
                .hasMessageContaining("nothing listens there");
    }
}
