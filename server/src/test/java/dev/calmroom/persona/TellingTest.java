package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Tell;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {
    private static final Path PROMPTS = Path.of("../prompts");
    private static final Scenario SCENARIO = new ScenarioFiles(PROMPTS).load("platform-down");

    private final Telling telling = new Telling(
            new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run),
            SCENARIO,
            SpeechRules.read(PROMPTS).of(SCENARIO.plot().persona()));

    @Test
    void anAuthoredLineTellsWhatItsFileSays() {
        assertThat(told("The fix, then. Sixty percent and somebody with me on it. Better than before.", "fix", "odds"))
                .containsExactly("fix", "odds");
    }

    @Test
    void aModelsSentenceTellsByItsMeaningAndItsFigures() {
        assertThat(told("If it doesn't take, that's ninety minutes gone and we're still down.", "fix-worst", "gut"))
                .containsExactly("fix-worst");
        assertThat(told("At its worst the rollback costs us two hours of transactions.", "rollback-worst", "fix-worst"))
                .containsExactly("rollback-worst");
        assertThat(told("I haven't slept and the coffee is cold.", "fix-worst", "gut"))
                .isEmpty();
    }

    @Test
    void aChoiceInTwoWordsIsToldWhereTheTurnIsToTellIt() {
        assertThat(told("The fix. I was afraid to say it.", "gut")).containsExactly("gut");
        assertThat(told("You mean the fix?", "gut")).isEmpty();
        assertThat(told("The rollback, if you want it slow and safe.", "gut")).isEmpty();
        assertThat(told("Honestly, the quick one.", "odds")).doesNotContain("gut");
    }

    @Test
    void whoAnswersFreelyTellsByAnAuthoredLineAsByItsOwnWords() {
        SCENARIO.lines().lines().stream()
                .filter(line -> line.facts().size() == 1
                        && SCENARIO.plot()
                                .fact(line.facts().getFirst())
                                .orElseThrow()
                                .always()
                        && !HeardSlots.hasPlace(line.text()))
                .limit(40)
                .forEach(line -> assertThat(telling.in(line.text(), brief(), Manner.FREE))
                        .as(line.text())
                        .extracting(Tell::fact)
                        .contains(line.facts().getFirst()));
        assertThat(told("The fix, then. Sixty percent and somebody with me on it. Better than before.", "odds"))
                .as("where code chooses what is told nothing else is")
                .isEmpty();
    }

    @Test
    void questionsAndPromisesAreNoted() {
        assertThat(telling.in("I'll ring you at half past. Which one is it?", brief(), Manner.WORDED))
                .extracting(Tell::kind)
                .containsExactly(Tell.Kind.PROMISED, Tell.Kind.ASKED);
    }

    @Test
    void whatWasCutOffBeforeItWasSaidIsNotTold() {
        Tell tell = Tell.told("gut", "If it were only me I'd try the fix.");
        String text = "I don't know. If it were only me I'd try the fix.";

        assertThat(tell.isIn(text, "I don't know. If it were")).isFalse();
        assertThat(tell.isIn(text, "I don't know. If it were only me I'd try")).isTrue();
    }

    private List<String> told(String text, String... facts) {
        return telling.in(text, brief(facts), Manner.WORDED).stream()
                .filter(tell -> tell.kind() == Tell.Kind.TOLD)
                .map(Tell::fact)
                .toList();
    }

    private static Brief brief(String... facts) {
        return UnderstudyTest.brief(3, "answer", "settling", List.of(facts), "And?");
    }
}
