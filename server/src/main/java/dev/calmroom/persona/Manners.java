package dev.calmroom.persona;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which manner a model is fit for. */
@FunctionalInterface
public interface Manners {
    /** @param model its name, as {@code LanguageModel.name()} */
    Manner of(String model);

    /**
     * As {@code CALMROOM_LLM_MANNER} says: {@code free}, {@code worded}, or {@code auto}, which leaves it to the exam.
     *
     * @param environment gives the value of a variable, or null
     * @param examined what the last exam of a model found; {@link Manner#WORDED} where there was none
     * @throws IllegalArgumentException when the variable holds something else
     */
    static Manners from(Function<String, @Nullable String> environment, Manners examined) {
        String value = environment.apply("CALMROOM_LLM_MANNER");
        String manner =
                value == null || value.isBlank() ? "auto" : value.strip().toLowerCase(Locale.ROOT);
        return switch (manner) {
            case "auto" -> examined;
            case "free" -> model -> Manner.FREE;
            case "worded" -> model -> Manner.WORDED;
            default ->
                throw new IllegalArgumentException(
                        "CALMROOM_LLM_MANNER is '%s'; expected auto, free or worded".formatted(value));
        };
    }

    /** Nobody has examined any model. */
    static Manners unexamined() {
        return model -> Manner.WORDED;
    }
}
