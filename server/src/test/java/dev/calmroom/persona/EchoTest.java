package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.SharedBridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Okay, so. | Okay, so the rollback takes four hours. | The rollback takes four hours.
                    Okay, so. | Okay so, ninety minutes.                | Ninety minutes.
                    Okay, so. | So the rollback takes four hours.       | The rollback takes four hours.
                    Okay, so. | Okay, so far nothing.                   | So far nothing.
                    So.       | So far nothing.                         | So far nothing.
                    So.       | So Dave says no.                        | Dave says no.
                    Right.    | Right, it's sixty percent.              | It's sixty percent.
                    Right.    | Right now nobody sleeps.                | Right now nobody sleeps.
                    Mm. Okay. | Mm... okay. They know.                  | They know.
                    Yeah.     | Yeah — we’re down.                      | We’re down.
                    Yeah.     | No, we're down.                         | No, we're down.
                    Well.     | Okay, well, we wait.                    | Okay, well, we wait.
                    """)
    void theBridgesWordsAreTakenOffTheBeginning(String bridge, String sentence, String left) {
        assertThat(echo(bridge).without(sentence)).contains(left);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Okay, so. | Okay, so.
            Okay, so. | Okay.
            Okay, so. | So...
            """)
    void ofASentenceThatIsNothingElseNothingIsLeft(String bridge, String sentence) {
        assertThat(echo(bridge).without(sentence)).isEmpty();
    }

    @Test
    void whereNothingWasSaidNothingIsTakenOff() {
        assertThat(echo("").without("Okay, so the rollback.")).contains("Okay, so the rollback.");
    }

    private static Echo echo(String bridge) {
        return new Echo(bridge, SharedBridge.read(ModelCase.PROMPTS).begins());
    }
}
