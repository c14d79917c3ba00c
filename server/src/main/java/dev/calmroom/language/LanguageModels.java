package dev.calmroom.language;

import dev.calmroom.download.CacheFolder;
import dev.calmroom.modelhost.HostedModel;
import dev.calmroom.modelhost.ModelHost;
import dev.calmroom.modelhost.Weights;
import dev.calmroom.modelhost.WeightsCatalogue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the connection that the settings ask for. No server is waited for: it may come later than we do. */
public final class LanguageModels {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageModels.class);
    private static final String LOCAL_OLLAMA = "http://localhost:11434";
    private static final String OPENAI = "https://api.openai.com/v1";
    private static final Duration PROBE = Duration.ofMillis(400);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Tokens that a hosted model reads and writes at most: the grader's prompts are the longest. */
    private static final int CONTEXT = 8192;

    /** One process for a file, whoever asks: persona and grader share the weights. Each lives as long as we do. */
    private static final Map<Path, HostedModel> HOSTS = new ConcurrentHashMap<>();

    /**
     * @return the model; empty when the settings ask for none, or leave it open and none is found
     * @throws IllegalArgumentException when something that the provider needs is not set, or cannot be what it should
     */
    public static Optional<LanguageModel> connect(ModelSettings asGiven) {
        ModelSettings settings = meant(asGiven);
        return switch (settings.provider()) {
            case UNDERSTUDY -> Optional.empty();
            case AUTO -> found(settings);
            case OPENAI -> Optional.of(openAi(settings));
            case ANTHROPIC -> Optional.of(anthropic(settings));
            case OLLAMA -> Optional.of(ollama(settings));
            case GGUF -> Optional.of(gguf(settings));
        };
    }

    /** What the model of these settings is called, by {@link LanguageModel#name}; nothing is connected to. */
    public static String nameOf(ModelSettings settings) {
        String model = settings.model();
        if (model == null) {
            return at(settings.baseUrl() == null ? LOCAL_OLLAMA : settings.baseUrl());
        }
        return isFile(settings) ? ModelHost.nameOf(catalogued(model).orElseGet(() -> Path.of(model))) : model;
    }

    private static String at(String url) {
        return "the model at " + ServerAddress.withoutLogin(url);
    }

    private static boolean isFile(ModelSettings settings) {
        String model = settings.model();
        boolean named = model != null
                && model.toLowerCase(Locale.ROOT).endsWith(".gguf")
                && settings.baseUrl() == null
                && settings.provider() == Provider.AUTO;
        return named || settings.provider() == Provider.GGUF;
    }

    private static Optional<Path> catalogued(String name) {
        WeightsCatalogue catalogue = WeightsCatalogue.builtIn();
        return catalogue.find(name).map(new Weights(CacheFolder.in(System.getenv()), catalogue)::file);
    }

    /** The same, with the provider that is meant where it was left open and the rest of the settings says which. */
    static ModelSettings meant(ModelSettings settings) {
        if (settings.provider() != Provider.AUTO) {
            return settings;
        }
        if (isFile(settings)) {
            return settings.with(Provider.GGUF);
        }
        String model = settings.model();
        String url = settings.baseUrl();
        boolean anthropics = url == null ? model != null && model.startsWith("claude") : url.contains("api.anthropic.");
        return anthropics ? settings.with(Provider.ANTHROPIC) : settings;
    }

    private static Optional<LanguageModel> found(ModelSettings settings) {
        String url = settings.baseUrl();
        if (url != null) {
            return Optional.of(at(url, settings));
        }
        return settings.apiKey() != null ? Optional.of(openAi(settings)) : localOllama(settings);
    }

    private static Optional<LanguageModel> localOllama(ModelSettings settings) {
        HttpClient http = client(PROBE);
        try {
            Endpoint.Found found = Endpoint.at(http, settings.with(Provider.OLLAMA), LOCAL_OLLAMA)
                    .find();
            LOG.info("found an Ollama on this machine with {}", found.models());
            return Optional.of(at(LOCAL_OLLAMA, settings.with(Provider.OLLAMA)));
        } catch (dev.langchain4j.exception.LangChain4jException e) {
            LOG.debug("no Ollama on this machine: {}", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static LanguageModel openAi(ModelSettings settings) {
        if (settings.baseUrl() != null) {
            return at(settings.baseUrl(), settings);
        }
        needed(
                settings.apiKey(),
                settings.variable("API_KEY"),
                "a key, or %s for a server of your own".formatted(settings.variable("BASE_URL")));
        return certain(settings, new OpenAiDialect(OPENAI), null);
    }

    private static LanguageModel anthropic(ModelSettings settings) {
        needed(settings.apiKey(), settings.variable("API_KEY"), "the provider's key");
        String written = settings.baseUrl() == null ? AnthropicDialect.HOME : settings.baseUrl();
        ServerAddress address = ServerAddress.parse(written, settings.variable("BASE_URL"));
        return certain(settings, new AnthropicDialect(address.root()), address.login());
    }

    private static LanguageModel ollama(ModelSettings settings) {
        return at(settings.baseUrl() == null ? LOCAL_OLLAMA : settings.baseUrl(), settings);
    }

    private static LanguageModel certain(ModelSettings settings, Dialect dialect, @Nullable String login) {
        String name = needed(settings.model(), settings.variable("MODEL"), "the model's name");
        HttpClient http = client(CONNECT);
        return new LanguageModel(
                name,
                new ServerModel(http, Endpoint.certain(http, settings, dialect, login), settings, name),
                settings);
    }

    private static LanguageModel at(String written, ModelSettings settings) {
        HttpClient http = client(CONNECT);
        String name = settings.model() == null ? at(written) : settings.model();
        return new LanguageModel(
                name, new ServerModel(http, Endpoint.at(http, settings, written), settings, name), settings);
    }

    private static LanguageModel gguf(ModelSettings settings) {
        String variable = settings.variable("MODEL");
        Path file = weights(needed(settings.model(), variable, "the path of a .gguf file, or a name"), variable);
        HostedModel host = HOSTS.computeIfAbsent(file.toAbsolutePath().normalize(), LanguageModels::host);
        return at(host.address().toString(), settings.named(ModelHost.nameOf(file)));
    }

    /** A model that can be fetched and is not there yet is waited for: its process starts again until it is. */
    private static Path weights(String pathOrName, String variable) {
        WeightsCatalogue catalogue = WeightsCatalogue.builtIn();
        Weights weights = new Weights(CacheFolder.in(System.getenv()), catalogue);
        return weights.find(pathOrName).orElseGet(() -> {
            WeightsCatalogue.Entry model = catalogue
                    .find(pathOrName)
                    .orElseThrow(() -> new IllegalArgumentException("%s names no file: %s; fetched by name are %s"
                            .formatted(variable, pathOrName, catalogue.names())));
            LOG.warn(
                    "The language model {} is not here yet; the understudy speaks until './calmroom model --gguf {}' has fetched it",
                    model.name(),
                    model.name());
            return weights.file(model);
        });
    }

    private static HostedModel host(Path file) {
        try {
            return HostedModel.start(file, CONTEXT);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The process for the model %s cannot be started: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String needed(@Nullable String value, String variable, String expected) {
        if (value == null) {
            throw new IllegalArgumentException("%s is not set; expected %s".formatted(variable, expected));
        }
        return value;
    }

    // HTTP/1.1: small servers that speak these protocols mishandle the upgrade that the JDK's client offers, and
    // leaving
    // a request closes its connection, which every server notices.
    private static HttpClient client(Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(connect)
                .build();
    }

    private LanguageModels() {}
}
