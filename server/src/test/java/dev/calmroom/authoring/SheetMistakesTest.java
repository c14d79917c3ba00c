package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Troupe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** What an author gets wrong on a sheet, or on a guest's, is told in a sentence of its own and of that sheet. */
@NullMarked
class SheetMistakesTest {
    private static final String FRAMEWORK = "leading-under-pressure";
    private static final String SINGER = """
            persona: { name: Lea, role: singer, pronouns: they, about: Cannot sing tonight., temper: Whispers. }
            facts:
              - { id: voice, statement: The voice is gone., asks: [How is your voice?] }
              - { id: tea, statement: Tea does not help., asks: [Does tea help?] }
              - { id: wish, statement: The lead wants to go on all the same., asks: [What do you want?] }
            dimensions:
              - { id: fright, label: Fright, best: low, start: 0.7, low: calm, high: in tears }
              - { id: trust, label: Trust, best: high, start: 0.5, low: alone, high: with you }
            moves: {}
            opening: ["I can do it."]
            endings:
              - { id: calm, when: { below: { fright: 0.5 } }, text: Lea goes home. }
              - { id: upset, when: {}, text: Lea slams the door. }
            """;
    private static final String TOPIC = """
            topics:
              - { id: %s, about: Speaks of the cat., hears: ["\\\\bcat\\\\b"], says: ["The cat is well."], does: { trust: "+" } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path prompts = Path.of("");
    private Path sheet = Path.of("");
    private Path guest = Path.of("");

    @BeforeEach
    void aSheetAndAGuest() throws IOException {
        prompts = folder.resolve("prompts");
        for (String part : List.of("shared", "frameworks/" + FRAMEWORK)) {
            FileSystemUtils.copyRecursively(Path.of("../prompts").resolve(part), prompts.resolve(part));
        }
        Files.copy(Path.of("../prompts/grader-sheet.md"), prompts.resolve("grader-sheet.md"));
        Files.createDirectories(prompts.resolve("scenarios"));
        sheet = new NewScenario(prompts).write("my-own", FRAMEWORK);
        guest = Files.createDirectories(sheet.resolveSibling("people")).resolve("singer.yaml");
        Files.writeString(guest, SINGER);
        String at = "    says: [\"She's here. In costume. She wants to go on.\"]\n";
        replace(sheet, at, at + """
                    guest:
                      sheet: people/singer.yaml
                      back:
                        - { ending: calm, says: ["What was said?"], does: { strain: "-" } }
                        - { ending: upset, says: ["I heard the door."], does: { strain: "+" } }
                """);
    }

    @Test
    void bothAreGoodAsTheyAre() {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regulate      | is a move of the framework",
                "goodbye       | is a topic that every sheet has",
                "takes-the-call| is a topic that every sheet has",
                "hurt          | is an act that every sheet has",
                "silence       | is what moves everybody on a sheet",
                "recited       | is what moves everybody on a sheet"
            })
    void aTopicHasANameOfItsOwn(String id, String message) throws IOException {
        Files.writeString(sheet, Files.readString(sheet) + TOPIC.formatted(id));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(sheet);
            assertThat(problem.line()).isPositive();
            assertThat(problem.message()).contains("'%s' %s".formatted(id, message));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"called-away", "leaves-guest", "silence"})
    void soHasAGuests(String id) throws IOException {
        Files.writeString(guest, SINGER + TOPIC.formatted(id));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(guest);
            assertThat(problem.message()).contains("'%s' is ".formatted(id));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decides: [decide-and-back]       | decides: [decide-and-bck]          | decides/0: there is no move 'decide-and-bck'; did you mean decide-and-back?",
                "silence: { strain: \"+\" }         | silence: { strian: \"+\" }           | silence/strian: there is no dimension 'strian'; did you mean strain?",
                "does: { strain: \"++\" }           | does: { strian: \"++\" }             | does/strian: there is no dimension 'strian'; did you mean strain?",
                "secret: { at-least: { trust: 0.55 } } | secret: { at-least: { trsut: 0.55 } } | the-morning/secret/at-least/trsut: there is no 'trsut'; did you mean trust?",
            })
    void whatIsNotThereIsToldByWhatStandsOnTheSheetWithItsLine(String from, String to, String message)
            throws IOException {
        replace(sheet, from, to);
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(sheet);
            assertThat(problem.line()).isPositive();
            assertThat(problem.message()).endsWith(message);
        });
    }

    @Test
    void aMoveThatTheFrameworkDoesNotHaveIsToldAsAMove() throws IOException {
        replace(sheet, "moves:\n", "moves:\n  hushh: { trust: \"+\" }\n");
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.message()).startsWith("moves/hushh: there is no move 'hushh'");
        });
    }

    @Test
    void aLineInNoFormIsToldOnce() throws IOException {
        Path examples = prompts.resolve("frameworks").resolve(FRAMEWORK).resolve("examples");
        Files.writeString(
                examples.resolve("99-mine.yaml"),
                "voice: mine\nexamples:\n  size-up:\n    - what: is the other way\n  ask-gut look.facts:\n    - what now\n");
        assertThat(problems())
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("a line with a colon in it stands in quotes"),
                        key -> assertThat(key)
                                .contains("'ask-gut look.facts': expected a name, or several with a comma"));
    }

    @Test
    void aTopicOfAnotherNameIsFine() throws IOException {
        Files.writeString(sheet, Files.readString(sheet) + TOPIC.formatted("the-cat"));
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"low, high, none is best low", "high, low, none is best high"})
    void thereIsOneToEarnAndOneToFall(String end, String other, String message) throws IOException {
        Files.writeString(sheet, Files.readString(sheet).replace("best: " + end, "best: " + other));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(sheet);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void aLineThatIsSharedAlreadyIsNoMistake() throws IOException {
        Files.writeString(sheet, Files.readString(sheet) + "lines:\n  accept: [That helps., That is a help.]\n");
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatAsksAndWhatDecidesIsSaidByTheFrameworkAndNotByAName() throws IOException {
        Path framework = prompts.resolve("frameworks").resolve(FRAMEWORK).resolve("framework.yaml");
        replace(framework, "  - id: size-up\n    tone: good\n", "  - id: size-up\n    tone: good\n    asks: true\n");
        replace(framework, "  - id: ask-gut\n    tone: good\n    asks: true\n", "  - id: ask-gut\n    tone: good\n");
        replace(
                framework,
                "  - id: give-roles\n    tone: good\n",
                "  - id: give-roles\n    tone: good\n    decides: true\n");

        assertThat(load().plot().asking()).contains("size-up", "ask-why").doesNotContain("ask-gut");
        assertThat(Files.readString(new NewScenario(prompts).write("another", FRAMEWORK)))
                .contains("decides: [decide-and-back, give-roles]");
    }

    @Test
    void waysOutThatNothingDecidesForAreASlip() throws IOException {
        replace(sheet, "decides: [decide-and-back]", "decides: []");
        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no move decides"));
    }

    @Test
    void aFigureInDigitsWantsToBeSaid() throws IOException {
        replace(sheet, "    says: [\"Every seat. Eight hundred and forty.\"]\n", "");
        Files.writeString(guest, SINGER.replace("Tea does not help.", "3 cups of tea did not help."));
        assertThat(problems()).extracting(Problem::file).containsExactlyInAnyOrder(sheet, guest);
        assertThat(problems())
                .allSatisfy(problem -> assertThat(problem.message()).contains("with its digits"));
    }

    @Test
    void slipsOfAGuestAreTold() throws IOException {
        Files.writeString(guest, SINGER.replace("Does tea help?", "How is your voice?"));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(guest);
            assertThat(problem.message()).contains("is asked already");
        });
    }

    @Test
    void aGuestBringsNobody() throws IOException {
        Files.writeString(guest, SINGER + """
                events:
                  - id: knock
                    at: 30s
                    text: Somebody knocks.
                    says: ["There's a knock."]
                    guest:
                      sheet: people/singer.yaml
                      back: [{ ending: calm, says: ["Oh."] }, { ending: upset, says: ["Oh."] }]
                """);
        assertThat(problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(guest);
            assertThat(problem.message()).contains("a guest brings nobody");
        });
    }

    @Test
    void whatCannotBeReachedOfAGuestIsToldAndWhatComesOfAGuestCan() throws IOException {
        Files.writeString(
                guest,
                SINGER.replace(
                        "id: calm, when: { below: { fright: 0.5 } }",
                        "id: calm, when: { done: [cannot-know], not-done: [cannot-know] }"));
        replace(
                sheet,
                "endings:\n",
                "endings:\n  - { id: heard-the-door, when: { done: [back-upset] }, text: Ines has heard the door. }\n");
        assertThat(problems()).isEmpty();

        List<Problem> deep =
                new DeepCheck(prompts, new Troupe(folder.resolve("cache")), 1, progress -> {}).problems(load());

        assertThat(deep).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(guest);
            assertThat(problem.message()).contains("can never be how it ends");
        });
        assertThat(deep).noneSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(sheet);
            assertThat(problem.message()).contains("can never");
        });
    }

    private Scenario load() {
        return new ScenarioFiles(prompts).load("my-own");
    }

    private List<Problem> problems() {
        return PromptsCheck.of(prompts).problems();
    }

    private static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
