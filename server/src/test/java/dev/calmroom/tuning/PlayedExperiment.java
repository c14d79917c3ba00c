package dev.calmroom.tuning;

import dev.calmroom.checks.StatementJudge;
import dev.calmroom.web.RunningService;
import java.nio.file.Path;

/** An experiment of this project's prompts, played from beginning to end; what earlier tests have played is not played again. */
final class PlayedExperiment {
    static final Path PROMPTS = RunningService.prompts();

    private PlayedExperiment() {}

    /** @param out where findings are written */
    static Tuning.Findings of(Experiment experiment, Path out) throws InterruptedException {
        try (Tuning tuning = new Tuning(
                experiment, PROMPTS, Path.of("target/tuning-cache"), out, name -> null, StatementJudge.nobody())) {
            return tuning.play(1, (done, all, failed, left) -> {});
        }
    }
}
