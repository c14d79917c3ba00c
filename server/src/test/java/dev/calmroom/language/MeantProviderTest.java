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
}
