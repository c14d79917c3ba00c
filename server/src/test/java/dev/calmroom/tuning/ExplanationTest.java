package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallScenario;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Leader.Action.HangsUp;
import dev.calmroom.replay.Leader.Action.Says;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A call in which somebody else was on the line is explained turn by turn, each by the rules of whoever answered. */
class ExplanationTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final long SEED = 4;

    private static Scenario scenario;
    private static LoggedCall call;
    private static Explanation explanation;

    @BeforeAll
    static void play() {
        scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        Troupe troupe = new Troupe(Path.of("target/tuning-cache"));
        Players players = troupe.players(PROMPTS, scenario, PersonaAgents.byLines(scenario));
        Iterator<Leader.Action> ofLeader = List.<Leader.Action>of(
                        new Says("How are you holding up?", Duration.ZERO),
                        new Says("Mm. I am here.", Duration.ofSeconds(310)),
                        new Says("Put him through to me. I'll take it, hang on.", Duration.ofSeconds(320)),
                        new Says("Which clients are they?", Duration.ofSeconds(340)),
                        new Says("I have to go back to Kenji.", Duration.ofSeconds(360)),
                        new Says("I'm back. What is the worst of the rollback?", Duration.ofSeconds(380)),
                        new HangsUp(EndReason.HUNG_UP))
                .iterator();
        call = new LoggedCall(players.simulate(scene -> ofLeader.next(), SEED), SEED);
        explanation = new Explanation(troupe, PROMPTS, scenario, Manner.WORDED);
    }

    @Test
    void everyTurnIsExplainedByWhoeverAnsweredIt() {
        assertThat(new PlayedCall(call.events()).all(GuestLeft.class)).hasSize(1);

        String all = explanation.all(call);

        assertThat(all)
                .contains(
                        "the leader to Marcus: «Which clients are they?»",
                        "answered by scenarios/platform-down/people/sales.yaml")
                .contains("the leader: «I'm back. What is the worst of the rollback?»")
                .doesNotContain("goes otherwise");
        assertThat(all.lines().filter(line -> line.contains("felt ")))
                .anyMatch(line -> line.contains("heat"))
                .anyMatch(line -> line.contains("fear"));
    }

    @Test
    void whatIsTriedWithAGuestOnTheLineIsSaidToTheGuest() {
        int after = all(PersonaSpoke.class).stream()
                .filter(spoke -> !spoke.guest().isEmpty())
                .findFirst()
                .orElseThrow()
                .turn();

        assertThat(explanation.tried(call, after, "You hear from me every half hour."))
                .contains("the leader to Marcus: «You hear from me every half hour.»");
        assertThat(explanation.triedWithPrompt(call, after, "Which clients are they?"))
                .contains("Marcus");
        assertThat(explanation.ordered(call, after, "Which clients are they?"))
                .hasValueSatisfying(
                        ordered -> assertThat(ordered.brief().guest()).isEqualTo("sales"));
    }

    @Test
    void aLogIsReadWithAllThatHappenedInIt() {
        CallFile file = CallFile.read(call.events().stream()
                .map(EventJson::write)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
        Scenario held = CallScenario.held(file, PROMPTS, null, List.of(), broken -> {});

        LoggedCall read = LoggedCall.of(
                file,
                held,
                new Troupe(Path.of("target/tuning-cache")).players(PROMPTS, held, PersonaAgents.byLines(held)),
                1);

        assertThat(read.seed()).isEqualTo(SEED);
        assertThat(read.events()).isEqualTo(call.events());
    }

    private static <T> List<T> all(Class<T> kind) {
        return call.events().stream()
                .map(LoggedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
