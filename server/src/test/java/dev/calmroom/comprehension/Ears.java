package dev.calmroom.comprehension;

import dev.calmroom.encoder.ClauseEncoder;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.ScenarioFiles;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;

/** The built-in ear, learned once for all tests that listen with it. */
final class Ears {
    static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");

    private Ears() {}

    static Ear platformDown() {
        return PlatformDown.EAR;
    }

    private static final class PlatformDown {
        private static final Ear EAR = new EmbeddingEar(
                new AllMiniLmL6V2QuantizedEmbeddingModel(),
                ClauseEncoder.load(),
                HearingCues.read(PROMPTS),
                new ScenarioFiles(PROMPTS).load("platform-down"),
                new FrameworkFiles(PROMPTS).examples("steady-hand"));
    }
}
