package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Troupe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** What no single line of a file shows: scenarios that are good, and in part without effect. */
@NullMarked
class DeepCheckTest {
    private static final Path SMALL = Path.of("src/test/resources/prompts");
    private static final String FRAMEWORK = "frameworks/plain-words";

    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void aScenarioWithoutSuchMistakesIsGood() throws IOException {
        FileSystemUtils.copyRecursively(SMALL, folder);

        assertThat(problems("lost-key")).isEmpty();
        assertThat(progress).singleElement().asString().contains("no simulated leader is written for it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scenario.yaml  | gate: { asked: [spare] }  | gate: { at-least: { warmth: 0.7 }, any: [{ below: { warmth: 0.6 } }] } | scenario.yaml:12: facts/spare/gate: the gate can never open: none of its ways is open: no 'warmth' is at least 0.7 and below 0.6",
                "scenario.yaml  | gate: { asked: [spare] }  | gate: { told: [spare] }                  | facts/spare/gate: the gate can never open: spare is never told",
                "scenario.yaml  | gate: { asked: [spare] }  | gate: { heard: [soothe], not-heard: [soothe] } | facts/spare/gate: the gate can never open: soothe cannot be heard and not heard at once",
                "scenario.yaml  | gate: { asked: [spare] }  | gate: { not: {} }                        | facts/spare/gate: the gate can never open: it asks that something does not hold which always holds",
                "questions.yaml | facts: [spare], asks      | facts: [soup], asks                      | facts/spare/gate: the gate can never open: spare is asked for by no question",
                "scenario.yaml  | { moves: [soothe] }       | { moves: [soothe], told: [spare], done: [part], not-done: [part] } | replies/breathe: can never be played: part cannot be played and not played at once",
                "scenario.yaml  | { below: { panic: 0.5 } } | { below: { panic: 0.5 }, at-least: { panic: 0.5 } } | endings/calm: can never be how it ends: no 'panic' is at least 0.5 and below 0.5",
                "lines.yaml     | act: snap, moods: [frantic, easy] | act: snap, moods: [frantic]       | lines: the act 'snap' has no line in the mood easy",
                "scenario.yaml  | A spare key lies under the third flowerpot. | The soup was on the stove for thirty minutes. | facts/spare/statement: says 30 minutes of what 'soup' on line 11 says 20 of",
                "scenario.yaml  | for twenty minutes. }     | for twenty minutes., figures: { of: [minutes], are: [25] } } | facts/soup/figures: says [25], and the statement says [20] minutes"
            })
    void whatIsWithoutEffectIsNamedWithItsPlace(String name, String from, String to, String message)
            throws IOException {
        FileSystemUtils.copyRecursively(SMALL, folder);
        Files.copy(Path.of("../prompts/speech.yaml"), folder.resolve("speech.yaml"));
        Path file = folder.resolve("scenarios/lost-key").resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));

        assertThat(problems("lost-key"))
                .anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void whatFollowsFromAShutGateIsShutAsWell() throws IOException {
        FileSystemUtils.copyRecursively(SMALL, folder);
        replace("scenarios/lost-key/scenario.yaml", "gate: { asked: [spare] }", "gate: { told: [spare] }");
        replace("scenarios/lost-key/scenario.yaml", "{ below: { panic: 0.5 } }", "{ told: [spare] }");

        assertThat(problems("lost-key"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("endings/calm: can never be how it ends: spare is never told"));
    }

    @Test
    void aLineWithAnotherFigureThanItsFactIsNamed() throws IOException {
        FileSystemUtils.copyRecursively(SMALL, folder);
        replace(
                "scenarios/lost-key/scenario.yaml",
                "for twenty minutes. }",
                "for twenty minutes., figures: { of: [minutes], are: [20] } }");
        assertThat(problems("lost-key")).isEmpty();

        replace("scenarios/lost-key/lines.yaml", "Twenty minutes, on the stove.", "Thirty minutes, on the stove.");
        assertThat(problems("lost-key"))
                .singleElement()
                .asString()
                .contains("lines.yaml:6: lines/tell/says/0: says 30 minutes, and no fact does");
    }

    @Test
    void aCriterionThatNoRuleOfTheJudgeServesIsNamed() throws IOException {
        FileSystemUtils.copyRecursively(SMALL, folder);
        Files.writeString(
                folder.resolve(FRAMEWORK + "/votes.yaml"), "met: 0.2\ndoubted: 0.1\ntrapped: 0.9\nsuspected: 0.4\n");
        Files.writeString(folder.resolve(FRAMEWORK + "/alternatives.yaml"), "criteria: {}\n");
        Files.writeString(folder.resolve(FRAMEWORK + "/grader.md"), "Judge the call.\n");
        Files.writeString(folder.resolve("grader-sheet.md"), "{mark} {call} {mark} {questions}\n");
        Path judge = folder.resolve(FRAMEWORK + "/judge.yaml");

        Files.writeString(judge, "criteria: {}\n");
        assertThat(check().problems("plain-words"))
                .singleElement()
                .asString()
                .contains("framework.yaml:12: criteria/soothe.once: no rule of the judge serves it");

        for (String rule : List.of("{ move: 0.5 }", "{ say: [there there] }", "{ both: { one: [a], other: [b] } }")) {
            Files.writeString(judge, "criteria:\n  soothe.once: %s\n".formatted(rule));
            assertThat(check().problems("plain-words")).as(rule).isEmpty();
        }
    }

    @Test
    void aMoveThatNoExampleShowsIsNamed() throws IOException {
        FileSystemUtils.copyRecursively(SMALL, folder);
        Path examples = Files.createDirectories(folder.resolve(FRAMEWORK + "/examples"));
        Files.writeString(
                examples.resolve("one.yaml"),
                "voice: somebody\nexamples:\n  soothe:\n    - There, there.\n  chat:\n    - Nice weather.\n");

        assertThat(PromptsCheck.of(folder).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("no example shows the move 'hurry'"));
    }

    @Test
    void endingsAndGatesThatNoLeaderComesToAreNamed() throws IOException {
        FileSystemUtils.copyRecursively(SMALL, folder);
        Files.copy(Path.of("../prompts/hearing.yaml"), folder.resolve("hearing.yaml"));
        Files.copy(Path.of("../prompts/speech.yaml"), folder.resolve("speech.yaml"));
        Files.createDirectories(folder.resolve("leaders"));
        Files.writeString(
                folder.resolve("leaders/absent.yaml"),
                "id: absent\nscenario: lost-key\nabout: Says nothing.\nscript: [{ silence: 30s }]\n");
        replace(
                "scenarios/lost-key/scenario.yaml",
                "gate: { asked: [spare] }",
                "gate: { any: [{ at-least: { warmth: 0.9 } }] }");

        assertThat(problems("lost-key"))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .contains("endings/calm: no leader comes to it: 1 calls of absent ended otherwise"))
                .anySatisfy(
                        problem -> assertThat(problem)
                                .containsPattern(
                                        "facts/spare/gate: opened in none of 1 calls: .* it came to warmth 0\\.\\d\\d to 0\\.\\d\\d"));
        assertThat(progress).contains("lost-key: absent called 1 times");
    }

    private void replace(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private DeepCheck check() {
        return new DeepCheck(folder, new Troupe(folder.resolve("cache")), 1, progress::add);
    }

    private List<String> problems(String id) {
        Scenario scenario = new ScenarioFiles(folder).load(id);
        return check().problems(scenario).stream().map(Problem::toString).toList();
    }
}
