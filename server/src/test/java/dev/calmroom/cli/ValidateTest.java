package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

class ValidateTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void goodPromptsAreListedWithWhatIsInThem() {
        assertThat(validate(Path.of("src/test/resources/prompts"))).isZero();

        assertThat(out.toString()).startsWith("lost-key: good (2 facts, 5 acts, 8 lines, ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theFolderIsNamedAsInAllCommands() {
        assertThat(validate("--prompts", "src/test/resources/prompts")).isZero();

        assertThat(out.toString()).startsWith("lost-key: good (");
    }

    @Test
    void twoFoldersAreOneTooMany() {
        assertThat(validate("../prompts", "--prompts", "src/test/resources/prompts"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("which folder is checked: ../prompts, or src/test/resources/prompts of");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theProductsOwnPromptsAreGood() {
        assertThat(validate(Path.of("../prompts"))).as(err.toString()).isZero();
    }

    @Test
    void aMistakeIsNamedWithFileAndLineAndTheCommandFails(@TempDir Path folder) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), folder);
        Path emotion = folder.resolve("scenarios/lost-key/emotion.yaml");
        Files.writeString(emotion, Files.readString(emotion).replace("start: 0.5", "start: 5"));

        assertThat(validate(folder)).isEqualTo(1);

        assertThat(err.toString())
                .contains("emotion.yaml:3: dimensions/warmth/start: ")
                .contains("1");
    }

    @Test
    void aCouplingThatOutweighsEverythingIsAMistake(@TempDir Path folder) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("../prompts"), folder);
        Path emotion = folder.resolve("scenarios/platform-down/emotion.yaml");
        Files.writeString(
                emotion, Files.readString(emotion).replace("weights: { stress: -0.55,", "weights: { stress: -55,"));

        assertThat(validate(folder)).isEqualTo(1);

        assertThat(err.toString()).containsPattern("emotion.yaml:[0-9]+: couplings/thinking-needs-calm/weights/stress");
    }

    @Test
    void mistakesInWhatTheJudgeListensForAreNamedWithTheirLines(@TempDir Path folder) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("../prompts"), folder);
        Path judge = folder.resolve("frameworks/steady-hand/judge.yaml");
        Files.writeString(judge, Files.readString(judge).replace("    asked: false", "    asked: perhaps"));
        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString()).containsPattern("judge.yaml:[0-9]+: criteria/questions.decides/asked: ");

        FileSystemUtils.copyRecursively(Path.of("../prompts"), folder);
        Files.writeString(judge, Files.readString(judge).replace("  trap.blame:", "  trap.shame:"));
        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString())
                .containsPattern("judge.yaml:[0-9]+: criteria/trap.shame: the framework has no such criterion");

        FileSystemUtils.copyRecursively(Path.of("../prompts"), folder);
        Path alternatives = folder.resolve("frameworks/steady-hand/alternatives.yaml");
        Files.writeString(alternatives, Files.readString(alternatives).replaceFirst("- try:", "- say:"));
        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString()).containsPattern("alternatives.yaml:[0-9]+: criteria/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scenario.yaml | gate: { asked: [spare] }        | gate: { gate: spare }                | scenario.yaml:12: facts/spare/gate: the gate asks for itself: spare -> spare",
                "scenario.yaml | gate: { asked: [spare] }        | gate: { not: { any: [{ gate: spare }] } } | the gate asks for itself",
                "scenario.yaml | gate: { asked: [spare] }        | gate: { asked-anything: true }       | the gate asks for itself",
                "scenario.yaml | every: 30s                      | every: 0s                            | events/hiss/every: expected more than nothing",
                "scenario.yaml | at: 1m                          | at: 6m                               | events/hiss/at: expected a time before the end",
                "scenario.yaml | lasts: 5m                       | lasts: 0s                            | lasts: expected more than nothing",
                "scenario.yaml | warn-at: 4m                     | warn-at: 5m                          | warn-at: expected a time before the end",
                "scenario.yaml | words: [2, 12]                  | words: [12, 2]                       | acts/tell/words: expected the shorter length first",
                "scenario.yaml | { moves: [hurry] }              | {}                                   | replies/snap: holds always",
                "scenario.yaml | { below: { panic: 0.5 } }       | {}                                   | endings/calm: holds always",
                "scenario.yaml | after: 20s                      | after: 6s                            | silence/part/after: expected longer",
                "scenario.yaml | { id: spare, statement          | { id: soup, statement                | there is a 'soup' already, on line 11",
                "scenario.yaml | says: \"pot\"                    | says: \"pot(\"                        | expected a regular expression",
                "scenario.yaml | says: \"pot\"                    | says: \"(pot)?\"                      | finds itself in everything",
                "scenario.yaml | act: snap, when                 | act: snpa, when                      | there is no 'snpa'; did you mean snap?",
                "emotion.yaml  | min: 0.8, max: 1.3              | min: 1.8, max: 1.3                   | delivery/rate: min is above max",
                "emotion.yaml  | about: shrill                    | about: ' '                           | moods/frantic/about: has no word in it",
                "framework.yaml | points: 100                    | points: 90                           | add up to 90, expected 100",
                "framework.yaml | , fallback: true               | ''                                   | exactly one move with 'fallback: true'",
                "framework.yaml | id: plain-words                | id: plainer-words                    | expected the name of its folder, 'plain-words'",
                "framework.yaml | principle:                     | principel:                           | principel",
                "framework.yaml | moves: [soothe]                | moves: [sooth]                       | there is no 'sooth'; did you mean soothe?",
                "framework.yaml | coaching: Say something kind first. | ''                              | expected 'coaching'"
            })
    void aMistakeThatWouldEndACallOrItsGradingIsNamed(
            String name, String from, String to, String message, @TempDir Path folder) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), folder);
        Path file = folder.resolve(name.equals("framework.yaml") ? "frameworks/plain-words" : "scenarios/lost-key")
                .resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));

        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void aTabIsNamedWithItsOwnLine(@TempDir Path folder) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), folder);
        Path plot = folder.resolve("scenarios/lost-key/scenario.yaml");
        Files.writeString(plot, Files.readString(plot).replace("  - { id: spare", "\t- { id: spare"));

        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains("scenario.yaml:12: begins with a tab");
    }

    @Test
    void whatEditorsLeaveBehindBreaksNothingAndIsNamed(@TempDir Path folder) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("../prompts"), folder);
        Path examples = folder.resolve("frameworks/steady-hand/examples");
        Files.writeString(examples.resolve("._01.yaml"), "\0");
        Files.writeString(examples.resolve(".#02.yaml"), "gone");
        Files.writeString(folder.resolve("leaders/mine.yml"), "id: mine");

        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line ->
                        line.contains("is not read: an editor's leaving, or a file whose name should end in .yaml"));
    }

    @Test
    void mistakesBesideTheScenariosAreNamed(@TempDir Path folder) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("../prompts"), folder);
        Path blamer = folder.resolve("leaders/blamer.yaml");
        Files.writeString(blamer, Files.readString(blamer).replace("to: [sales-rings]", "to: [sales-ringing]"));
        Files.writeString(
                folder.resolve("leaders/other.yaml"), Files.readString(blamer).replace("platform-down", "platform-up"));
        Path turn = folder.resolve("turn.md");
        Files.writeString(turn, Files.readString(turn).replace("{mood}", "{moode}"));
        Path example = folder.resolve("frameworks/steady-hand/examples/01-plain-american.yaml");
        Files.writeString(example, "voice: somebody\nexamples:\n  blaem:\n    - You did it.\n");

        assertThat(validate(folder)).isEqualTo(1);
        assertThat(err.toString())
                .contains("reactions/0/to/0: there is no act 'sales-ringing'; did you mean sales-rings?")
                .contains("other.yaml:2: id: blamer.yaml is called 'blamer' too")
                .contains("scenario: there is no scenario 'platform-up'")
                .containsPattern("turn.md:[0-9]+: nothing is filled in at \\{moode}; did you mean mood")
                .contains("examples/blaem: 'blaem' is no move and no criterion");
    }

    @Test
    void anEmptyFolderIsNoPromptsFolder(@TempDir Path folder) {
        assertThat(validate(folder)).isNotZero();
        assertThat(err.toString()).contains("expected scenarios/<id>/scenario.yaml or sheet.yaml, found none");
    }

    private int validate(Path folder) {
        return validate(folder.toString());
    }

    private int validate(String... arguments) {
        return new CommandLine(new Validate())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
