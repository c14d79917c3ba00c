package dev.calmroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the compose file does with a provider that is not its own Ollama. */
class ComposeTest {
    private static final Path ROOT = Path.of(System.getProperty("calmroom.root", ".."));

    private static JsonNode service(String name) throws IOException {
        return new YAMLMapper()
                .readTree(Files.readString(ROOT.resolve("docker-compose.yml")))
                .path("services")
                .path(name);
    }

    @Test
    void aProviderWithoutAnAddressIsReachedAtItsOwnPlace() throws IOException {
        String compose = Files.readString(ROOT.resolve("docker-compose.yml"));

        assertThat(compose)
                .contains("CALMROOM_LLM_BASE_URL: ${CALMROOM_LLM_BASE_URL:-}")
                .contains("CALMROOM_OLLAMA_URL: ${CALMROOM_OLLAMA_URL:-http://ollama:11434}");
    }

    @ParameterizedTest
    @CsvSource({
        "ollama, , pull small:2b",
        "auto, , pull small:2b",
        "anthropic, , ''",
        "openai, https://models.example.com/v1, ''",
        "ollama, http://gpu-box:11434, ''",
        "understudy, , ''"
    })
    void onlyWhatItsOwnOllamaShallServeIsPulled(String provider, String address, String pulled, @TempDir Path folder)
            throws Exception {
        JsonNode step = service("model");
        assertThat(step.path("environment").path("PROVIDER").asString()).contains("CALMROOM_LLM_PROVIDER:-ollama");
        assertThat(step.path("environment").path("ADDRESS").asString()).contains("CALMROOM_LLM_BASE_URL:-");
        JsonNode entry = step.path("entrypoint");
        assertThat(entry.path(0).asString() + " " + entry.path(1).asString()).isEqualTo("/bin/sh -c");
        Path ollama = Files.writeString(folder.resolve("ollama"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(ollama.toFile().setExecutable(true)).isTrue();

        ProcessBuilder run =
                new ProcessBuilder("/bin/sh", "-c", entry.path(2).asString().replace("$$", "$"));
        run.environment()
                .putAll(Map.of(
                        "PATH",
                        folder + ":/usr/bin:/bin",
                        "PROVIDER",
                        provider,
                        "MODEL",
                        "small:2b",
                        "ADDRESS",
                        address == null ? "" : address));
        Process process = run.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(said.strip()).isEqualTo(pulled);
    }
}
