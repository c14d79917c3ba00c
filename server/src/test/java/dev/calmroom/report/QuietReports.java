package dev.calmroom.report;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.judging.Graders;
import dev.calmroom.log.EventLog;
import dev.calmroom.web.RunningService;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;
import java.util.Optional;

/** Grading and reports by this project's rubrics where no word does anything: for tests of what stands around them. */
public final class QuietReports {
    private QuietReports() {}

    public static Graders graders() {
        return new Graders(
                RunningService.prompts(),
                framework -> (turn, before) -> new Appraisal(List.of(), List.of()),
                (rubric, prompt) -> Optional.empty());
    }

    /** Without other lines to be said instead, and without calls before. */
    public static Reports of(EventLog log, Graders graders, EmbeddingModel embeddings) {
        return new Reports(
                log,
                graders,
                started -> Optional.empty(),
                started -> List.of(),
                new SaidAlready(embeddings),
                new Workbench("reports", 1, 1));
    }
}
