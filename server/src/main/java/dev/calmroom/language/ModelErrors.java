package dev.calmroom.language;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a server refused, and what broke, into words that say what to do. */
final class ModelErrors {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHOWN = 300;
    private static final int NAMED = 8;

    static LangChain4jException refusal(
            int status, String body, Endpoint.Found found, Optional<Duration> after, ModelSettings settings) {
        String server =
                "The language model's server at " + found.dialect().chat().getAuthority();
        String said = message(settings.withoutSecrets(body));
        if (status == 401 || status == 403) {
            return new AuthenticationException("%s refused the key (%d: %s); see %s"
                    .formatted(server, status, said, settings.variable("API_KEY")));
        }
        if (status == 429) {
            return new RateLimitException("%s takes no more requests%s: %s"
                    .formatted(
                            server,
                            after.map(d -> " for " + d.toSeconds() + " s").orElse(" for now"),
                            said));
        }
        String lower = said.toLowerCase(Locale.ROOT);
        boolean aboutModel = lower.contains("model")
                && (status == 404
                        || lower.contains("not found")
                        || lower.contains("not exist")
                        || lower.contains("no such")
                        || lower.contains("unknown model"));
        if (aboutModel) {
            return new ModelNotFoundException(
                    "%s knows no model «%s»; it has %s".formatted(server, found.model(), listed(found.models())));
        }
        if (isLoading(status, body)) {
            return new StillLoadingException("%s answered %d: %s".formatted(server, status, said));
        }
        if (status >= 500) {
            return new InternalServerException("%s answered %d: %s".formatted(server, status, said));
        }
        return new InvalidRequestException("%s refused the request with %d: %s".formatted(server, status, said));
    }

    /** @return whether a server says that its model is on its way */
    static boolean isLoading(int status, String body) {
        return status == 503 && body.toLowerCase(Locale.ROOT).contains("loading");
    }

    /**
     * A connection that could not be made, or broke.
     *
     * @return what may be asked again at once where somebody did listen
     */
    static LangChain4jException broken(IOException failure, String server) {
        String words =
                "The connection to the language model's server at %s failed (%s)".formatted(server, reason(failure));
        return isUnreachable(failure)
                ? new UnresolvedModelServerException(words, failure)
                : new InternalServerException(words, failure);
    }

    /** @return whether nobody was reached */
    static boolean isUnreachable(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException
                    || at instanceof UnresolvedAddressException
                    || at instanceof ConnectException
                    || at instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static String listed(List<String> models) {
        if (models.isEmpty()) {
            return "none that it names";
        }
        String first = String.join(", ", models.subList(0, Math.min(NAMED, models.size())));
        return models.size() > NAMED ? first + " and " + (models.size() - NAMED) + " more" : first;
    }

    /** @return what an error's body says, without its wrapping */
    static String message(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            for (JsonNode place : List.of(
                    read.path("error").path("message"),
                    read.path("error"),
                    read.path("message"),
                    read.path("detail"))) {
                if (place.isString() && !place.stringValue().isBlank()) {
                    return shortened(place.stringValue());
                }
            }
        } catch (JacksonException e) {
            return shortened(body);
        }
        return shortened(body);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "no reason given" : line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /** @return why a connection could not be made or broke */
    static String reason(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException || at instanceof UnresolvedAddressException) {
                return "no such host";
            }
            if (at instanceof java.net.http.HttpTimeoutException) {
                return "no answer in time";
            }
            if (at instanceof ConnectException) {
                return "nothing listens there";
            }
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : shortened(message);
    }

    /** @param value of the header {@code Retry-After}: seconds, or a date */
    static Optional<Duration> retryAfter(String value, Instant now) {
        try {
            return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(value.strip()) * 1000)))
                    .filter(d -> !d.isNegative());
        } catch (NumberFormatException e) {
            try {
                Instant then = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(Duration.between(now, then)).filter(d -> !d.isNegative());
            } catch (DateTimeException noDate) {
                return Optional.empty();
            }
        }
    }

    private ModelErrors() {}
}
