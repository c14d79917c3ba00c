package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.Manners;
import dev.calmroom.persona.Understudy;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ModelTurnsTest {
    private static final Path PROMPTS = PlayedExperiment.PROMPTS;

    @Test
    void aModelWordsTheTurnThatTheWordsCallFor() throws Exception {
        Troupe troupe = new Troupe(Path.of("target/tuning-cache"));
        ScenarioFiles files = new ScenarioFiles(PROMPTS);
        Scenario scenario = files.load("platform-down");
        LoggedCall call = LoggedCall.opening(troupe.players(PROMPTS, scenario, new Understudy(scenario.lines())), 1);
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
                    stream.open("text/event-stream").openAi("I am tired. ").openAi("It does not end.");
                    stream.openAiEnd();
                });
                ModelTurns turns = new ModelTurns(model(server), Manners.unexamined(), troupe)) {
            Explanation.Ordered ordered = new Explanation(troupe, PROMPTS, scenario, Manner.WORDED)
                    .ordered(call, 1, "How are you holding up?")
                    .orElseThrow();
            CompletableFuture<String> said = new CompletableFuture<>();
            StringBuilder text = new StringBuilder();
            turns.word(PROMPTS, scenario, ordered, new WordingListener() {
                @Override
                public void onText(String piece) {
                    text.append(piece);
                }

                @Override
                public void onComplete(String speaker, String note) {
                    said.complete("%s: %s".formatted(speaker, text.toString().strip()));
                }
            });

            assertThat(said.get(30, TimeUnit.SECONDS)).contains("stub").contains("I am tired. It does not end.");
            assertThat(server.requests.getFirst()).contains("How are you holding up?");
        }
    }

    private static LanguageModel model(ScriptedModelServer server) {
        Map<String, String> set = Map.of(
                "CALMROOM_LLM_PROVIDER", "openai",
                "CALMROOM_LLM_BASE_URL", server.url() + "/v1",
                "CALMROOM_LLM_MODEL", "stub");
        return LanguageModels.connect(ModelSettings.from(set::get).unhurried()).orElseThrow();
    }
}
