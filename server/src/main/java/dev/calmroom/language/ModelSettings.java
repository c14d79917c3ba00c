package dev.calmroom.language;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which language model, and with how much patience: {@code CALMROOM_LLM_…}, each with its default in {@code docs/models.md}.
 *
 * @param baseUrl where the server is; null: the provider's own place
 * @param model its name at the provider, or the path of a file; null: the provider's first
 * @param apiKey null where the server wants none
 * @param temperature 0 to 2
 * @param waits how long an answer is waited for
 * @param retries further attempts while nothing has been said and there is time
 * @param historyTokens how much of the conversation is sent along, counted at four characters a token
 * @param maxTokens the longest answer
 * @param said the variable that a person has to mend, by the name that is asked for
 */
public record ModelSettings(
        Provider provider,
        @Nullable String baseUrl,
        @Nullable String model,
        @Nullable String apiKey,
        double temperature,
        Waits waits,
        int retries,
        int historyTokens,
        int maxTokens,
        UnaryOperator<String> said) {
    /**
     * @param firstWord how long a listener waits for the first sentence that may be spoken; null: as the turn has it
     * @param silence how long the stream may pause in the middle
     * @param whole how long a whole answer may take
     */
    public record Waits(@Nullable Duration firstWord, Duration silence, Duration whole) {}

    private static final String PREFIX = "CALMROOM_LLM_";
    /** Where an Ollama is that nobody has given an address of: compose has one, which is not everybody's provider. */
    private static final String OLLAMA = "CALMROOM_OLLAMA_URL";

    private static final Pattern IN_ADDRESS = Pattern.compile("//[^/\\s]+@");

    public ModelSettings {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("the temperature is from 0 to 2, not " + temperature);
        }
        if (retries < 0 || retries > 5) {
            throw new IllegalArgumentException("there are 0 to 5 retries, not " + retries);
        }
        if (historyTokens < 0 || maxTokens < 1) {
            throw new IllegalArgumentException("tokens are counted from 0 (history) and from 1 (answer)");
        }
    }

    /**
     * @param environment gives the value of a variable, or null
     * @throws IllegalArgumentException with the variable's name, what it holds and what was expected
     */
    public static ModelSettings from(Function<String, @Nullable String> environment) {
        return from(environment, name -> name);
    }

    /** @param said the variable that a person has to mend, by the name that is asked for: another's settings may stand in for it */
    public static ModelSettings from(Function<String, @Nullable String> environment, UnaryOperator<String> said) {
        Reader reader = new Reader(environment, said);
        Provider provider = reader.provider();
        String given = reader.text("BASE_URL");
        String ollama = given == null && reader.leavesItToOllama(provider) ? reader.ollama() : null;
        return new ModelSettings(
                provider,
                ollama == null ? given : ollama,
                reader.text("MODEL"),
                reader.text("API_KEY"),
                reader.number("TEMPERATURE", 0.8, 0, 2),
                new Waits(
                        reader.text("FIRST_WORD_SECONDS") == null ? null : reader.seconds("FIRST_WORD_SECONDS", 4),
                        reader.seconds("SILENCE_SECONDS", 3),
                        reader.seconds("TIMEOUT_SECONDS", 20)),
                (int) reader.number("RETRIES", 1, 0, 5),
                (int) reader.number("HISTORY_TOKENS", 1500, 0, 100_000),
                (int) reader.number("MAX_TOKENS", 90, 8, 32_000),
                ollama == null ? said : name -> name.equals(PREFIX + "BASE_URL") ? OLLAMA : said.apply(name));
    }

    /** @return the name of the variable that a person has to mend: {@code BASE_URL} may be the grader's or the persona's */
    String variable(String name) {
        return said.apply(PREFIX + name);
    }

    ModelSettings with(Provider other) {
        return with(other, model, waits);
    }

    ModelSettings named(String other) {
        return with(provider, other, waits);
    }

    /** The same where nobody is on the line: an answer is waited for as long as it takes. */
    public ModelSettings unhurried() {
        Duration aDay = Duration.ofDays(1);
        return with(provider, model, new Waits(aDay, aDay, aDay));
    }

    private ModelSettings with(Provider itsProvider, @Nullable String itsModel, Waits itsWaits) {
        return new ModelSettings(
                itsProvider, baseUrl, itsModel, apiKey, temperature, itsWaits, retries, historyTokens, maxTokens, said);
    }

    /** @return what a server has said, without the key and the password of an address: some say back what they were sent */
    String withoutSecrets(String said) {
        String open = IN_ADDRESS.matcher(said).replaceAll("//");
        return apiKey == null ? open : open.replace(apiKey, "(the key)");
    }

    /** Without the key: it may be logged. */
    @Override
    public String toString() {
        return "%s%s%s"
                .formatted(
                        provider.name().toLowerCase(Locale.ROOT),
                        model == null ? "" : " " + model,
                        baseUrl == null ? "" : " at " + withoutSecrets(ServerAddress.withoutLogin(baseUrl)));
    }

    private record Reader(Function<String, @Nullable String> environment, UnaryOperator<String> said) {
        @Nullable
        String text(String name) {
            return value(PREFIX + name);
        }

        @Nullable
        String ollama() {
            return value(OLLAMA);
        }

        private @Nullable String value(String name) {
            String value = environment.apply(name);
            return value == null || value.isBlank() ? null : value.strip();
        }

        /** Left open, a key, a file and one provider's names speak of other places. */
        boolean leavesItToOllama(Provider provider) {
            String model = text("MODEL");
            boolean elsewhere =
                    model != null && (model.toLowerCase(Locale.ROOT).endsWith(".gguf") || model.startsWith("claude"));
            return provider == Provider.OLLAMA || (provider == Provider.AUTO && text("API_KEY") == null && !elsewhere);
        }

        Provider provider() {
            String value = text("PROVIDER");
            return Arrays.stream(Provider.values())
                    .filter(p -> p.name().equalsIgnoreCase(value == null ? "auto" : value))
                    .findFirst()
                    .orElseThrow(() -> wrong(
                            "PROVIDER",
                            String.valueOf(value),
                            Arrays.stream(Provider.values())
                                    .map(p -> p.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))));
        }

        double number(String name, double otherwise, double least, double most) {
            String value = text(name);
            if (value == null) {
                return otherwise;
            }
            try {
                double number = Double.parseDouble(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw wrong(name, value, "a number from %s to %s".formatted(least, most));
            }
            throw wrong(name, value, "a number from %s to %s".formatted(least, most));
        }

        Duration seconds(String name, double otherwise) {
            return Duration.ofMillis(Math.round(number(name, otherwise, 0.05, 600) * 1000));
        }

        private IllegalArgumentException wrong(String name, String value, String expected) {
            return new IllegalArgumentException(
                    "%s is '%s'; expected %s".formatted(said.apply(PREFIX + name), value, expected));
        }
    }
}
