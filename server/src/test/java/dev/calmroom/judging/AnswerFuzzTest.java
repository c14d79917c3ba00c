package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.text.BentText;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a grading model writes, bent and broken in every way: it is read, or it is no answer; never anything else. */
class AnswerFuzzTest {
    private static final int ANSWERS = Integer.getInteger("calmroom.fuzz", 3_000);
    private static final Set<String> ASKED = Set.of("regulate.asks-how", "trap.blame");
    private static final List<String> WRITTEN = List.of("""
            {"answers":[{"id":"regulate.asks-how","reason":"r","verdict":"yes","evidence":[{"turn":2,"quote":"how are you holding up"}]},
             {"id":"trap.blame","reason":"r","verdict":"no","evidence":[]}]}""", """
            <think>The leader {asks}.</think>[{"id":"regulate_asks_how","verdict":true,"evidence":"how … up"},
             {"id":"trap_blame","verdict":false}]""", """
            Here:
            ```json
            {"regulate.asks-how": {"verdict": "yes - plainly", "evidence": {"turn": "[2]", "quote": "How are you holding up"}},
             "trap.blame": "no"}
            ```
            """);

    @Test
    void anAnswerIsReadOrIsNone() {
        List<Turn> call = TestRubric.call("K: Hi. It's down.", "Kenji, how are you holding up?", "K: Tired.");
        Quotes quotes = new Quotes(call);
        Random random = new Random(30);
        int read = 0;
        for (int i = 0; i < ANSWERS; i++) {
            String written = BentText.of(WRITTEN.get(random.nextInt(WRITTEN.size())), random);
            try {
                Optional<AnswerSheet> sheet = AnswerSheet.read(written, ASKED);
                sheet.ifPresent(it -> checked(it, quotes, call));
                read += sheet.isPresent() ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("answer %d:%n%s".formatted(i, written), e);
            }
        }
        assertThat(read).as("some are still right").isBetween(ANSWERS / 100, ANSWERS * 9 / 10);
    }

    /** Nothing is answered that was not asked, and what is quoted stands in one of the leader's turns. */
    private static void checked(AnswerSheet sheet, Quotes quotes, List<Turn> call) {
        assertThat(ASKED).containsAll(sheet.answers().keySet());
        sheet.answers().values().stream()
                .flatMap(answer -> answer.proofs().stream())
                .map(proof -> quotes.located(proof.turn(), proof.quote()))
                .flatMap(Optional::stream)
                .forEach(found -> assertThat(call.get(1).text()).contains(found.quote()));
    }
}
