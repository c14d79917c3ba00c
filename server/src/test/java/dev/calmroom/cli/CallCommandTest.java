package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent.SessionEnded;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a caller without a browser is told where a call does not come to its last line. */
class CallCommandTest {
    @Test
    void whoseTimeWasUpIsToldHowMuchWasNotSaid() {
        assertThat(CallCommand.endedEarly(
                        List.of(new SessionEnded(EndReason.TIME_UP, "open", "Nothing is decided.")), 3))
                .isEqualTo("The call was over before all was said: its time was up. 3 turns were not said.");
        assertThat(CallCommand.endedEarly(List.of(new SessionEnded(EndReason.PERSONA_HUNG_UP, "left", "")), 1))
                .endsWith("the persona hung up. One turn was not said.");
    }

    @Test
    void severalTurnsAreTypedBehindOneOptionOrBehindOneEach() {
        for (String[] typed : List.of(
                new String[] {"--say", "Good evening.", "What happened?"},
                new String[] {"--say", "Good evening.", "--say", "What happened?"})) {
            List<String> said =
                    new CommandLine(new CallCommand()).parseArgs(typed).matchedOptionValue("--say", List.of());
            assertThat(said).containsExactly("Good evening.", "What happened?");
        }
    }

    @Test
    void aServiceThatIsGoneIsNotTakenForAPersonaThatIsSilent() {
        assertThat(CallCommand.noSign(false)).startsWith("Nothing has come from the service for 60 seconds.");
        assertThat(CallCommand.noSign(true)).startsWith("The service closed the line in the middle of the call.");
    }
}
