package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.replay.Comparison.Difference;
import dev.calmroom.replay.Comparison.What;
import dev.calmroom.roleplay.Said;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.transcript.Transcript;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One line said otherwise, and the same later lines behind it. */
class WhatIfTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final long SEED = 3;
    private static final String CALL = """
            Kenji: It is still down.
            Leader: Who did this? I want a name tonight.
            Kenji: I.
            Leader: Did you not test it? This is on you.
            Kenji: No.
            Leader: What is the worst the rollback could cost us?
            Kenji: Data.
            Leader: Then run the fix. That is my decision and I stand behind it.
            """;

    private static final List<String> LONG_WINDED = List.of(
            "Before we go on I would like to hear from you, in your own words and without any hurry, what is known for"
                    + " certain by now and what is only a guess of somebody in the room.",
            "Thank you, that helps me a lot, and please take the time that you need to think, because nobody expects of"
                    + " you that every answer is there at once.",
            "Let us look at both of the ways once more, one after the other, with what each costs us if it goes well and"
                    + " with what it costs us if it does not.");

    private static Players players;
    private static WhatIf whatIf;
    private static List<LoggedEvent> log;

    @BeforeAll
    static void call() {
        Scenario scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        players = Players.builtIn(PROMPTS, scenario);
        whatIf = new WhatIf(scenario, () -> players.ringing(SEED));
        log = played(CALL);
    }

    @Test
    void withTheSameWordsItIsTheSameCall() {
        WhatIf.Outcome outcome = whatIf.ask(log, started(), leaderTurn(1), said(leaderTurn(1)));

        assertThat(outcome.faithful()).isTrue();
        assertThat(outcome.then()).isEqualTo(outcome.now());
        assertThat(outcome.then().conversation()).isEqualTo(new PlayedCall(log).conversation());
        assertThat(outcome.then().curve()).isEqualTo(new PlayedCall(log).curve());
    }

    @Test
    void runAgainWithNothingChangedItIsTheSameToTheBitAndWithAnotherSeedItParts() {
        PlayedCall again = PlayedAgain.of(log, started(), players.ringing(SEED), players.agent());
        PlayedCall other = PlayedAgain.of(log, started(), players.ringing(SEED + 1), players.agent());

        assertThat(Comparison.of(new PlayedCall(log), again).first()).isEmpty();
        assertThat(again.events()).isEqualTo(log);
        assertThat(Comparison.of(new PlayedCall(log), other).first()).isPresent();
    }

    @Test
    void whatCameBeforeTheLineIsAsItWasAndWhatComesAfterIsTheLines() {
        int turn = leaderTurn(1);

        WhatIf.Outcome outcome =
                whatIf.ask(log, started(), turn, "Nobody is to blame tonight. How are you holding up, Kenji?");

        Difference first = Comparison.of(outcome.then(), outcome.now()).first().orElseThrow();
        assertThat(first.turn()).isEqualTo(turn);
        assertThat(first.what()).isEqualTo(What.SAID);
        assertThat(leaders(outcome.now()))
                .hasSize(4)
                .endsWith("Then run the fix. That is my decision and I stand behind it.");
        Map<String, Double> then = outcome.then().curve().getLast().dimensions();
        Map<String, Double> now = outcome.now().curve().getLast().dimensions();
        assertThat(now.get("trust")).isGreaterThan(then.get("trust"));
        assertThat(now.get("stress")).isLessThan(then.get("stress"));
    }

    @Test
    void aTypedCallIsPlayedByItsOwnClock() {
        List<TimedLeader.Line> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Duration typed = Duration.ofSeconds(12 + 8L * i);
            Said said = new Said(LONG_WINDED.get(i % LONG_WINDED.size()), List.of(), Medium.TYPED);
            lines.add(new TimedLeader.Line(said, typed, typed, Duration.ZERO));
        }
        List<LoggedEvent> typed = new ArrayList<>();
        players.rehearse(new TimedLeader(lines), SEED, typed::add);
        PlayedCall call = new PlayedCall(typed);
        List<Turn> leaders = call.conversation().stream().filter(Turn::isLeader).toList();
        List<LoggedEvent> asSpoken = new ArrayList<>();
        players.rehearse(
                new RecordedLeader(new RecordedCall(call.conversation(), Map.of(), null)), SEED, asSpoken::add);
        assertThat(new PlayedCall(asSpoken).all(WorldEvent.class))
                .as("in the time that the words take, more happens")
                .hasSizeGreaterThan(call.all(WorldEvent.class).size());

        for (Turn turn : List.of(leaders.get(9), leaders.getLast())) {
            WhatIf.Outcome outcome =
                    whatIf.ask(typed, (SessionStarted) typed.getFirst().event(), turn.number(), turn.text());

            assertThat(outcome.asItWas()).as("turn %d", turn.number()).isTrue();
            assertThat(outcome.then().curve()).isEqualTo(call.curve());
            assertThat(outcome.then().conversation()).isEqualTo(call.conversation());
        }
    }

    @Test
    void whereTheCallItselfCameToSomethingElseThatIsSaid() {
        List<LoggedEvent> other = new ArrayList<>(log);
        other.replaceAll(logged -> logged.event() instanceof SessionEnded ended
                ? new LoggedEvent(
                        logged.sequence(),
                        logged.at(),
                        new SessionEnded(ended.reason(), ended.ending() + "-other", ended.text()))
                : logged);

        assertThat(whatIf.ask(log, started(), leaderTurn(1), "Hm.").asItWas()).isTrue();
        assertThat(whatIf.ask(other, started(), leaderTurn(1), "Hm.").asItWas()).isFalse();
    }

    @Test
    void theFirstLineCanBeOtherToo() {
        WhatIf.Outcome outcome = whatIf.ask(log, started(), leaderTurn(0), "How are you, Kenji?");

        assertThat(leaders(outcome.now())).startsWith("How are you, Kenji?");
        assertThat(leaders(outcome.then())).startsWith("Who did this? I want a name tonight.");
    }

    @Test
    void aTurnThatIsNotTheLeadersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whatIf.ask(log, started(), 1, "Hello."))
                .withMessage("The leader has no turn 1 in this call.");
    }

    @Test
    void wherePlaysPartIsToldInTheOrderInWhichOneThingLeadsToTheNext() {
        PlayedCall blamed = new PlayedCall(log);
        PlayedCall other =
                new PlayedCall(played(CALL.replace("Who did this? I want a name tonight.", "Take a breath.")));

        Comparison comparison = Comparison.of(blamed, other);

        assertThat(comparison.pairs().get(1).differences())
                .extracting(Difference::what)
                .startsWith(What.SAID, What.HEARD, What.FELT);
        assertThat(comparison.pairs().getFirst().differences()).isEmpty();
    }

    private static List<LoggedEvent> played(String transcript) {
        List<LoggedEvent> events = new ArrayList<>();
        List<Turn> turns = Transcript.read(transcript).turns(SpeakerNames.of(List.of("Kenji")));
        players.rehearse(new RecordedLeader(new RecordedCall(turns, Map.of(), null)), SEED, events::add);
        return events;
    }

    private static SessionStarted started() {
        return (SessionStarted) log.getFirst().event();
    }

    private static int leaderTurn(int index) {
        return new PlayedCall(log)
                .conversation().stream()
                        .filter(Turn::isLeader)
                        .toList()
                        .get(index)
                        .number();
    }

    private static String said(int turn) {
        return new PlayedCall(log)
                .conversation().stream()
                        .filter(t -> t.number() == turn)
                        .findFirst()
                        .orElseThrow()
                        .text();
    }

    private static List<String> leaders(PlayedCall call) {
        return call.conversation().stream()
                .filter(Turn::isLeader)
                .map(Turn::text)
                .toList();
    }
}
