package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.persona.Manners;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.tuning.ModelSource;
import dev.calmroom.web.RunningService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@NullMarked
class TrialsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Nobody is there who would leave off what the other version's words have begun. */
    @Test
    void whereTheDraftCannotBePlayedTheModelIsNotLeftAtTheOthersWords() throws Exception {
        Path prompts = folder.resolve("prompts");
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), prompts);
        PromptsInUse inUse = new PromptsInUse(prompts, folder.resolve("work"), refused -> {});
        EditedFiles files = new EditedFiles(inUse, folder.resolve("kept"), folder.resolve("drafts"), Clock.systemUTC());
        Path cache = Path.of("target/tuning-cache");
        try (ScriptedModelServer server = new ScriptedModelServer(stream ->
                        stream.open("text/event-stream").openAi("I am ").stall());
                Trials trials = new Trials(inUse, files, folder.resolve("trials"), cache, voice(server))) {
            Trials.Draft broken = new Trials.Draft("scenarios/lost-key/emotion.yaml", "no dimensions: at all");

            assertThatThrownBy(() -> trials.words(broken, "lost-key", null, 1, "Hello?", side -> new Silent()))
                    .isInstanceOf(InvalidPromptsException.class);

            assertThat(server.requests).hasSizeLessThanOrEqualTo(1);
            assertThat(server.requests.isEmpty() || server.wasLeft()).isTrue();
        }
    }

    /** Versions in use and drafts lie in folders of ours, which nobody who reads of a mistake can open. */
    @Test
    void aMistakeIsToldOfTheFileThatItsAuthorKnows() {
        Path prompts = RunningService.prompts();
        PromptsInUse inUse = new PromptsInUse(prompts, folder.resolve("work"), refused -> {});
        EditedFiles files = new EditedFiles(inUse, folder.resolve("kept"), folder.resolve("drafts"), Clock.systemUTC());
        Path cache = Path.of("target/tuning-cache");
        try (Trials trials = new Trials(inUse, files, folder.resolve("trials"), cache, Trials.Voice.none())) {
            String file = "scenarios/platform-down/emotion.yaml";
            Trials.Draft broken = new Trials.Draft(file, "no dimensions: at all");

            assertThatThrownBy(() -> trials.turn(broken, "platform-down", null, 1, "Hello?"))
                    .hasMessageStartingWith(file + ":")
                    .hasMessageNotContaining(folder.toString());
        }
    }

    private static Trials.Voice voice(ScriptedModelServer server) {
        Map<String, String> set = Map.of(
                "CALMROOM_LLM_PROVIDER", "openai",
                "CALMROOM_LLM_BASE_URL", server.url() + "/v1",
                "CALMROOM_LLM_MODEL", "stub");
        return new Trials.Voice("stub", new ModelSource(set::get, Manners.unexamined()));
    }

    private static final class Silent implements Trials.Listener {
        @Override
        public void text(String piece) {}

        @Override
        public void leftOut(String sentence, String reason) {}

        @Override
        public void over(String speaker, String note) {}
    }
}
