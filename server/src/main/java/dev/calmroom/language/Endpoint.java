package dev.calmroom.language;

import dev.calmroom.language.ServerAddress.Hint;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a model's server really listens, and which protocol it speaks there. The address in the settings is a hint: its
 * likely readings are tried in turn, once, and the one that answered is kept. Safe for use by several threads.
 */
final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHOWN = 120;
    /** What an Ollama says to whoever looks in. */
    private static final String OLLAMAS_DOOR = "Ollama is running";

    /** The server, and the model's name there. */
    record Found(Dialect dialect, String model, List<String> models) {}

    private final HttpClient http;
    private final ModelSettings settings;
    private final String written;
    private final @Nullable String login;
    private final List<Dialect> readings;
    private final boolean certain;
    private volatile @Nullable Found found;

    private Endpoint(
            HttpClient http,
            ModelSettings settings,
            String written,
            @Nullable String login,
            List<Dialect> readings,
            boolean certain) {
        this.http = http;
        this.settings = settings;
        this.written = ServerAddress.withoutLogin(written);
        this.login = login;
        this.readings = readings;
        this.certain = certain;
    }

    /** @throws IllegalArgumentException when the address can be none */
    static Endpoint at(HttpClient http, ModelSettings settings, String written) {
        ServerAddress address = ServerAddress.parse(written, settings.variable("BASE_URL"));
        return new Endpoint(http, settings, written, address.login(), readings(address, settings.provider()), false);
    }

    /** A provider's own place, which needs no trying. */
    static Endpoint certain(HttpClient http, ModelSettings settings, Dialect dialect, @Nullable String login) {
        return new Endpoint(http, settings, dialect.chat().getHost(), login, List.of(dialect), true);
    }

    /** @return what may be meant, the likeliest first */
    static List<Dialect> readings(ServerAddress address, Provider provider) {
        String root = address.root();
        if (provider == Provider.ANTHROPIC) {
            return List.of(new AnthropicDialect(root));
        }
        Dialect ollama = new OllamaDialect(root);
        boolean path = URI.create(root).getPath() != null
                && !URI.create(root).getPath().isEmpty();
        List<Dialect> openAi = new ArrayList<>();
        openAi.add(new OpenAiDialect(path && address.hint() != Hint.OPENAI ? root : root + "/v1"));
        openAi.add(new OpenAiDialect(path && address.hint() != Hint.OPENAI ? root + "/v1" : root));
        openAi.add(new OpenAiDialect(root + "/api/v1"));
        // An Ollama speaks OpenAI's protocol as well, and can be told less in it: so its port says more than a path.
        boolean ollamaFirst = provider == Provider.OLLAMA
                || (provider == Provider.AUTO && (address.hint() == Hint.OLLAMA || root.endsWith(":11434")));
        Set<Dialect> all = new LinkedHashSet<>();
        if (ollamaFirst) {
            all.add(ollama);
        }
        all.addAll(openAi);
        all.add(ollama);
        return List.copyOf(all);
    }

    /**
     * @return what was found before, else what answers now
     * @throws UnresolvedModelServerException when nothing does, with what was answered instead
     */
    Found find() throws InterruptedException {
        Found known = found;
        return known != null ? known : search();
    }

    private synchronized Found search() throws InterruptedException {
        if (found != null) {
            return found;
        }
        if (certain) {
            Dialect only = readings.getFirst();
            found = found(only, List.of());
            return found;
        }
        List<String> answers = new ArrayList<>();
        for (Dialect reading : readings) {
            Optional<Found> answering = tried(reading, answers);
            if (answering.isPresent()) {
                Found best = ollamaBehind(answering.get(), answers).orElse(answering.get());
                LOG.info(
                        "The language model {} is asked at {}",
                        best.model(),
                        best.dialect().chat());
                found = best;
                return best;
            }
        }
        String whose = settings.provider() == Provider.GGUF
                ? "The process of the language model %s is not up yet".formatted(settings.model())
                : "No model's server was found at %s=%s".formatted(settings.variable("BASE_URL"), written);
        throw new UnresolvedModelServerException(
                settings.withoutSecrets("%s: %s".formatted(whose, String.join("; ", answers))));
    }

    /** The server may have become another one. */
    void forget() {
        found = null;
    }

    String written() {
        return written;
    }

    /** Where the protocol is left open, an Ollama that was found by OpenAI's is asked in its own. */
    private Optional<Found> ollamaBehind(Found answering, List<String> answers) throws InterruptedException {
        if (settings.provider() != Provider.AUTO
                || !(answering.dialect() instanceof OpenAiDialect openAi)
                || !openAi.base().endsWith("/v1")) {
            return Optional.empty();
        }
        String root = openAi.base().substring(0, openAi.base().length() - "/v1".length());
        try {
            HttpResponse<String> door = ask(openAi, HttpRequest.newBuilder(URI.create(root + "/")));
            return door.body().strip().equals(OLLAMAS_DOOR)
                    ? tried(new OllamaDialect(root), answers)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @return empty when this is no server of that protocol */
    private Optional<Found> tried(Dialect reading, List<String> answers) throws InterruptedException {
        try {
            HttpResponse<String> list = ask(reading, HttpRequest.newBuilder(reading.models()));
            Dialect dialect = reading.ledOnTo(list.uri());
            Optional<List<String>> models = json(list.body()).flatMap(dialect::named);
            if (list.statusCode() == 200 && models.isPresent()) {
                return Optional.of(found(dialect, models.get()));
            }
            if (ModelErrors.isLoading(list.statusCode(), list.body())) {
                throw new StillLoadingException(settings.withoutSecrets(
                        "The language model's server at %s answered %s".formatted(written, shown(list))));
            }
            answers.add("GET %s answered %s".formatted(dialect.models().getPath(), shown(list)));
            if (list.statusCode() == 401 || list.statusCode() == 403 || list.statusCode() == 429) {
                return Optional.of(found(dialect, List.of()));
            }
            // Some have no list. What refuses an empty question as a question is the right place too.
            HttpResponse<String> empty = ask(
                    dialect,
                    HttpRequest.newBuilder(dialect.chat())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{}")));
            boolean refused = Set.of(400, 401, 403, 422, 429).contains(empty.statusCode());
            if (refused && json(empty.body()).isPresent()) {
                return Optional.of(found(dialect, List.of()));
            }
            answers.add("POST %s answered %s".formatted(dialect.chat().getPath(), shown(empty)));
            return Optional.empty();
        } catch (IOException e) {
            String unreachable =
                    "%s cannot be reached (%s)".formatted(reading.chat().getAuthority(), ModelErrors.reason(e));
            if (!answers.contains(unreachable)) {
                answers.add(unreachable);
            }
            return Optional.empty();
        }
    }

    private Found found(Dialect dialect, List<String> models) {
        return new Found(dialect, named(models), models);
    }

    /** By the key; where there is none, by the name and the password of the address. */
    void authorise(HttpRequest.Builder request, Dialect dialect) {
        dialect.authorise(request, settings.apiKey());
        if (login != null && settings.apiKey() == null) {
            String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + basic);
        }
    }

    private HttpResponse<String> ask(Dialect dialect, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        authorise(request, dialect);
        return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String named(List<String> models) {
        String wanted = settings.model();
        if (wanted == null) {
            return models.stream()
                    .findFirst()
                    .orElseThrow(() -> new UnresolvedModelServerException(
                            "The server at %s has no model; pull or load one, or name one in %s"
                                    .formatted(written, settings.variable("MODEL"))));
        }
        return models.stream()
                .filter(name -> name.equals(wanted) || name.equals(wanted + ":latest") || name.equalsIgnoreCase(wanted))
                .findFirst()
                .orElse(wanted);
    }

    private static Optional<JsonNode> json(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read.isContainer() ? Optional.of(read) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String shown(HttpResponse<String> response) {
        String body = response.body().replaceAll("\\s+", " ").strip();
        return "%d %s"
                .formatted(response.statusCode(), body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body)
                .strip();
    }
}
