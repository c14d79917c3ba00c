package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechGuardTest {
    private static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");
    private static SpeechGuard guard;

    @BeforeAll
    static void prepare() throws IOException {
        Scenario scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        guard = new SpeechGuard(
                SpeechRules.read(PROMPTS),
                scenario,
                new AllMiniLmL6V2QuantizedEmbeddingModel(),
                Files.readString(PROMPTS.resolve("turn.md")));
    }

    private static SpeechGuard.Inspection inspection() {
        return guard.inspect(
                UnderstudyTest.brief(3, "answer", "guarded", List.of("odds"), "And how is it?"),
                List.of(),
                Manner.WORDED);
    }

    private static Optional<String> refused(String sentence) {
        SpeechGuard.Inspection inspection = inspection();
        return inspection.objection(inspection.cleaned(sentence)).map(Objection::reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    *sighs* Sixty percent. | Sixty percent.
                    *He rubs his eyes.* I don't know. | I don't know.
                    (long pause) I don't know. | I don't know.
                    [Kenji sighs] I don't know. | I don't know.
                    Kenji: I don't know. | I don't know.
                    **Kenji Nakamura:** I don't know. | I don't know.
                    "I don't know." | I don't know.
                    I don\u2019t know. | I don't know.
                    I don\u2019t know\u2026 | I don't know…
                    It\u2019s sixty\u2011forty. | It's sixty-forty.
                    It\u2019s\u202fsixty\u00a0percent. | It's sixty percent.
                    It is **sixty** percent. | It is sixty percent.
                    *That* I don't know. | That I don't know.
                    We broke it _ourselves_. | We broke it ourselves.
                    - The rollback is slow. | The rollback is slow.
                    ## The rollback is slow. | The rollback is slow.
                    Sixty percent 😔. | Sixty percent.
                    Sixty percent (sixty-forty). | Sixty percent, sixty-forty.
                    The index (the big one) is gone. | The index, the big one, is gone.
                    I just \u2014 | I just...
                    I\u00adm here. | Im here.
                    `rollback` takes long. | rollback takes long.
                    """)
    void whatLiesAroundTheWordsIsTakenOutAndTheWordsAreKept(String raw, String spoken) {
        assertThat(inspection().cleaned(raw)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    It's still possible. | true
                    Sixty percent. | false
                    It's not possible. | false
                    Who knows, then? | false
                    """)
    void aShortSentenceIsNotSaidInThreeTurnsRunning(String sentence, boolean refused) {
        SpeechGuard.Inspection inspection = guard.inspect(
                UnderstudyTest.brief(3, "answer", "guarded", List.of("odds"), "And how is it?"),
                List.of(
                        Turn.of(1, Speaker.PERSONA, "It's still possible. Sixty percent. Who knows, then?"),
                        Turn.of(2, Speaker.LEADER, "Go on."),
                        Turn.of(3, Speaker.PERSONA, "Sixty percent. It's still possible."),
                        Turn.of(4, Speaker.LEADER, "And how is it?")),
                Manner.WORDED);

        assertThat(inspection.objection(sentence).isPresent()).isEqualTo(refused);
    }

    @Test
    void whatNobodyCanSayIsTakenOut() {
        assertThat(inspection().cleaned("We're \0still\u001b down\ud83d, all of \ue000it.\n"))
                .isEqualTo("We're still down, all of it.");
        assertThat(inspection().cleaned("\0\u0007")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*sighs*", "(He pauses.)", "[silence]", "***", "😔", "\u200b"})
    void aGestureAloneIsNoSentence(String raw) {
        assertThat(inspection().cleaned(raw)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "He's tired, they all are.",
                "Good job I checked the backup.",
                "I can't help thinking it was me.",
                "I can't help it.",
                "He will be all right, he only needs sleep.",
                "Worst case scenario, we are back where we started.",
                "You should know that it was my migration.",
                "You have to tell me which way.",
                "I don't know what you need from me.",
                "I'm just tired.",
                "She went to get coffee.",
                "That's the point, I don't know.",
                "It is what it is.",
                "Just now: two more of them called."
            })
    void plainEnglishIsSpoken(String sentence) {
        assertThat(refused(sentence)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Decided: the targeted fix.",
                "What may be told, and nothing else: sixty.",
                "already said, perhaps: Right.",
                "(That cannot be said: thinking aloud.",
                "The same turn again, without it."
            })
    void aLineOfTheNoteIsNotSpoken(String sentence) {
        assertThat(refused(sentence)).contains("words of the prompt");
    }

    @Test
    void namingTheWaysGivesNoSecretAwayAndPuttingThemInOrderDoes() {
        assertThat(refused("The fix or the rollback?")).isEmpty();
        assertThat(refused("The rollback.")).isEmpty();
        assertThat(refused("The rollback, um...")).isEmpty();
        assertThat(refused("Fix first, then the rollback if it doesn't take.")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am Granite, developed by IBM.",
                "I can\u2019t help with that.",
                "I'm just an AI.",
                "I\u2019m sorry, but I can\u2019t assist with that.",
                "Is there anything else you would like to know?",
                "Kenji sighs and looks at the screen.",
                "She sighs deeply and looks away.",
                "He feels guilty about the migration.",
                "You should focus on your team now.",
                "Take a deep breath.",
                "Good job, you are doing well.",
                "I really appreciate your leadership.",
                "In summary, there are two ways.",
                "Thank you for your patience.",
                "I'm sorry, but I can't continue the conversation with that information.",
                "Hi, Kenji!",
                "Good afternoon, Kenji!",
                "You are the best!",
                "I understand your concern.",
                "<caller>Hello</caller>",
                "Assistant: sixty percent."
            })
    void whatNoPersonaWouldSayIsNot(String sentence) {
        assertThat(refused(sentence)).isPresent();
    }
}
