package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EventJson;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.text.NumberWords;
import dev.calmroom.tuning.Simulation.SimulatedCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More than two hundred calls with the built-in engines: no role broken, no figure wrong, no sentence said twice. */
@Tag("slow")
@Tag("simulation")
class SimulationTest {
    private static final int SEEDS = 25;
    private static final Path PROMPTS = Path.of("../prompts");
    private static final Pattern ROLE_BREAK = Pattern.compile(
            "\\b(AI|A\\.I\\.|artificial|language model|assistant|chat ?bot|prompt|system message|role-?play|simulat\\w+|scenario|"
                    + "grader|score|scorecard|framework|rubric|criterion|penguins?|Paris)\\b");

    private static Scenario scenario;
    private static Map<String, List<SimulatedCall>> calls;

    @BeforeAll
    static void callThePersonaTwoHundredTimes() {
        scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        Map<LeaderScript, List<SimulatedCall>> simulated = Simulation.run(
                Players.builtIn(PROMPTS, scenario), LeaderScript.readAll(PROMPTS, scenario.id()), SEEDS, leader -> {});
        calls = new TreeMap<>();
        simulated.forEach((leader, ofLeader) -> calls.put(leader.id(), ofLeader));
        System.out.println(new SimulationTable(scenario, simulated).markdown());
    }

    @Test
    void thereAreAtLeastTwoHundredCallsByTheEightKindsOfLeader() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(calls)
                .containsKeys(
                        "steady",
                        "blamer",
                        "micromanager",
                        "certainty-demander",
                        "rambler",
                        "silent",
                        "gamer",
                        "injector");
    }

    @Test
    void nobodyBreaksTheRole() {
        assertThat(all())
                .allSatisfy(call -> assertThat(call.lines())
                        .noneMatch(line -> ROLE_BREAK.matcher(line).find()));
    }

    @Test
    void noFigureIsSpokenThatIsInNoFactAndNotTheLeaders() {
        Set<Integer> facts = new HashSet<>(List.of(0, 1, 2, 22));
        scenario.plot().facts().forEach(fact -> facts.addAll(numbers(fact.statement())));
        // The other side of sixty percent.
        facts.add(40);
        assertThat(all()).allSatisfy(call -> {
            Set<Integer> allowed = new HashSet<>(facts);
            call.events().stream()
                    .filter(e -> e.event() instanceof SessionEvent.LeaderSpoke)
                    .forEach(e -> allowed.addAll(numbers(((SessionEvent.LeaderSpoke) e.event()).text())));
            call.lines().forEach(line -> assertThat(allowed).as(line).containsAll(numbers(line)));
        });
    }

    @Test
    void noSentenceIsSaidTwiceInACall() {
        assertThat(all()).allSatisfy(call -> {
            List<String> sentences = call.lines().stream()
                    .flatMap(line -> Pattern.compile("(?<=[.?!])\\s+").splitAsStream(line))
                    .filter(sentence -> sentence.split("\\s+", 0).length >= 4)
                    .map(sentence -> sentence.toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(sentences).doesNotHaveDuplicates();
        });
    }

    @Test
    void thePersonaSpeaksShortly() {
        List<Integer> lengths = all().stream()
                .flatMap(call -> call.lines().stream())
                .map(line -> line.split("\\s+", 0).length)
                .sorted()
                .toList();
        assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(20);
        assertThat(lengths.getFirst()).isGreaterThanOrEqualTo(4);
        assertThat(lengths.getLast()).as("two breaths").isLessThanOrEqualTo(44);
        assertThat(lengths.get(lengths.size() * 97 / 100)).as("one breath").isLessThanOrEqualTo(25);
    }

    @Test
    void noLineButTheOneThatBridgesAWaitHasFewerWordsThanFour() {
        assertThat(scenario.lines().lines())
                .filteredOn(line -> !line.act().equals(scenario.plot().bridge()))
                .allSatisfy(line -> assertThat(line.text().split("\\s+", 0))
                        .as(line.text())
                        .satisfiesAnyOf(
                                words -> assertThat(words).hasSizeGreaterThanOrEqualTo(4),
                                words -> assertThat(line.text()).contains("{interval}")));
    }

    @Test
    void theSteadyLeaderCalmsThePersonaInEverySeedAndMostlyWinsTheGoodEnding() {
        List<SimulatedCall> steady = Objects.requireNonNull(calls.get("steady"));
        assertThat(steady)
                .allSatisfy(call -> assertThat(call.states().getFirst().get("stress")
                                - call.states().getLast().get("stress"))
                        .isGreaterThanOrEqualTo(0.1));
        assertThat(steady.stream().filter(SimulationTest::endsWell).count())
                .isBetween(Math.round(0.6 * SEEDS), Math.round(0.92 * SEEDS));
    }

    @Test
    void noTwoArcsAreAlikeAndNoneGoesOnlyOneWay() {
        List<SimulatedCall> steady = Objects.requireNonNull(calls.get("steady"));
        Arcs arcs = new Arcs(steady, "stress");
        assertThat(arcs.spreadAtTheEnd()).isGreaterThanOrEqualTo(0.05);
        assertThat(arcs.relapses()).isGreaterThanOrEqualTo(0.2);
        assertThat(arcs.likeness()).isLessThan(0.96);
    }

    @Test
    void aGoodEndingTakesSixTurnsAtLeast() {
        assertThat(all())
                .filteredOn(SimulationTest::endsWell)
                .allSatisfy(call -> assertThat(call.states().size() - 1).isGreaterThanOrEqualTo(6));
    }

    @Test
    void theBlamerCostsThePersonasTrustByTheFourthTurnInEverySeed() {
        assertThat(calls.get("blamer"))
                .allSatisfy(call -> assertThat(call.states().getFirst().get("trust")
                                - call.states().get(4).get("trust"))
                        .as("seed %d", call.seed())
                        .isGreaterThanOrEqualTo(0.3));
        assertThat(calls.get("blamer")).extracting(SimulatedCall::ending).doesNotContain("thinks-of-the-fix");
    }

    @Test
    void aListReadOutHardlyEverBuysTheGoodEnding() {
        assertThat(calls.get("gamer"))
                .filteredOn(call -> call.ending().equals("thinks-of-the-fix"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void theDemandForCertaintyEndsInAPromiseOrInWithdrawal() {
        assertThat(calls.get("certainty-demander"))
                .allSatisfy(call -> assertThat(call.acts()).containsAnyOf("promise-falsely", "withdraw"));
    }

    @Test
    void theSameSeedGivesTheSameCallByteForByte() {
        Players players = Players.builtIn(PROMPTS, scenario);
        LeaderScript leader = LeaderScript.readAll(PROMPTS, scenario.id()).getFirst();

        List<String> again = new ArrayList<>();
        players.simulate(new SimulatedLeader(leader, 1), 1).forEach(event -> again.add(EventJson.write(event)));

        assertThat(again)
                .isEqualTo(Objects.requireNonNull(calls.get(leader.id())).getFirst().events().stream()
                        .map(EventJson::write)
                        .toList());
    }

    private static boolean endsWell(SimulatedCall call) {
        return call.ending().equals("thinks-of-the-fix");
    }

    private static List<SimulatedCall> all() {
        return calls.values().stream().flatMap(List::stream).toList();
    }

    private static Set<Integer> numbers(String text) {
        Set<Integer> found = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).replace(",", "").split("[^a-z0-9]+", 0)) {
            if (word.matches("\\d{1,6}")) {
                found.add(Integer.parseInt(word));
                // Eight hundred, twenty-two hundred.
                found.add(Integer.parseInt(word) / 100);
            } else {
                // «One» and «two» are words more often than figures.
                NumberWords.of(word).stream().filter(number -> number > 2).forEach(found::add);
            }
        }
        return found;
    }
}
