package dev.calmroom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.UnknownSpeakerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that people bring: those that were once misread, and one call in every form that tools write. */
class CallFileTest {
    private static final Path FILES = Path.of("src/test/resources/transcripts");
    private static final SpeakerNames NAMES = SpeakerNames.of(List.of("Kenji", "Kenji Nakamura", "VP of Engineering"));

    private static final List<Turn> FOUR_HOURS = List.of(
            Turn.of(1, Speaker.PERSONA, "It is still down. Four hours, or ninety minutes."),
            Turn.of(2, Speaker.LEADER, "Before that, how are you holding up?"),
            Turn.of(3, Speaker.PERSONA, "Tired."));
    private static final List<String> GOOD = List.of(
            "It is still down. Four hours to roll back, or ninety minutes on a fix.",
            "Before that, how are you holding up? I am in this with you.",
            "Tired. I keep reading the same line.",
            "What is the worst the rollback could cost us?",
            "Two hours of data, and the four hours.",
            "Then run the fix. That is my decision and I stand behind it.");
    private static final String LOG = """
            {"type":"session-started","sequence":1,"at":0,"scenario":"platform-down","seed":42}
            {"type":"persona-spoke","sequence":2,"at":4000,"turn":1,"text":"Hi. Still down.","heard":"Hi. Still","act":"open"}
            {"type":"leader-spoke","sequence":3,"at":9000,"turn":2,"text":"How are you?"}
            {"type":"something-newer","sequence":4,"at":9000}
            """;

    @TempDir
    private Path folder;

    static Stream<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(FILES.resolve("forms"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void theSameCallIsReadFromEveryForm(Path form) {
        List<Turn> turns = CallFile.read(form)
                .take(NAMES.with(
                                List.of("Anna Weber", "Speaker 1", "SPEAKER_01", "B", "user"),
                                List.of("Speaker 0", "SPEAKER_00", "A", "assistant", "Speaker 2"),
                                List.of())
                        .with(
                                form.endsWith("recognized-phrases.json") ? List.of("Speaker 2") : List.of(),
                                form.endsWith("recognized-phrases.json") ? List.of("Speaker 1") : List.of(),
                                List.of()))
                .call()
                .turns();

        assertThat(turns).isEqualTo(FOUR_HOURS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void inEveryFormWhoIsNotKnownIsNotTakenForTheLeader(Path form) {
        assertThatThrownBy(() -> CallFile.read(form).take(NAMES)).isInstanceOf(UnknownSpeakerException.class);
    }

    @ParameterizedTest
    @CsvSource({"plain-good.txt", "bom.txt", "crlf.txt", "utf16.txt", "label-fullname.txt"})
    void theCallThatIsGoodComesOutOfItsOtherForms(String file) {
        assertThat(turns(file)).extracting(Turn::text).isEqualTo(GOOD);
        assertThat(turns(file)).extracting(Turn::isLeader).containsExactly(false, true, false, true, false, true);
    }

    @Test
    void windowsTextKeepsItsLetters() {
        assertThat(turns("cp1252.txt").get(2).text())
                .isEqualTo("Tired… «really» — naïve. I keep reading the same line.");
        assertThat(CallFile.read(FILES.resolve("cases/cp1252.txt")).charset()).isEqualTo("Windows-1252");
    }

    @Test
    void wordsAsARecogniserHearsThemStayAsTheyAre() {
        assertThat(turns("as-heard.txt").get(1).text())
                .isEqualTo("before that how are you holding up i am in this with you");
    }

    @ParameterizedTest
    @CsvSource({"cues.srt", "cues-header-cut.txt", "stamped.txt"})
    void timesAreNobodysWords(String file) {
        assertThat(turns(file)).isEqualTo(FOUR_HOURS);
    }

    @Test
    void aMeetingsCaptionsAreReadWithTheirTimes() {
        RecordedCall call =
                CallFile.read(FILES.resolve("cases/meeting.vtt")).take(NAMES).call();

        assertThat(call.turns().getLast().text()).isEqualTo("Tired & slow.");
        assertThat(call.leaderTimes()).containsExactly(java.util.Map.entry(2, Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @CsvSource({"label-ceo.txt, CEO", "label-speaker1.txt, Speaker 1"})
    void aLabelThatIsNotKnownIsNamedWithItsLine(String file, String speaker) {
        assertThatThrownBy(() -> turns(file))
                .isInstanceOf(UnknownSpeakerException.class)
                .hasMessage("line 2: «%s» speaks, and is neither the leader nor Kenji".formatted(speaker));
        assertThat(CallFile.read(FILES.resolve("cases/" + file))
                        .take(NAMES.with(List.of(speaker), List.of(), List.of()))
                        .call()
                        .turns())
                .extracting(Turn::text)
                .isEqualTo(GOOD);
    }

    @Test
    void thePersonasWordsAreNotTheLeaders() {
        assertThat(turns("label-fullname-after-leader.txt"))
                .filteredOn(Turn::isLeader)
                .extracting(Turn::text)
                .containsExactly("Hello?", "Go on.", "Hm.");
    }

    @Test
    void anEventLogGivesTheTurnsAsTheyWereHeardWithTimesAndSeed() throws IOException {
        RecordedCall call = read(LOG);

        assertThat(call.turns()).extracting(Turn::text).containsExactly("Hi. Still", "How are you?");
        assertThat(call.leaderTimes()).containsEntry(2, Duration.ofSeconds(9));
        assertThat(call.start()).contains(new RecordedCall.Start("platform-down", 42));
    }

    @Test
    void anArrayOfEventsIsReadAsWell() throws IOException {
        String array = "[" + String.join(",", LOG.strip().split("\n")) + "]";

        assertThat(read(array).turns()).isEqualTo(read(LOG).turns());
        assertThat(read("{\"events\":" + array + "}").turns())
                .isEqualTo(read(LOG).turns());
    }

    @Test
    void whatWasPutRightAfterwardsIsWhatWasSaid() throws IOException {
        RecordedCall call = read(LOG + "{\"type\":\"line-corrected\",\"turn\":2,\"text\":\"Who are you?\"}\n");

        assertThat(call.turns().getLast().text()).isEqualTo("How are you?");
        assertThat(call.said().getLast().text()).isEqualTo("Who are you?");
    }

    @Test
    void thePagesReportIsACall() throws IOException {
        RecordedCall call = read("""
                {"call":{"session":"s","scenario":"platform-down","seed":7},"grading":{"stage":"done"},
                 "turns":[{"turn":1,"speaker":"persona","text":"Hi.","at":3000},
                          {"turn":2,"speaker":"leader","text":"How are you?","at":8000}]}
                """);

        assertThat(call.turns()).extracting(Turn::text).containsExactly("Hi.", "How are you?");
        assertThat(call.start()).contains(new RecordedCall.Start("platform-down", 7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"leader-spoke\",\"turn\":2}             | a leader-spoke event has no text",
                "{\"hello\":1}                                      | no list of who said what",
                "[{\"type\":\"session-started\"}]                   | expected at least one leader-spoke event",
                "[{                                                 | line 1: expected JSON",
                "Kenji: only Kenji                                  | the leader says nothing in it",
                "Nothing of the kind                                | line 1: expected «Leader: …» or «Kenji: …»"
            })
    void whatIsNoneOfTheFormsIsRefusedWithTheReason(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> CallFile.read(folder.resolve("none.txt")))
                .hasMessageContaining("none.txt: there is no such file");
    }

    @Test
    void aFileOfAnotherScenarioIsRefusedAndOtherwiseFound() {
        ScenarioFiles files = new ScenarioFiles(Path.of("../prompts"));
        List<Scenario> scenarios = files.ids().stream().map(files::load).toList();
        CallFile rosa = file("Rosa: Somebody is in.\nLeader: Go on.");
        CallFile kenji = file("Kenji Nakamura: Still down.\nLeader: Go on.");
        CallFile said = file("# scenario: thursday, seed: 3\nKenji: Morning.\nLeader: Go on.");

        assertThat(id(CallScenario.of(rosa, scenarios, null, List.of()))).isEqualTo("the-breach");
        assertThat(id(CallScenario.of(kenji, scenarios, null, List.of()))).isEqualTo("platform-down");
        assertThat(id(CallScenario.of(said, scenarios, null, List.of()))).isEqualTo("thursday");
        assertThatThrownBy(() -> CallScenario.of(kenji, scenarios, "the-breach", List.of()))
                .hasMessageContaining("«Kenji Nakamura»")
                .hasMessageContaining("'platform-down' and 'thursday'");
        assertThatThrownBy(() -> CallScenario.of(said, scenarios, "the-breach", List.of()))
                .hasMessageContaining("of the scenario 'thursday', not 'the-breach'");
        assertThatThrownBy(() -> CallScenario.of(
                        file("# scenario: gone\nKenji: Hi.\nLeader: Go on."), scenarios, null, List.of()))
                .hasMessageContaining("no scenario 'gone'");
    }

    private static String id(Scenario scenario) {
        return scenario.plot().id();
    }

    private static CallFile file(String text) {
        return CallFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Turn> turns(String file) {
        return CallFile.read(FILES.resolve("cases").resolve(file))
                .take(NAMES)
                .call()
                .turns();
    }

    private RecordedCall read(String text) {
        return file(text).take(NAMES).call();
    }
}
