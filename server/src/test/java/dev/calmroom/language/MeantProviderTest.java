package dev.calmroom.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which provider is meant where it was left open. */
class MeantProviderTest {
    @ParameterizedTest
    @CsvSource({
        "/models/small.gguf,, GGUF",
        "SMALL.GGUF,, GGUF",
        "claude-sonnet-4-5,, ANTHROPIC",
        "some, https://api.anthropic.com/v1, ANTHROPIC",
        "claude-sonnet-4-5, http://localhost:4000, AUTO",
        "small.gguf, http://localhost:8080, AUTO",
        "llama3.1,, AUTO"
    })
    void itIsTakenFromTheRest(String model, @Nullable String url, Provider provider) {
        Map<String, String> environment = new HashMap<>(Map.of("CALMROOM_LLM_MODEL", model));
        if (url != null) {
            environment.put("CALMROOM_LLM_BASE_URL", url);
        }
        assertThat(LanguageModels.meant(ModelSettings.from(environment::get)).provider())
                .as("a file's process is waited for while it loads, and only a file's")
                .isEqualTo(provider);
    }

    /** Compose says where its Ollama is; that is nobody else's address. */
    @ParameterizedTest
    @CsvSource({
        "ollama, , , http://ollama:11434",
        "auto, , , http://ollama:11434",
        "auto, llama3.1, , http://ollama:11434",
        "auto, claude-sonnet-4-5, , ",
        "auto, llama3.1, a key, ",
        "auto, small.gguf, , ",
        "openai, some, a key, ",
        "anthropic, claude-sonnet-4-5, a key, "
    })
    void onlyAnOllamaIsLookedForWhereOneIs(
            String provider, @Nullable String model, @Nullable String key, @Nullable String address) {
        Map<String, String> environment =
                new HashMap<>(Map.of("CALMROOM_LLM_PROVIDER", provider, "CALMROOM_OLLAMA_URL", "http://ollama:11434"));
        if (model != null) {
            environment.put("CALMROOM_LLM_MODEL", model);
        }
        if (key != null) {
            environment.put("CALMROOM_LLM_API_KEY", key);
        }
        ModelSettings settings = ModelSettings.from(environment::get);

        assertThat(settings.baseUrl()).isEqualTo(address);
        assertThat(settings.variable("BASE_URL"))
                .isEqualTo(address == null ? "CALMROOM_LLM_BASE_URL" : "CALMROOM_OLLAMA_URL");
    }
}
