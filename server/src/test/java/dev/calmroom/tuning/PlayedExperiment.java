package dev.calmroom.tuning;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.persona.Manners;
import dev.calmroom.web.RunningService;
import java.nio.file.Path;
import java.util.Optional;

/** An experiment of this project's prompts, played from beginning to end; what earlier tests have played is not played again. */
final class PlayedExperiment {
    static final Path PROMPTS = RunningService.prompts();

    private PlayedExperiment() {}

    /** @param out where findings are written */
    static Tuning.Findings of(Experiment experiment, Path out) throws InterruptedException {
        return of(experiment, out, Path.of("target/tuning-cache"), Optional.empty());
    }

    /** @param cache what was heard and answered before */
    static Tuning.Findings of(Experiment experiment, Path out, Path cache, Optional<LanguageModel> judge)
            throws InterruptedException {
        return of(experiment, out, cache, new ModelSource(name -> null, Manners.unexamined()), judge);
    }

    /** @param models what is configured beside what the players name */
    static Tuning.Findings of(
            Experiment experiment, Path out, Path cache, ModelSource models, Optional<LanguageModel> judge)
            throws InterruptedException {
        try (Tuning tuning = new Tuning(experiment, PROMPTS, cache, out, models, judge)) {
            return tuning.play(1, (done, all, failed, left) -> {});
        }
    }
}
