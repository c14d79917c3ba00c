package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.persona.Manner;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Explanation;
import dev.calmroom.tuning.Troupe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** From an idea to a scenario: one sheet, and what all share. */
@NullMarked
class NewScenarioTest {
    private static final String FRAMEWORK = "leading-under-pressure";

    @TempDir
    private Path folder;

    private Path prompts = Path.of("");

    @BeforeEach
    void aFolderWithAFrameworkAndTheSharedParts() throws IOException {
        prompts = folder.resolve("prompts");
        Files.createDirectories(prompts.resolve("scenarios"));
        copy("shared");
        copy("grader-sheet.md");
        copy("frameworks/" + FRAMEWORK);
    }

    @Test
    void aNewScenarioIsGoodAsItIsWritten() throws IOException {
        Path sheet = new NewScenario(prompts).write("my-own", FRAMEWORK);
        Scenario scenario = new ScenarioFiles(prompts).load("my-own");

        assertThat(Files.size(sheet)).isBetween(6_000L, 10_000L);
        assertThat(scenario.plot().facts()).hasSizeBetween(15, 20);
        assertThat(new ScenarioFiles(prompts).ids()).containsExactly("my-own");
        assertThat(PromptsCheck.of(prompts).problems()).isEmpty();
    }

    @Test
    void whatIsSharedStandsBehindWhatTheSheetSays() throws IOException {
        new NewScenario(prompts).write("my-own", FRAMEWORK);
        Scenario scenario = new ScenarioFiles(prompts).load("my-own");

        assertThat(scenario.plot().replies())
                .extracting(Direction.Reply::act)
                .startsWith("talk-over", "deflect", "put-right");
        assertThat(scenario.plot().replies())
                .filteredOn(reply -> reply.act().equals("admit"))
                .extracting(reply -> reply.tells().getFirst())
                .containsExactly("the-morning", "her-fear");
        assertThat(scenario.personaPrompt())
                .contains("Ines Duarte, stage manager")
                .doesNotContain("{");
        assertThat(scenario.feelings().rules().keySet()).contains("silence", "event-first-guests");
    }

    @Test
    void aLeaderMayCallAScenarioOnOneSheet() throws IOException {
        new NewScenario(prompts).write("my-own", FRAMEWORK);
        leader("steady", "{ trust: 0.5 }");
        assertThat(PromptsCheck.of(prompts).problems()).isEmpty();

        leader("hasty", "{ faith: 0.5 }");
        leader("rash", "{ hope: 0.5 }");
        assertThat(PromptsCheck.of(prompts).problems())
                .extracting(Problem::message)
                .satisfiesExactly(
                        hasty -> assertThat(hasty).contains("there is no feeling 'faith'"),
                        rash -> assertThat(rash).contains("there is no feeling 'hope'"));
    }

    @Test
    void ofABrokenSheetNoLeaderIsToldAndTheOtherLeadersAreReadAllTheSame() throws IOException {
        Path sheet = new NewScenario(prompts).write("my-own", FRAMEWORK);
        Files.writeString(sheet, "id: my-own\n");
        leader("a-first", "{ trust: 0.5 }");
        Files.writeString(
                prompts.resolve("leaders/b-second.yaml"),
                "id: b-second\nscenario: nowhere\nabout: B.\nscript: [{ says: [Hello.] }]\n");

        assertThat(PromptsCheck.of(prompts).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("there is no scenario 'nowhere'"))
                .allSatisfy(problem -> assertThat(problem.message()).doesNotContain("missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "my-own,  silence,      ''",
        "my-own,  no-such-rule, there is no 'no-such-rule'",
        "nowhere, silence,      there is no scenario 'nowhere'"
    })
    void aCallOfASheetCanBeRememberedInAnotherScenario(String scenario, String did, String wrong) throws IOException {
        new NewScenario(prompts).write("my-own", FRAMEWORK);
        copy(Path.of("src/test/resources/prompts"), "");
        Path plot = prompts.resolve("scenarios/lost-key/scenario.yaml");
        Files.writeString(
                plot,
                "%searlier:\n  scenario: %s\n  memories:\n    - { id: it, about: It was said., did: [%s] }\n"
                        .formatted(Files.readString(plot), scenario, did));

        String problems = PromptsCheck.of(prompts).problems().toString();

        assertThat(problems).contains(wrong);
        assertThat(problems.equals("[]")).as(problems).isEqualTo(wrong.isEmpty());
    }

    @Test
    void theStudioAndExplainReadASheet() throws IOException {
        new NewScenario(prompts).write("my-own", FRAMEWORK);
        copy("turn.md");
        copy("turn-free.md");
        copy("speech.yaml");
        copy("hearing.yaml");
        Scenario scenario = new ScenarioFiles(prompts).load("my-own");

        assertThatCode(() -> new Explanation(new Troupe(folder.resolve("cache")), prompts, scenario, Manner.WORDED))
                .doesNotThrowAnyException();
    }

    @Test
    void aPaceThatSlowsNothingThatThereIsIsAMistake() throws IOException {
        String settings = Files.readString(Path.of("../prompts/settings.yaml"));
        Files.writeString(prompts.resolve("settings.yaml"), settings);
        assertThat(PromptsCheck.of(prompts).problems()).isEmpty();

        Files.writeString(prompts.resolve("settings.yaml"), settings.replaceFirst("delay: 0.4", "dely: 0.4"));
        assertThat(PromptsCheck.of(prompts).problems()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(prompts.resolve("settings.yaml"));
            assertThat(problem.message()).contains("dely");
        });
    }

    @Test
    void aMistakeOnTheSheetIsToldOfTheSheet() throws IOException {
        Path sheet = new NewScenario(prompts).write("my-own", FRAMEWORK);
        Files.writeString(
                sheet, Files.readString(sheet).replace("at-least: { trust: 0.55 } }", "at-least: { faith: 0.55 } }"));

        assertThatThrownBy(() -> new ScenarioFiles(prompts).load("my-own"))
                .isInstanceOf(InvalidPromptsException.class)
                .hasMessageContaining("sheet.yaml")
                .hasMessageContaining("there is no 'faith'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"My Own", "../own", "", "-own"})
    void aNameThatCanBeNoFolderIsRefused(String name) {
        assertThatThrownBy(() -> new NewScenario(prompts).write(name, FRAMEWORK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small letters");
    }

    @Test
    void whatIsPackedCanBePutInPlaceElsewhere() throws IOException {
        new NewScenario(prompts).write("my-own", FRAMEWORK);
        Path box = folder.resolve("my-own.zip");
        new ScenarioBox(prompts).pack("my-own", box, false);
        String before = new ScenarioFiles(prompts).load("my-own").sha256();
        Files.delete(prompts.resolve("scenarios/my-own/sheet.yaml"));
        Files.delete(prompts.resolve("scenarios/my-own"));

        assertThat(new ScenarioBox(prompts).install(box, false).id()).isEqualTo("my-own");
        assertThat(new ScenarioFiles(prompts).load("my-own").sha256()).isEqualTo(before);
        assertThatThrownBy(() -> new ScenarioBox(prompts).install(box, false)).hasMessageContaining("already");
    }

    @Test
    void anEventOnTheSheetMayBringSomebodyOnASheetOfTheirOwn() throws IOException {
        Path sheet = new NewScenario(prompts).write("my-own", FRAMEWORK);
        String text = Files.readString(sheet);
        String at = "    says: [\"She's here. In costume. She wants to go on.\"]\n";
        assertThat(text).contains(at);
        Files.writeString(sheet, text.replace(at, at + """
                            guest:
                              sheet: people/singer.yaml
                              back:
                                - { ending: calm, says: ["What was said?"], does: { strain: "-" } }
                                - { ending: upset, says: ["I heard the door."], does: { strain: "+" } }
                        """));
        Files.createDirectories(sheet.resolveSibling("people"));
        Files.writeString(sheet.resolveSibling("people").resolve("singer.yaml"), """
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
                  - { id: calm, when: { below: { fright: 0.5 } }, text: Lea lies down. }
                  - { id: upset, when: {}, text: Lea slams the door. }
                """);

        Scenario scenario = new ScenarioFiles(prompts).load("my-own");

        assertThat(scenario.guests()).containsOnlyKeys("singer-knocks");
        assertThat(scenario.plot().replies())
                .anyMatch(reply -> reply.act().equals("put-through")
                        && reply.when().call().lastEvent().equals(List.of("singer-knocks")));
        assertThat(scenario.plot().visits().map(visit -> visit.goes())).containsExactly("I have to go back to Ines.");
    }

    @Test
    void aBoxTakesThoseAlongWhoCanComeIntoTheCall() throws IOException {
        new NewScenario(prompts).write("my-own", FRAMEWORK);
        Path people = Files.createDirectories(prompts.resolve("scenarios/my-own/people"));
        Files.writeString(people.resolve("sales.yaml"), "persona: {}\n");
        Path box = folder.resolve("my-own.zip");
        new ScenarioBox(prompts).pack("my-own", box, false);
        new PromptsTree(prompts.resolve("scenarios/my-own")).delete();

        new ScenarioBox(prompts).install(box, false);

        assertThat(people.resolve("sales.yaml")).hasContent("persona: {}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "own/people/../x.yaml",
                "own/people/a/b.yaml",
                "own/people/run.sh",
                "../../evil.yaml",
                "own/../../persona.md",
                "own/run.sh",
                "/etc/sheet.yaml",
                "sheet.yaml"
            })
    void aBoxWithAnythingElseInItIsRefusedAndNothingIsKept(String name) throws IOException {
        Path box = box(name, "id: own\n");

        assertThatThrownBy(() -> new ScenarioBox(prompts).install(box, false))
                .hasMessageContaining("no file of a scenario");
        assertThat(new ScenarioFiles(prompts).ids()).isEmpty();
    }

    @Test
    void aBoxThatIsTooLargeOrBrokenOrNotGoodIsRefused() throws IOException {
        assertThatThrownBy(() -> new ScenarioBox(prompts).install(box("own/sheet.yaml", "a".repeat(5 << 20)), false))
                .hasMessageContaining("larger");
        assertThatThrownBy(() -> new ScenarioBox(prompts).install(box("own/sheet.yaml", "id: own\n"), false))
                .isInstanceOf(InvalidPromptsException.class);
        Path noBox = Files.writeString(folder.resolve("no.zip"), "not a zip");
        assertThatThrownBy(() -> new ScenarioBox(prompts).install(noBox, false)).hasMessageContaining("zip");
        assertThat(Files.exists(prompts.resolve("scenarios/own"))).isFalse();
    }

    private Path box(String name, String content) throws IOException {
        Path box = folder.resolve("box.zip");
        try (OutputStream out = Files.newOutputStream(box);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return box;
    }

    private void leader(String id, String when) throws IOException {
        Files.createDirectories(prompts.resolve("leaders"));
        Files.writeString(
                prompts.resolve("leaders").resolve(id + ".yaml"),
                "id: %s\nscenario: my-own\nabout: One.\nscript: [{ says: [Hello.] }]\nreactions:\n  - { when: { at-least: %s }, says: [Well.] }\n"
                        .formatted(id, when));
    }

    private void copy(String part) throws IOException {
        copy(Path.of("../prompts", part), part);
    }

    private void copy(Path from, String part) throws IOException {
        FileSystemUtils.copyRecursively(from, prompts.resolve(part));
    }
}
