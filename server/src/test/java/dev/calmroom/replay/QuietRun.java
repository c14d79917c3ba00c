package dev.calmroom.replay;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.web.RunningService;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.List;

/** A call in which the leader's words do nothing to the persona: it is the persona's own words that count. */
public final class QuietRun {
    public static final Path PROMPTS = RunningService.prompts();
    public static final Scenario SCENARIO = first();
    public static final EmbeddingModel EMBEDDINGS = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    static final Players PLAYERS = new Players(
            SCENARIO,
            (turn, before) -> new Appraisal(List.of(), List.of()),
            (words, before) -> Reading.NOTHING,
            PersonaAgents.understudy(PROMPTS, SCENARIO, EMBEDDINGS));
    public static final ModelRun RUN = new ModelRun(PROMPTS, PLAYERS, EMBEDDINGS);

    private QuietRun() {}

    private static Scenario first() {
        ScenarioFiles files = new ScenarioFiles(PROMPTS);
        return files.load(files.ids().getFirst());
    }
}
