package dev.calmroom.app;

import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.Provider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a language model's server whether it is there, without having it say anything. */
final class ModelProbe implements EngineHealth.Probe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ModelSettings settings;

    ModelProbe(ModelSettings settings) {
        this.settings = settings;
    }

    /** A model in a file, or at a provider's own address, is not asked: the first is here, the second costs money. */
    @Override
    public void run() throws InterruptedException {
        String base = settings.baseUrl();
        if (base == null) {
            return;
        }
        boolean ollama = settings.provider() == Provider.OLLAMA;
        URI address = URI.create(base.replaceFirst("/+$", "") + (ollama ? "/api/tags" : "/models"));
        HttpResponse<String> answer = ask(address);
        if (answer.statusCode() >= 500) {
            throw new IllegalStateException("The language model's server at %s answers %d; the understudy speaks."
                    .formatted(base, answer.statusCode()));
        }
        String model = settings.model();
        if (ollama && model != null && !answer.body().contains(model)) {
            throw new IllegalStateException(
                    "The Ollama at %s does not have the model %s yet; the understudy speaks.".formatted(base, model));
        }
    }

    private static HttpResponse<String> ask(URI address) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The language model's server does not answer at %s; the understudy speaks.".formatted(address), e);
        }
    }
}
