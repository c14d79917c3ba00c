package dev.calmroom.judging;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.Provider;
import dev.langchain4j.exception.LangChain4jException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The language model that judges: as {@code CALMROOM_GRADER_*} say, each falling back to the {@code CALMROOM_LLM_*} of
 * the persona, address and key only where neither a provider nor an address is its own;
 * {@code CALMROOM_GRADER_PROVIDER=built-in} asks none whatever else is set.
 */
public final class GraderModels {
    private static final Logger LOG = LoggerFactory.getLogger(GraderModels.class);
    private static final String PERSONA = "CALMROOM_LLM_";
    private static final String GRADER = "CALMROOM_GRADER_";
    private static final String BUILT_IN = "built-in";

    private GraderModels() {}

    /**
     * The model that judges; empty where none was named for it.
     *
     * @throws IllegalArgumentException when a variable holds what it should not, with its name
     */
    public static Optional<LanguageModel> model(Function<String, @Nullable String> environment) {
        return connect(environment, UnaryOperator.identity());
    }

    /** The judges that a model gives. */
    public static BiFunction<Rubric, JudgePrompt, Optional<Judge>> of(Optional<LanguageModel> model) {
        return judges(model, first -> {});
    }

    /** The same where nobody waits for the score: an answer, and the model's loading, may take as long as they do. */
    public static BiFunction<Rubric, JudgePrompt, Optional<Judge>> unhurried(
            Function<String, @Nullable String> environment) {
        return judges(connect(environment, ModelSettings::unhurried), GraderModels::load);
    }

    /** A process of our own may still be reading its file; a server is asked nothing that costs. */
    private static void load(LanguageModel model) {
        try {
            if (model.settings().provider() == Provider.GGUF) {
                model.awake();
            }
        } catch (LangChain4jException e) {
            LOG.debug("not loaded", e); // The judge's first question fails with the same words, and they are told then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BiFunction<Rubric, JudgePrompt, Optional<Judge>> judges(
            Optional<LanguageModel> model, Consumer<LanguageModel> first) {
        return (rubric, prompt) -> model.map(m -> {
            first.accept(m);
            return new ModelJudge(rubric, prompt, StreamedChat.watched(m), m.name());
        });
    }

    static Optional<LanguageModel> connect(
            Function<String, @Nullable String> environment, UnaryOperator<ModelSettings> pace) {
        return settings(environment).map(pace).flatMap(LanguageModels::connect);
    }

    /**
     * @param environment gives the value of a variable, or null
     * @return which model judges; empty where none is named: one found by chance on this machine does not
     * @throws IllegalArgumentException when a variable holds what it should not, with its name
     */
    public static Optional<ModelSettings> settings(Function<String, @Nullable String> environment) {
        boolean named = value(environment, "MODEL").isPresent()
                || value(environment, "BASE_URL").isPresent();
        return named
                        && !BUILT_IN.equalsIgnoreCase(
                                value(environment, "PROVIDER").orElse(""))
                ? Optional.of(ModelSettings.from(name -> setting(environment, name), name -> said(environment, name)))
                : Optional.empty();
    }

    private static @Nullable String setting(Function<String, @Nullable String> environment, String name) {
        if (!name.startsWith(PERSONA)) {
            return environment.apply(name);
        }
        String own = name.substring(PERSONA.length());
        if (staysAway(environment, own)) {
            return own(environment, own).orElse(null);
        }
        return switch (own) {
            // Whole sheets of answers, as alike as can be, without hurry: nobody waits on the line.
            case "TEMPERATURE" -> own(environment, own).orElse("0.2");
            case "MAX_TOKENS" -> own(environment, own).orElse("2000");
            case "TIMEOUT_SECONDS" -> own(environment, own).orElse("300");
            case "SILENCE_SECONDS" -> own(environment, own).orElse("60");
            // Of a conversation with somebody on the line: a sheet of questions has none.
            case "FIRST_WORD_SECONDS", "RETRIES", "HISTORY_TOKENS" -> null;
            default -> value(environment, own).orElse(null);
        };
    }

    /** The variable that holds what is used of a setting, or would have to. */
    private static String said(Function<String, @Nullable String> environment, String name) {
        String own = name.substring(PERSONA.length());
        return own(environment, own).isPresent() || staysAway(environment, own) ? GRADER + own : name;
    }

    /** A key belongs to its place: neither goes to a provider or a server that is the grader's alone. */
    private static boolean staysAway(Function<String, @Nullable String> environment, String own) {
        return (own.equals("BASE_URL") || own.equals("API_KEY")) && isElsewhere(environment);
    }

    private static boolean isElsewhere(Function<String, @Nullable String> environment) {
        return own(environment, "PROVIDER").isPresent()
                || own(environment, "BASE_URL").isPresent();
    }

    private static Optional<String> own(Function<String, @Nullable String> environment, String name) {
        return Optional.ofNullable(environment.apply(GRADER + name)).filter(v -> !v.isBlank());
    }

    private static Optional<String> value(Function<String, @Nullable String> environment, String name) {
        return own(environment, name)
                .or(() -> Optional.ofNullable(environment.apply(PERSONA + name)).filter(v -> !v.isBlank()));
    }
}
