package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same two answers in the forms that models were seen to write them in. */
class AnswerSheetTest {
    private static final Set<String> ASKED = Set.of("regulate.asks-how", "trap.blame");
    private static final List<Turn> CALL = TestRubric.call(
            "K: Hi. It's down.", "Kenji, how are you holding up? I take Sales off you, all night.", "K: Tired.");

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"answers":[{"id":"regulate.asks-how","reason":"r","verdict":"yes","evidence":[{"turn":2,"quote":"how are you holding up"}]},
                 {"id":"trap.blame","reason":"r","verdict":"no","evidence":[]}]}""",
                """
                Here is my answer:
                ```json
                {"answers": [{"id": "Regulate.Asks-How", "verdict": "Yes.", "evidence": ["how are you holding up?"],},
                 {"id": "TRAP.BLAME", "verdict": "No", "evidence": null},],}
                ```
                Hope that helps!""",
                """
                <think>The leader {asks} how he is. I'd say yes.</think>
                [{"id":"regulate_asks_how","verdict":true,"evidence":"how are you … up"},{"id":"trap_blame","verdict":false}]""",
                """
                Okay, so it is asked. </think>{"regulate.asks-how": {"verdict": "yes - plainly", "evidence": {"turn": "[3]", "quote": "How are you holding up"}},
                 "trap.blame": "no"}""",
                """
                {"answers": {"regulate.asks-how": {"verdict": "YES", "turn": 1, "quote": "how are you holding up"}, "trap.blame": {"verdict": "no"}}}""",
            })
    void everyFormIsReadAsTheSameAnswers(String written) {
        Map<String, AnswerSheet.Answer> answers =
                AnswerSheet.read(written, ASKED).orElseThrow().answers();

        assertThat(answers).containsOnlyKeys(ASKED);
        assertThat(Objects.requireNonNull(answers.get("trap.blame")).verdict()).isEqualTo(Verdict.NO);
        AnswerSheet.Answer how = Objects.requireNonNull(answers.get("regulate.asks-how"));
        assertThat(how.verdict()).isEqualTo(Verdict.YES);
        AnswerSheet.Proof proof = how.proofs().getFirst();
        assertThat(new Quotes(CALL).located(proof.turn(), proof.quote()))
                .hasValueSatisfying(found -> assertThat(found.quote()).isEqualTo("how are you holding up"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"answers":[{"id":"a","verdict":"no","reason":"r"},
                 {"id":"b","verdict":"yes","reason":"says "we" often","evidence":[{"turn":2,"quote":"we"}]},
                 {"id":"c","verdict":"yes","reason":"r","evidence":[{"turn":2,"quote":"how are you"}]},
                 {"id":"d","verdict":"unsure","reason":"r"}]}""",
                """
                {"answers":{"a":{"verdict":"no","reason":"r"},
                 "b":{"verdict":"yes","reason":"says "we" often","evidence":[{"turn":2,"quote":"we"}]},
                 "c" : {"verdict":"yes","reason":"r","evidence":[{"turn":2,"quote":"how are you"}]},
                 "d":{"verdict":"unsure","reason":"r"}}}""",
            })
    void oneFlawCostsOneAnswer(String written) {
        Set<String> asked = Set.of("a", "b", "c", "d");

        Map<String, AnswerSheet.Answer> answers =
                AnswerSheet.read(written, asked).orElseThrow().answers();
        assertThat(answers).containsOnlyKeys("a", "c", "d");
        assertThat(Objects.requireNonNull(answers.get("c")).proofs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The leader did very well.",
                "{\"answers\": [{\"id\": \"regulate.asks-how\", \"verdict\": \"yes\", \"evid",
                "{\"answers\": [{\"id\": \"regulate.asks-how\", \"verdict\": \"perhaps\"}]}",
                "{\"answers\": [{\"id\": \"some.other\", \"verdict\": \"yes\"}]}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            })
    void whatIsNoAnswerIsNotTakenForOne(String written) {
        assertThat(AnswerSheet.read(written, ASKED)).isEmpty();
    }

    @Test
    void aQuoteIsFoundNextDoorButNotFurtherAway() {
        List<Turn> call = TestRubric.call("K: Hi.", "How are you?", "K: Tired.", "Which way, Kenji?", "K: The fix.");
        Quotes quotes = new Quotes(call);

        assertThat(quotes.located(3, "which way")).isPresent();
        assertThat(quotes.located(null, "which way")).isPresent();
        assertThat(quotes.located(2, "which way")).isEmpty();
        assertThat(quotes.located(3, "tired")).as("words of the other side").isEmpty();
        assertThat(quotes.located(4, "…")).isEmpty();
    }
}
