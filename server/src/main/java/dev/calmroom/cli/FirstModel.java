package dev.calmroom.cli;

import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.Provider;
import dev.calmroom.modelhost.Weights;
import dev.calmroom.modelhost.WeightsCatalogue;
import dev.calmroom.recognition.ModelCache;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** Brings a language model onto this machine and tells people how far it is. */
final class FirstModel {
    private final Weights weights;
    private final PrintStream told;

    FirstModel(Map<String, String> environment, WeightsCatalogue catalogue, PrintStream told) {
        this.weights = new Weights(ModelCache.standard(environment).place(), catalogue);
        this.told = told;
    }

    /** @throws IOException with a message for people */
    Path fetch(WeightsCatalogue.Entry model) throws IOException, InterruptedException {
        Optional<Path> there = weights.find(model.name());
        if (there.isPresent()) {
            return there.get();
        }
        told.printf(
                "Fetching a language model, once: %s, %s, %d MB, from %s into %s.%n",
                model.description(),
                model.licence(),
                model.file().bytes() / FetchingBar.MEGABYTE,
                model.address().getHost(),
                weights.file(model));
        try (ProgressBar bar = FetchingBar.of(model.name(), model.file().bytes(), told)) {
            return weights.fetch(model, bar::stepTo);
        }
    }

    /**
     * The model that the settings name, where it is one that can be fetched and is not there. A failure is one sentence: the
     * understudy speaks, and a later start tries again.
     */
    static void fetchWhatIsNamed(Map<String, String> environment, PrintStream told) throws InterruptedException {
        WeightsCatalogue builtIn = WeightsCatalogue.builtIn();
        ModelSettings settings = ModelSettings.from(environment::get);
        String elsewhere = environment.getOrDefault("CALMROOM_MODELS_FROM", "").strip();
        Optional<WeightsCatalogue.Entry> named = settings.provider() == Provider.GGUF && settings.model() != null
                ? builtIn.find(settings.model())
                : Optional.empty();
        if (named.isEmpty()) {
            return;
        }
        WeightsCatalogue.Entry model =
                elsewhere.isEmpty() ? named.get() : named.get().from(elsewhere);
        try {
            new FirstModel(environment, builtIn, told).fetch(model);
        } catch (IOException e) {
            told.printf(
                    "The language model %s is not here this time: %s. The understudy speaks; the next start tries again.%n",
                    model.name(), e.getMessage());
        }
    }
}
