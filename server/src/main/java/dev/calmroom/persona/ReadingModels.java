package dev.calmroom.persona;

import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a language model reads the leader's turns beside the ear, and makes its readers. */
public final class ReadingModels {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingModels.class);
    private static final String WHETHER = "CALMROOM_LLM_READING";
    private static final String HOW_LONG = "CALMROOM_LLM_READING_SECONDS";
    /** About what a turn's end takes to become certain, and the clause behind it to be spoken. Chosen, not measured. */
    private static final double SECONDS = 1;

    private static final double LEAST_SECONDS = 0.1;
    private static final double MOST_SECONDS = 10;

    private final Path prompts;
    private final Optional<LanguageModel> model;
    private final Use use;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;

    /**
     * Whether a model reads.
     *
     * @param by the names of the models that do
     * @param budget within which an answer counts; empty: it is waited for
     */
    public record Use(Function<String, Boolean> by, Optional<Duration> budget) {
        /** No model does. */
        public static final Use NEVER = new Use(_ -> false, Optional.empty());

        /**
         * As {@code CALMROOM_LLM_READING} says: {@code on}, {@code off}, or {@code auto}, which lets the models read that passed
         * their exam in the free manner; and {@code CALMROOM_LLM_READING_SECONDS}.
         *
         * @param environment gives the value of a variable, or null
         * @param examined what the last exam of a model found
         * @throws IllegalArgumentException when a variable holds something else
         */
        public static Use from(Function<String, @Nullable String> environment, Manners examined) {
            Duration budget = Duration.ofMillis(Math.round(seconds(environment.apply(HOW_LONG)) * 1000));
            String value = environment.apply(WHETHER);
            String use =
                    value == null || value.isBlank() ? "auto" : value.strip().toLowerCase(Locale.ROOT);
            return switch (use) {
                case "auto" -> new Use(model -> examined.of(model) == Manner.FREE, Optional.of(budget));
                case "on" -> new Use(_ -> true, Optional.of(budget));
                case "off" -> NEVER;
                default ->
                    throw new IllegalArgumentException(
                            "%s is '%s'; expected auto, on or off".formatted(WHETHER, value));
            };
        }

        private static double seconds(@Nullable String value) {
            if (value == null || value.isBlank()) {
                return SECONDS;
            }
            try {
                double seconds = Double.parseDouble(value.strip());
                if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
                    return seconds;
                }
            } catch (NumberFormatException e) {
                throw wrong(value, e);
            }
            throw wrong(value, null);
        }

        private static IllegalArgumentException wrong(String value, @Nullable Exception cause) {
            return new IllegalArgumentException(
                    "%s is '%s'; expected a number from %s to %s"
                            .formatted(HOW_LONG, value, LEAST_SECONDS, MOST_SECONDS),
                    cause);
        }

        /** The same on a clock that stands still meanwhile. */
        public Use unhurried() {
            return new Use(by, Optional.empty());
        }
    }

    /** @param timer runs the deadlines; not closed here */
    public ReadingModels(
            Path prompts, Optional<LanguageModel> model, Use use, ScheduledExecutorService timer, InstantSource clock) {
        this.prompts = prompts;
        this.model = model;
        this.use = use;
        this.timer = timer;
        this.clock = clock;
    }

    /** The model that reads; empty where the ear reads alone. */
    public Optional<String> name() {
        return reading().map(LanguageModel::name);
    }

    private Optional<LanguageModel> reading() {
        return model.filter(language -> use.by().apply(language.name()));
    }

    /** For one call, or for as long as somebody is on its line. */
    public TurnReader of(Scenario scenario) {
        return reading()
                .flatMap(language -> prompt().map(prompt -> reader(language, prompt, scenario)))
                .orElse(TurnReader.NOBODY);
    }

    private TurnReader reader(LanguageModel language, ReadingPrompt prompt, Scenario scenario) {
        HearingCues cues = HearingCues.read(prompts).of(scenario.plot().persona());
        return new ReadingModel(language, prompt, cues, use.budget(), timer, clock);
    }

    /** Without its first line, which is for whoever reads the file. In a folder from before there was any, the ear reads. */
    private Optional<ReadingPrompt> prompt() {
        Path file = prompts.resolve("reading.md");
        try {
            String text = Files.readString(file);
            Optional<ReadingPrompt> prompt = ReadingPrompt.of(text.substring(text.indexOf('\n') + 1));
            if (prompt.isEmpty()) {
                LOG.warn("No language model reads the turns of this call: {} has no line of three dashes", file);
            }
            return prompt;
        } catch (IOException e) {
            LOG.warn("No language model reads the turns of this call: {} is missing or no UTF-8 text", file);
            return Optional.empty();
        }
    }
}
