package dev.calmroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidAlreadyTest {
    private static final SaidAlready SAID = new SaidAlready(new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run));

    private static final List<Turn> CALL = List.of(
            Turn.of(1, Speaker.PERSONA, "It is still down."),
            Turn.of(2, Speaker.LEADER, "One sentence is enough each time: on track, off track or rolling back."),
            Turn.of(3, Speaker.PERSONA, "Nobody is blamed for tonight."),
            Turn.of(4, Speaker.LEADER, "I speak to the customers. Who pushed this?"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            One sentence each time will do. On track, off track, or going to the rollback. | true
            I will talk to the customers myself.                                           | true
            How are you holding up?                                                        | false
            Nobody is blamed for this tonight.                                             | false
            """)
    void whatTheLeaderSaidIsNotAdvised(String advice, boolean said) {
        assertThat(SAID.in(CALL).has(advice, 0)).isEqualTo(said);
    }

    @Test
    void theTurnThatTheAdviceWouldReplaceDoesNotSpeakAgainstIt() {
        assertThat(SAID.in(CALL).has("I will talk to the customers myself.", 4)).isFalse();
    }
}
