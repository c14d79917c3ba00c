package dev.calmroom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Of which scenario a file's call is, and how it was held. */
@NullMarked
class CallScenarioTest {
    private static final Path PROMPTS = Path.of("../prompts");
    private static final Path SMALL = Path.of("src/test/resources/prompts");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path prompts;

    private final List<String> passedOver = new ArrayList<>();

    @BeforeEach
    void oneThatCanBeUsedAndOneThatCannot() throws IOException {
        FileSystemUtils.copyRecursively(SMALL, prompts);
        broken("broken");
    }

    @Test
    void aLogIsOfItsOwnScenarioAsHardAndWithWhatWasRemembered() {
        String start = """
                {"type":"session-started","sequence":1,"at":0,"scenario":"thursday","seed":7,"circumstances":%s}
                {"type":"leader-spoke","sequence":2,"at":9000,"turn":2,"text":"How are you?"}
                """;
        Scenario plain = new ScenarioFiles(PROMPTS).load("thursday");

        Scenario held =
                held(PROMPTS, start.formatted("{\"difficulty\":\"raw\",\"remembered\":[\"promised-no-blame\"]}"), null);

        assertThat(held.id()).isEqualTo("thursday");
        assertThat(held.plot().remembered()).containsExactly("promised-no-blame");
        assertThat(held.feelings().rules()).isNotEqualTo(plain.feelings().rules());
        assertThat(held(PROMPTS, start.formatted("{}"), null).feelings().rules())
                .isEqualTo(plain.feelings().rules());
    }

    @Test
    void aBrokenScenarioStandsInNoOthersWay() {
        assertThat(held(prompts, log("lost-key"), null).id()).isEqualTo("lost-key");
        assertThat(passedOver).as("it was not even looked at").isEmpty();

        assertThat(held(prompts, "Leader: Where is it?\nRosa: I do not know.\n", "lost-key")
                        .id())
                .isEqualTo("lost-key");
        assertThat(passedOver).singleElement().asString().contains("broken");
    }

    @Test
    void theOneThatItIsHasToBeWhole() {
        assertThatThrownBy(() -> held(prompts, log("broken"), null)).isInstanceOf(InvalidPromptsException.class);
        assertThatThrownBy(() -> held(prompts, "Leader: Where is it?\n", "broken"))
                .isInstanceOf(InvalidPromptsException.class);
    }

    @Test
    void whereNobodyIsNamedTheFirstIsMeantAndHasToBeWhole() throws IOException {
        assertThatThrownBy(() -> held(prompts, "Leader: Where is it?\nSomebody: Here.\n", null))
                .as("broken comes first")
                .isInstanceOf(InvalidPromptsException.class);

        FileSystemUtils.deleteRecursively(prompts.resolve("scenarios/broken"));
        broken("z-broken");
        assertThat(held(prompts, "Leader: Where is it?\nSomebody: Here.\n", null)
                        .id())
                .isEqualTo("lost-key");
    }

    @Test
    void oneThatIsNotThereIsTold() {
        assertThatThrownBy(() -> held(prompts, log("elsewhere"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'elsewhere'")
                .hasMessageContaining("lost-key");
    }

    private static String log(String scenario) {
        return """
                {"type":"session-started","sequence":1,"at":0,"scenario":"%s","seed":42}
                {"type":"leader-spoke","sequence":2,"at":9000,"turn":2,"text":"How are you?"}
                """.formatted(scenario);
    }

    private Scenario held(Path folder, String file, @Nullable String asked) {
        return CallScenario.held(
                CallFile.read(file.getBytes(StandardCharsets.UTF_8)),
                folder,
                asked,
                List.of(),
                broken -> passedOver.add(String.valueOf(broken.getMessage())));
    }

    private void broken(String id) throws IOException {
        Path folder = Files.createDirectories(prompts.resolve("scenarios").resolve(id));
        Files.writeString(folder.resolve("scenario.yaml"), "id: [\n");
    }
}
