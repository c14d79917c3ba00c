package dev.calmroom.language;

import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaModel;
import dev.langchain4j.model.ollama.OllamaModels;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the connection that the settings ask for. */
public final class LanguageModels {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageModels.class);
    private static final String LOCAL_OLLAMA = "http://localhost:11434";
    private static final Duration PROBE = Duration.ofMillis(400);

    /**
     * @return the model; empty when the settings ask for none, or leave it open and none is found
     * @throws IllegalArgumentException when something that the provider needs is not set
     */
    public static Optional<LanguageModel> connect(ModelSettings settings) {
        return switch (settings.provider()) {
            case UNDERSTUDY -> Optional.empty();
            case AUTO -> found(settings);
            case OPENAI -> Optional.of(openAi(settings));
            case ANTHROPIC -> Optional.of(anthropic(settings));
            case OLLAMA -> Optional.of(ollama(settings));
            case GGUF -> Optional.of(gguf(settings));
        };
    }

    private static Optional<LanguageModel> found(ModelSettings settings) {
        String model = settings.model();
        if (model != null && model.endsWith(".gguf")) {
            return Optional.of(gguf(settings));
        }
        String url = settings.baseUrl();
        if (url != null && url.contains("anthropic") || model != null && model.startsWith("claude")) {
            return Optional.of(anthropic(settings));
        }
        if (url != null && url.contains(":11434")) {
            return Optional.of(ollama(settings));
        }
        if (url != null || settings.apiKey() != null) {
            return Optional.of(openAi(settings));
        }
        return localOllama(settings);
    }

    private static Optional<LanguageModel> localOllama(ModelSettings settings) {
        List<String> models = ollamaModels(LOCAL_OLLAMA, PROBE);
        if (models.isEmpty()) {
            return Optional.empty();
        }
        LOG.info("found an Ollama on this machine with {}", models);
        return Optional.of(ollama(settings));
    }

    private static List<String> ollamaModels(String url, Duration timeout) {
        try {
            return OllamaModels.builder()
                    .httpClientBuilder(http())
                    .baseUrl(url)
                    .timeout(timeout)
                    .maxRetries(0)
                    .build()
                    .availableModels()
                    .content()
                    .stream()
                    .map(OllamaModel::getName)
                    .toList();
        } catch (RuntimeException e) {
            LOG.debug("no Ollama at {}: {}", url, e.toString());
            return List.of();
        }
    }

    private static LanguageModel openAi(ModelSettings settings) {
        String name = needed(settings.model(), "CALMROOM_LLM_MODEL", "the model's name at the server");
        String key = settings.apiKey();
        if (settings.baseUrl() == null) {
            key = needed(key, "CALMROOM_LLM_API_KEY", "a key, or CALMROOM_LLM_BASE_URL for a server of your own");
        }
        StreamingChatModel chat = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(settings.baseUrl() == null ? "https://api.openai.com/v1" : settings.baseUrl())
                .apiKey(key == null ? "none" : key)
                .modelName(name)
                .temperature(settings.temperature())
                .maxTokens(settings.maxTokens())
                .timeout(settings.whole())
                .build();
        return new LanguageModel(name, chat, settings);
    }

    private static LanguageModel anthropic(ModelSettings settings) {
        String name = needed(settings.model(), "CALMROOM_LLM_MODEL", "the model's name");
        AnthropicStreamingChatModel.AnthropicStreamingChatModelBuilder builder = AnthropicStreamingChatModel.builder()
                .httpClientBuilder(http())
                .apiKey(needed(settings.apiKey(), "CALMROOM_LLM_API_KEY", "the provider's key"))
                .modelName(name)
                .temperature(Math.min(1, settings.temperature()))
                .maxTokens(settings.maxTokens())
                .timeout(settings.whole());
        if (settings.baseUrl() != null) {
            builder.baseUrl(settings.baseUrl());
        }
        return new LanguageModel(name, builder.build(), settings);
    }

    private static LanguageModel ollama(ModelSettings settings) {
        String url = settings.baseUrl() == null ? LOCAL_OLLAMA : settings.baseUrl();
        String name = settings.model();
        if (name == null) {
            name = ollamaModels(url, settings.firstWord()).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the Ollama at %s did not answer with a model; start it, pull one, or set CALMROOM_LLM_MODEL"
                                    .formatted(url)));
        }
        StreamingChatModel chat = OllamaStreamingChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(url)
                .modelName(name)
                .temperature(settings.temperature())
                .numPredict(settings.maxTokens())
                .timeout(settings.whole())
                .build();
        return new LanguageModel(name, chat, settings);
    }

    private static LanguageModel gguf(ModelSettings settings) {
        Path file = Path.of(needed(settings.model(), "CALMROOM_LLM_MODEL", "the path of a .gguf file"));
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("CALMROOM_LLM_MODEL names no file: " + file);
        }
        String name = file.getFileName().toString().replaceFirst("\\.gguf$", "");
        return new LanguageModel(name, new LlamaStreamingChatModel(file, settings), settings);
    }

    private static String needed(@org.jspecify.annotations.Nullable String value, String variable, String expected) {
        if (value == null) {
            throw new IllegalArgumentException("%s is not set; expected %s".formatted(variable, expected));
        }
        return value;
    }

    // HTTP/1.1: small servers that speak these protocols mishandle the upgrade that the JDK's client offers.
    private static JdkHttpClientBuilder http() {
        return JdkHttpClient.builder().httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    }

    private LanguageModels() {}
}
