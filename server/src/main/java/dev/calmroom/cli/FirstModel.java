package dev.calmroom.cli;

import dev.calmroom.judging.GraderModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.Provider;
import dev.calmroom.modelhost.Weights;
import dev.calmroom.modelhost.WeightsCatalogue;
import dev.calmroom.recognition.ModelCache;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
     * The models that the settings of persona and grader name, where they are some that can be fetched and are not there. A
     * failure is one sentence: the understudy speaks or the built-in judge grades, and a later start tries again.
     */
    static void fetchWhatIsNamed(Map<String, String> environment, PrintStream told) throws InterruptedException {
        WeightsCatalogue builtIn = WeightsCatalogue.builtIn();
        String elsewhere = environment.getOrDefault("CALMROOM_MODELS_FROM", "").strip();
        for (WeightsCatalogue.Entry named : named(environment, builtIn)) {
            WeightsCatalogue.Entry model = elsewhere.isEmpty() ? named : named.from(elsewhere);
            try {
                new FirstModel(environment, builtIn, told).fetch(model);
            } catch (IOException e) {
                told.printf(
                        "The language model %s is not here this time: %s. Calls go on without it; the next start tries again.%n",
                        model.name(), e.getMessage());
            }
        }
    }

    static List<WeightsCatalogue.Entry> named(Map<String, String> environment, WeightsCatalogue catalogue) {
        return Stream.concat(
                        Stream.of(ModelSettings.from(environment::get)),
                        GraderModels.settings(environment::get).stream())
                .filter(settings -> settings.provider() == Provider.GGUF)
                .flatMap(settings -> Stream.ofNullable(settings.model()))
                .distinct()
                .flatMap(model -> catalogue.find(model).stream())
                .toList();
    }
}
