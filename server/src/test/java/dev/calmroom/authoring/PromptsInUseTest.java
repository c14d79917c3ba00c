package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.judging.RubricFolder;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** An author's edits while the service runs. */
class PromptsInUseTest {
    private static final String FRAMEWORK = "frameworks/plain-words";
    private static final String SCENARIO = "scenarios/lost-key";

    @TempDir
    Path folder;

    private final List<List<Problem>> refused = new ArrayList<>();
    private Path prompts = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private PromptsInUse inUse;

    @BeforeEach
    void aServiceIsRunning() throws IOException {
        prompts = folder.resolve("prompts");
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), prompts);
        write("hearing.yaml", Files.readString(Path.of("../prompts/hearing.yaml")));
        write("speech.yaml", Files.readString(Path.of("../prompts/speech.yaml")));
        write("turn.md", "# A turn\n{act} {facts}\n");
        write("turn-free.md", "# A turn\nonce\n---\n{act} {facts}\n");
        write("grader-sheet.md", "{mark} {call} {mark} {questions}\n");
        write(FRAMEWORK + "/judge.yaml", "criteria: {}\n");
        write(FRAMEWORK + "/votes.yaml", "met: 0.2\ndoubted: 0.1\ntrapped: 0.9\nsuspected: 0.4\n");
        write(FRAMEWORK + "/alternatives.yaml", "criteria: {}\n");
        write(FRAMEWORK + "/grader.md", "Judge the call.\n");
        inUse = new PromptsInUse(prompts, folder.resolve("work"), refused::add);
    }

    @AfterEach
    void itEnds() {
        inUse.close();
    }

    @Test
    void anEditThatCannotBeTakenUpIsToldAndTriedAgain() throws IOException {
        Path inTheWay = folder.resolve("work/looked-at/hearing.yaml");
        Files.createDirectories(inTheWay);
        write("speech.yaml", Files.readString(prompts.resolve("speech.yaml")) + "# edited\n");

        assertThat(inUse.look())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("cannot be taken up"));
        inUse.look();
        assertThat(refused).hasSize(1);

        Files.delete(inTheWay);
        assertThat(inUse.look()).isEmpty();
        assertThat(inUse.folder().resolve("speech.yaml")).hasSameTextualContentAs(prompts.resolve("speech.yaml"));
    }

    @Test
    void nothingIsLeftBehind() {
        inUse.close();

        assertThat(folder.resolve("work")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        FRAMEWORK + "/framework.yaml",
        FRAMEWORK + "/judge.yaml",
        FRAMEWORK + "/votes.yaml",
        FRAMEWORK + "/alternatives.yaml",
        FRAMEWORK + "/grader.md",
        SCENARIO + "/scenario.yaml",
        SCENARIO + "/emotion.yaml",
        SCENARIO + "/persona.md",
        "hearing.yaml",
        "speech.yaml",
        "turn.md",
        "turn-free.md",
        "grader-sheet.md"
    })
    void ofEveryFileThatAnEditBreaksTheLastGoodVersionStaysInUse(String file) throws IOException {
        String good = Files.readString(prompts.resolve(file));
        Files.writeString(prompts.resolve(file), file.endsWith(".md") ? "" : "broken: [\n");

        List<Problem> told = inUse.look();

        assertThat(told).anySatisfy(problem -> assertThat(problem.file()).isEqualTo(prompts.resolve(file)));
        assertThat(inUse.folder().resolve(file)).hasContent(good);
        assertThat(refused).containsExactly(told);
        callsAreMadeAndGraded();

        Files.writeString(prompts.resolve(file), good);
        assertThat(inUse.look()).isEmpty();
    }

    @Test
    void aGoodEditBesideABrokenOneIsTakenUp() throws IOException {
        replace(SCENARIO + "/persona.md", "the key", "the other key");
        Files.writeString(prompts.resolve("hearing.yaml"), "\t");

        inUse.look();

        assertThat(inUse.folder().resolve(SCENARIO + "/persona.md"))
                .hasContent(Files.readString(prompts.resolve(SCENARIO + "/persona.md")));
        callsAreMadeAndGraded();
    }

    @Test
    void anExampleThatTeachesWhatIsNotThereLeavesTheWholeFrameworkAsItWas() throws IOException {
        replace(FRAMEWORK + "/grader.md", "the call", "this call");
        String before = Files.readString(inUse.folder().resolve(FRAMEWORK + "/grader.md"));
        write(
                FRAMEWORK + "/examples/one.yaml",
                "voice: calm\nexamples:\n  no-such-move:\n    - This teaches nothing.\n");

        assertThat(inUse.look())
                .anySatisfy(problem ->
                        assertThat(problem.file()).isEqualTo(prompts.resolve(FRAMEWORK + "/examples/one.yaml")));
        assertThat(inUse.folder().resolve(FRAMEWORK + "/examples")).doesNotExist();
        assertThat(inUse.folder().resolve(FRAMEWORK + "/grader.md")).hasContent(before);
    }

    @Test
    void aLeaderThatCannotBeReadIsToldAndEndsNothing() throws IOException {
        Path leader = prompts.resolve("leaders/steady.yaml");
        write("leaders/steady.yaml", "id: steady\n");

        assertThat(inUse.look()).anySatisfy(p -> assertThat(p.file()).isEqualTo(leader));
        callsAreMadeAndGraded();
    }

    @Test
    void whatWasBrokenFromTheStartIsToldAndDoesNotKeepOtherEditsOut() throws IOException {
        inUse.close();
        Files.writeString(prompts.resolve("turn.md"), "");
        inUse = new PromptsInUse(prompts, folder.resolve("work"), refused::add);
        replace(SCENARIO + "/persona.md", "the key", "the other key");

        assertThat(inUse.look())
                .singleElement()
                .satisfies(p -> assertThat(p.file()).isEqualTo(prompts.resolve("turn.md")));
        assertThat(inUse.folder().resolve(SCENARIO + "/persona.md"))
                .hasContent(Files.readString(prompts.resolve(SCENARIO + "/persona.md")));
    }

    private void callsAreMadeAndGraded() {
        Path used = inUse.folder();
        ScenarioFiles scenarios = new ScenarioFiles(used);
        assertThat(scenarios.ids()).isNotEmpty().allSatisfy(scenarios::load);
        FrameworkFiles frameworks = new FrameworkFiles(used);
        assertThat(frameworks.ids()).isNotEmpty().allSatisfy(id -> {
            RubricFolder.read(used.resolve("frameworks").resolve(id));
        });
        HearingCues.read(used);
        SpeechRules.read(used);
        assertThat(used.resolve("turn.md")).isNotEmptyFile();
    }

    private void write(String file, String text) throws IOException {
        Path path = prompts.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void replace(String file, String before, String after) throws IOException {
        Path path = prompts.resolve(file);
        Files.writeString(path, Files.readString(path) + "\n" + after + " instead of " + before + ".\n");
    }
}
