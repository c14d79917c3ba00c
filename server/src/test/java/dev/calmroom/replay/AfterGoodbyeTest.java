package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Once the persona has said goodbye and the leader has no word left, nothing happens in the world any more. */
class AfterGoodbyeTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final long SEED = 4;

    @Test
    void nothingHappensAfterTheGoodbyeWheneverItIsSaid() {
        Players players = Players.builtIn(PROMPTS, new ScenarioFiles(PROMPTS).load("platform-down"));
        int ended = 0;
        for (int second = 270; second <= 370; second++) {
            List<LoggedEvent> events = new ArrayList<>();
            players.rehearse(new RecordedLeader(goodbyeAt(Duration.ofSeconds(second))), SEED, events::add);
            List<SessionEvent> afterTheAnswer = events.stream()
                    .map(LoggedEvent::event)
                    .dropWhile(event -> !(event instanceof SessionEvent.LeaderSpoke said && said.turn() == 4))
                    .dropWhile(event -> !(event instanceof SessionEvent.PersonaSpoke))
                    .toList();
            boolean byPersona = afterTheAnswer.stream()
                    .anyMatch(event -> event instanceof SessionEnded end && end.reason() == EndReason.PERSONA_HUNG_UP);
            if (byPersona) {
                ended++;
                assertThat(afterTheAnswer).as("goodbye at second %d", second).noneMatch(WorldEvent.class::isInstance);
            }
        }
        assertThat(ended).isPositive();
    }

    private static RecordedCall goodbyeAt(Duration at) {
        return new RecordedCall(
                List.of(
                        Turn.of(2, Speaker.LEADER, "How are you holding up?"),
                        Turn.of(3, Speaker.PERSONA, "I am here."),
                        Turn.of(4, Speaker.LEADER, "Good night, Kenji. Goodbye.")),
                Map.of(4, at),
                null);
    }
}
