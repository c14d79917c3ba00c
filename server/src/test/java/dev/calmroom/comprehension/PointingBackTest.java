package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.comprehension.Ask.Kind;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.ScenarioFiles;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What words are about that only point at it: the way out named last, the other one, the claim just made. */
class PointingBackTest {
    private static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");
    private static Ear ear;

    @BeforeAll
    static void listen() {
        ear = new EmbeddingEar(
                new AllMiniLmL6V2QuantizedEmbeddingModel(),
                HearingCues.read(PROMPTS),
                new ScenarioFiles(PROMPTS).load("platform-down"),
                new FrameworkFiles(PROMPTS).examples("steady-hand"));
    }

    private static List<String> facts(String words, String... subject) {
        return ear.hear(words, List.of(subject)).facts();
    }

    @Test
    void aPlaceIsTheWayOutThatThePersonaNamesThere() {
        assertThat(facts("What is the worst case of the first one?")).containsExactly("rollback-worst");
        assertThat(facts("What is the worst case of the second one?")).containsExactly("fix-worst");
    }

    @Test
    void theOtherOneIsTheOneThatWasNotToldOfLast() {
        assertThat(facts("What is the worst case of the other one?", "rollback-worst"))
                .containsExactly("fix-worst");
        assertThat(facts("What is the worst case of the other one?", "fix-worst"))
                .containsExactly("rollback-worst");
    }

    @Test
    void itIsWhatTheSentenceBeforeHasNamed() {
        assertThat(facts("Take the slow one first. What is the worst it can do?"))
                .doesNotContain("fix-worst");
        assertThat(facts("Take the quick one first. What is the worst it can do?"))
                .doesNotContain("rollback-worst");
    }

    @Test
    void howItIsKnownIsAskedOfWhatWasToldLastOrIsNamed() {
        assertThat(facts("Says who?", "odds")).containsExactly("a-guess");
        assertThat(facts("Who checked?", "data-safe")).containsExactly("how-known-data");
        assertThat(facts("Sixty. Whose is it?", "customers")).containsExactly("a-guess");
        assertThat(facts("do you know that or do you hope it", "cause")).containsExactly("how-known-cause");
        assertThat(facts("Based on what?", "the-room")).containsExactly("how-known-so");
    }

    @Test
    void whyAloneIsAskedOfWhatWasToldLast() {
        assertThat(facts("but why that one though", "gut")).containsExactly("the-gut-why");
    }

    @Test
    void howItWouldBeSeenIsNoQuestionAboutAClaim() {
        assertThat(facts("How would you know whether it works?", "fix")).containsExactly("sign-of-success");
    }

    @Test
    void aSentenceThatAsksTwiceIsReadTwice() {
        Reading reading =
                ear.read("How many customers are affected, and how long will the rollback take?", Before.NOTHING);
        assertThat(reading.asks()).extracting(Ask::kind).containsExactly(Kind.HOW_MANY, Kind.HOW_LONG);
        assertThat(reading.turn().facts()).containsExactly("customers", "rollback");
    }
}
