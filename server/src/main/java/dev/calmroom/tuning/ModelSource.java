package dev.calmroom.tuning;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.Manners;
import dev.calmroom.persona.ReadingModels;
import dev.calmroom.tuning.Experiment.PlayerSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The language models that are configured, connected to once, and in what manner each speaks: one rule for single turns,
 * whole calls and the prompt that is shown. None of them is in a hurry: nobody waits on the line. Safe for use by several
 * threads.
 */
public final class ModelSource {
    private final Function<String, @Nullable String> environment;
    private final Manners examined;
    private final Map<ModelSettings, LanguageModel> connected;

    /**
     * @param environment gives the value of a variable, or null
     * @param examined in what manner a model passed its exam: goes where no variable says otherwise
     */
    public ModelSource(Function<String, @Nullable String> environment, Manners examined) {
        this(environment, examined, new HashMap<>());
    }

    private ModelSource(
            Function<String, @Nullable String> environment,
            Manners examined,
            Map<ModelSettings, LanguageModel> connected) {
        this.environment = environment;
        this.examined = examined;
        this.connected = connected;
    }

    /** Only the understudy speaks. */
    public static ModelSource none() {
        return new ModelSource(
                name -> name.equals("CALMROOM_LLM_PROVIDER") ? "understudy" : null, Manners.unexamined());
    }

    /** The same as one player is configured: what the player names goes before the environment. */
    ModelSource of(PlayerSource player) {
        Map<String, String> own = player.settings() == null ? Map.of() : player.settings();
        return new ModelSource(
                name -> own.containsKey(name) ? own.get(name) : environment.apply(name), examined, connected);
    }

    ModelSettings settings() {
        return ModelSettings.from(environment);
    }

    /** Which models read the leader's turns beside the ear. */
    public ReadingModels.Use reading() {
        return ReadingModels.Use.from(environment, examined);
    }

    /** In what manner models speak, by their names. */
    public Manners manners() {
        return Manners.from(environment, examined);
    }

    /** In what manner the configured model speaks; it need not be there. */
    public Manner manner() {
        return manners().of(LanguageModels.nameOf(settings()));
    }

    /** All that an answer depends on beside what is asked. */
    String fingerprint() {
        ModelSettings settings = settings();
        return "%s, temperature %s, %d and %d tokens, %s"
                .formatted(
                        settings,
                        settings.temperature(),
                        settings.maxTokens(),
                        settings.historyTokens(),
                        manner().label());
    }

    /** The configured model; empty where none is. */
    public Optional<LanguageModel> model() {
        ModelSettings settings = settings().unhurried();
        synchronized (connected) {
            Optional<LanguageModel> known = Optional.ofNullable(connected.get(settings));
            return known.isPresent()
                    ? known
                    : LanguageModels.connect(settings).map(model -> {
                        connected.put(settings, model);
                        return model;
                    });
        }
    }
}
