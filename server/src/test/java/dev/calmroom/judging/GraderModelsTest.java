package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the grader takes over from the persona's settings, and what it does not. */
class GraderModelsTest {
    private static final Map<String, String> PERSONA = Map.of(
            "CALMROOM_LLM_PROVIDER", "openai",
            "CALMROOM_LLM_BASE_URL", "http://persona:8000",
            "CALMROOM_LLM_API_KEY", "the persona's key",
            "CALMROOM_LLM_MODEL", "speaker");

    private static LanguageModel grader(Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(PERSONA);
        own.forEach((name, value) -> environment.put("CALMROOM_GRADER_" + name, value));
        return GraderModels.connect(environment::get, UnaryOperator.identity()).orElseThrow();
    }

    @Test
    void anotherModelIsAskedWhereThePersonasIs() {
        ModelSettings settings = grader(Map.of("MODEL", "judge")).settings();

        assertThat(settings.baseUrl()).isEqualTo("http://persona:8000");
        assertThat(settings.apiKey()).isEqualTo("the persona's key");
        assertThat(settings.model()).isEqualTo("judge");
    }

    @Test
    void aProviderOfItsOwnIsReachedAtItsOwnPlaceWithItsOwnKey() {
        ModelSettings settings = grader(Map.of("PROVIDER", "anthropic", "MODEL", "judge", "API_KEY", "own"))
                .settings();

        assertThat(settings.provider()).isEqualTo(Provider.ANTHROPIC);
        assertThat(settings.baseUrl()).isNull();
        assertThat(settings.apiKey()).isEqualTo("own");
    }

    @Test
    void thePersonasKeyGoesToNoOtherServer() {
        ModelSettings settings = grader(Map.of("BASE_URL", "http://gpu-box:8000", "MODEL", "judge"))
                .settings();

        assertThat(settings.baseUrl()).isEqualTo("http://gpu-box:8000");
        assertThat(settings.apiKey()).isNull();
    }

    @Test
    void whatIsWrongOrMissingIsNamedByTheGradersVariable() {
        assertThatThrownBy(() -> grader(Map.of("PROVIDER", "openai", "MODEL", "judge")))
                .hasMessage(
                        "CALMROOM_GRADER_API_KEY is not set; expected a key, or CALMROOM_GRADER_BASE_URL for a server"
                                + " of your own");
        assertThatThrownBy(() -> grader(Map.of("BASE_URL", "ftp://box", "MODEL", "judge")))
                .hasMessageStartingWith("CALMROOM_GRADER_BASE_URL is 'ftp://box'");
        LanguageModel nobody = grader(Map.of("BASE_URL", "http://127.0.0.1:1", "MODEL", "judge"));
        assertThatThrownBy(nobody::check).hasMessageContaining("CALMROOM_GRADER_BASE_URL=http://127.0.0.1:1");
    }
}
