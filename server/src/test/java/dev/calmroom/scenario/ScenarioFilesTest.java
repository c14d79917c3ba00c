package dev.calmroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

class ScenarioFilesTest {
    @TempDir
    private Path prompts;

    private Path folder;

    @BeforeEach
    void copyTheFixture() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), prompts);
        folder = prompts.resolve("scenarios/lost-key");
    }

    @Test
    void aScenarioWithOtherPeopleAndOtherFeelingsIsAFolder() {
        Scenario scenario = new ScenarioFiles(prompts).load("lost-key");

        assertThat(scenario.plot().persona().name()).isEqualTo("Amina");
        assertThat(scenario.feelings().dimensions())
                .extracting(EmotionRules.Dimension::id)
                .containsExactly("panic", "warmth");
        assertThat(scenario.lines().lines()).hasSize(8);
        assertThat(scenario.questions()).hasSize(3);
        assertThat(scenario.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void theFingerprintChangesWithAnyFileOfTheScenarioOrItsFramework() throws IOException {
        String before = new ScenarioFiles(prompts).load("lost-key").sha256();
        Files.writeString(folder.resolve("persona.md"), "You are somebody else.");
        String afterPersona = new ScenarioFiles(prompts).load("lost-key").sha256();
        Files.writeString(prompts.resolve("frameworks/plain-words/grader.md"), "Judge kindly.");
        String afterFramework = new ScenarioFiles(prompts).load("lost-key").sha256();

        assertThat(before).isNotEqualTo(afterPersona);
        assertThat(afterPersona).isNotEqualTo(afterFramework);
    }

    @Test
    void itIsToldWhichFilesHaveBecomeOther() throws IOException {
        Map<String, String> before =
                new ScenarioFiles(prompts).load("lost-key").files().each();
        Files.writeString(folder.resolve("persona.md"), "You are somebody else.");
        Files.writeString(prompts.resolve("frameworks/plain-words/notes.md"), "Kindly.");

        FilesRead now = new ScenarioFiles(prompts).load("lost-key").files();

        assertThat(now.differingFrom(before))
                .containsExactly("frameworks/plain-words/notes.md (new)", "scenarios/lost-key/persona.md");
        assertThat(new FilesRead("", before).differingFrom(now.each()))
                .containsExactly("frameworks/plain-words/notes.md (gone)", "scenarios/lost-key/persona.md");
        assertThat(now.differingFrom(now.each())).isEmpty();
        assertThat(now.differingFrom(Map.of()))
                .as("of an older log nobody knows")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "scenario.yaml | act: snap, when            | act: snarl, when            | no 'snarl'; did you mean snap?",
                "scenario.yaml | tells: [soup]              | tells: [stew]               | no 'stew'; expected one of soup, spare",
                "scenario.yaml | below: { panic: 0.5 }      | below: { dread: 0.5 }       | no 'dread'; expected one of panic, warmth",
                "scenario.yaml | moves: [hurry]             | moves: [push]               | no 'push'; expected one of chat, hurry, soothe",
                "scenario.yaml | rule: hiss                 | rule: hisses                | no 'hisses'; did you mean hiss?",
                "scenario.yaml | lasts: 5m                  | lasts: five minutes         | lasts: ",
                "scenario.yaml | when: {}, text             | when: { done: [part] }, text | expected the last one to hold always",
                "scenario.yaml | framework: plain-words     | framework: fancy-words      | there is no framework file",
                "scenario.yaml | says: [\"\\\\bbye\\\\b\"]      | says: [\"(bye\"]             | expected a regular expression",
                "scenario.yaml | id: lost-key               | id: found-key               | expected the name of its folder, 'lost-key'",
                "emotion.yaml  | start: 0.8                 | start: 1.8                  | dimensions/panic/start: ",
                "emotion.yaml  | hurry: { adds              | hurries: { adds             | expected a rule for the move 'hurry'",
                "emotion.yaml  | drift: 0.05                | drift: often                | dynamics/drift: ",
                "emotion.yaml  | drift: 0.05                | drfit: 0.05                 | drfit",
                "lines.yaml    | act: part                  | act: wail                   | expected at least one line for the act 'part'",
                "lines.yaml    | moods: [frantic], facts    | moods: [furious], facts     | no 'furious'",
                "questions.yaml| facts: [spare]             | facts: [space]              | no 'space'",
            })
    void aBrokenFileIsRefusedWithFileLineAndWhatWasExpected(String file, String right, String wrong, String message)
            throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(folder.resolve(file), text.replace(right, wrong));
        int line = (int) text.substring(0, text.indexOf(right)).lines().count();

        InvalidPromptsException refused =
                catchThrowableOfType(InvalidPromptsException.class, () -> new ScenarioFiles(prompts).load("lost-key"));

        assertThat(refused).isNotNull();
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.file().getFileName()).hasToString(file.strip());
            assertThat(problem.line()).isPositive();
            assertThat(problem.message()).contains(message);
        });
        if (!message.startsWith("expected")) {
            assertThat(refused.problems())
                    .anySatisfy(p -> assertThat(p.line()).isCloseTo(line, org.assertj.core.data.Offset.offset(1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"scenario.yaml", "emotion.yaml", "persona.md"})
    void aMissingFileIsNamed(String file) throws IOException {
        Files.delete(folder.resolve(file));

        assertThatThrownBy(() -> new ScenarioFiles(prompts).load("lost-key"))
                .isInstanceOf(InvalidPromptsException.class)
                .hasMessageContaining(file + ": is missing");
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("emotion.yaml"), "dimensions:\n  - { id: panic\nrules: {}\n");

        assertThatThrownBy(() -> new ScenarioFiles(prompts).load("lost-key"))
                .isInstanceOf(InvalidPromptsException.class)
                .hasMessageContaining("emotion.yaml:3");
    }

    @ParameterizedTest
    @CsvSource({"nowhere", "../lost-key", "''", "LOST"})
    void anUnknownScenarioIsRefusedAndTheKnownOnesAreNamed(String id) {
        assertThatThrownBy(() -> new ScenarioFiles(prompts).load(id))
                .isInstanceOf(InvalidPromptsException.class)
                .hasMessageContaining("lost-key");
    }

    @Test
    void theFirstScenarioIsTheOneThatTheFileNamesFirstAndNotTheFirstByItsName() throws IOException {
        Files.createDirectories(prompts.resolve("scenarios/a-newcomer"));
        Files.copy(folder.resolve("scenario.yaml"), prompts.resolve("scenarios/a-newcomer/scenario.yaml"));
        assertThat(new ScenarioFiles(prompts).ids()).containsExactly("a-newcomer", "lost-key");

        Files.writeString(prompts.resolve("calmroom.yaml"), "scenarios: [lost-key]");

        assertThat(new ScenarioFiles(prompts).ids())
                .as("what is not named comes after what is")
                .containsExactly("lost-key", "a-newcomer");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "scenarios: [lost-kee]           | there is no scenario 'lost-kee'; expected one of [lost-key]",
                "scenarios: []                   | scenarios: ",
                "scenarios: [lost-key, lost-key] | scenarios: ",
                "default: lost-key               | default",
            })
    void anOrderThatCannotBeUsedIsRefused(String order, String message) throws IOException {
        Files.writeString(prompts.resolve("calmroom.yaml"), order);

        assertThatThrownBy(() -> new ScenarioFiles(prompts).ids())
                .isInstanceOf(InvalidPromptsException.class)
                .hasMessageContaining("calmroom.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void aScenarioForALanguageModelNeedsNeitherLinesNorQuestions() throws IOException {
        Files.delete(folder.resolve("lines.yaml"));
        Files.delete(folder.resolve("questions.yaml"));
        Path file = folder.resolve("scenario.yaml");
        String text = Files.readString(file);

        InvalidPromptsException refused =
                catchThrowableOfType(InvalidPromptsException.class, () -> new ScenarioFiles(prompts).load("lost-key"));
        assertThat(refused).isNotNull();
        assertThat(refused.problems().getFirst().toString()).contains("at least 8 stand-ins, found 0");

        Files.writeString(file, text + "\nstand-ins: [One., Two., Three., Four., Five., Six., Seven., Eight.]\n");
        Scenario scenario = new ScenarioFiles(prompts).load("lost-key");
        assertThat(scenario.questions()).isEmpty();
        assertThat(scenario.lines().lines()).extracting(AuthoredLine::text).contains("One.", "Eight.");
        scenario.plot()
                .acts()
                .forEach(act -> assertThat(scenario.lines().neighbours()).containsKey(act.id()));
    }
}
