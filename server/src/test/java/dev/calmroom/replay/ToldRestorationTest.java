package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.comprehension.Before;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.log.CallFile;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.KeptReading;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.NightTold;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.replay.Restoration.Restored;
import dev.calmroom.roleplay.WithGuests;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.transcript.Turn;
import dev.calmroom.tuning.SimulatedLeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call whose log tells how its turns were read stands, to the last digit, where hearing its words again brings it. */
class ToldRestorationTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final long SEED = 11;
    /** Nobody is there who could hear anything. */
    private static final Ear NO_EAR = new Ear() {
        @Override
        public Reading read(String words, Before before) {
            throw new AssertionError("read again: " + words);
        }
    };

    private static final Appraiser NO_APPRAISER = new Appraiser() {
        @Override
        public Appraisal appraise(Turn turn, List<Turn> before) {
            throw new AssertionError("appraised again: " + turn.text());
        }
    };

    private static Scenario scenario;
    private static Players players;

    @BeforeAll
    static void learn() {
        scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        players = Players.builtIn(PROMPTS, scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"steady", "certainty-demander"})
    void whereverItIsCutOff(String leader) {
        List<LoggedEvent> log = call(simulated(leader, SEED), SEED);
        for (int cut = 1; cut <= log.size(); cut++) {
            assertToldAsHeard(log.subList(0, cut), SEED);
        }
        assertThat(log).anyMatch(event -> event.event() instanceof TurnAppraised);
    }

    @Test
    @Tag("slow")
    void everyCallThatIsKept() throws IOException {
        int calls = 0;
        int turns = 0;
        for (LeaderScript leader : LeaderScript.readAll(PROMPTS, scenario.plot().id())) {
            for (long seed = 1; seed <= 5; seed++) {
                turns += assertToldAsHeard(call(new SimulatedLeader(leader, seed), seed), seed);
                calls++;
            }
        }
        for (Path transcript : transcripts()) {
            turns += assertToldAsHeard(call(new RecordedLeader(recorded(transcript)), SEED), SEED);
            calls++;
        }
        System.out.printf("%d calls, %d turns of the leader's: the same%n", calls, turns);
        assertThat(calls).isGreaterThan(100);
    }

    /** Lest the comparison compares nothing. */
    @Test
    void whatWasHeardOtherwiseShows() {
        List<LoggedEvent> log = call(simulated("steady", SEED), SEED);
        List<LoggedEvent> other = log.stream()
                .map(event -> event.event() instanceof TurnAppraised heard && heard.turn() > 2
                        ? new LoggedEvent(
                                event.sequence(),
                                event.at(),
                                new TurnAppraised(heard.turn(), List.of(), List.of(), heard.reading()))
                        : event)
                .toList();

        assertThatThrownBy(
                        () -> assertSame(Restoration.upToNow(deaf(SEED), other), Restoration.upToNow(deaf(SEED), log)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("persona.inner.feelings")
                .hasMessageContaining("persona.inner.memory");
    }

    @Test
    void whatTheLogDoesNotTellIsHeardAgain() {
        List<LoggedEvent> told = call(simulated("steady", SEED), SEED);
        List<LoggedEvent> halfTold = new ArrayList<>();
        for (LoggedEvent event : told) {
            boolean early = event.at() < told.getLast().at() / 2;
            halfTold.add(early ? withoutReading(event) : event);
        }

        assertSame(Restoration.upToNow(ringing(SEED), halfTold), Restoration.upToNow(deaf(SEED), told));
    }

    @Test
    void aNoteOfOtherPromptsOrNonsenseIsPassedOver() {
        List<LoggedEvent> told = call(simulated("steady", SEED), SEED);
        List<LoggedEvent> spoiled = told.stream()
                .map(event -> event.event() instanceof TurnAppraised heard ? spoiled(event, heard) : event)
                .toList();

        assertSame(Restoration.upToNow(ringing(SEED), spoiled), Restoration.upToNow(deaf(SEED), told));
    }

    private static LoggedEvent spoiled(LoggedEvent event, TurnAppraised heard) {
        KeptReading note = Objects.requireNonNull(heard.reading());
        boolean even = heard.turn() % 4 == 0;
        KeptReading other = new KeptReading(
                even ? "1:000000000000" : note.by(),
                even
                        ? note.parts()
                        : List.of(new KeptReading.Part(
                                2,
                                1_000_000,
                                List.of(),
                                new KeptReading.Sure("nobody", 1),
                                new KeptReading.Sure("meant", 1))),
                note.asks(),
                note.is(),
                List.of("no-such-fact"),
                note.does(),
                note.mentions(),
                note.offRole());
        return new LoggedEvent(
                event.sequence(), event.at(), new TurnAppraised(heard.turn(), heard.moves(), heard.signs(), other));
    }

    /** @return how many turns of the leader's that were */
    private static int assertToldAsHeard(List<LoggedEvent> log, long seed) {
        List<LoggedEvent> untold =
                log.stream().map(ToldRestorationTest::withoutReading).toList();

        Restored heard = Restoration.upToNow(ringing(seed), untold);
        Restored told = Restoration.upToNow(isWhole(log) ? deaf(seed) : ringing(seed), log);

        assertThat(heard.faithful()).isTrue();
        assertSame(told, heard);
        return (int) log.stream()
                .filter(event -> event.event() instanceof LeaderSpoke)
                .count();
    }

    /** Of words that were the last to be written nobody has written what they did. */
    private static boolean isWhole(List<LoggedEvent> log) {
        return !(log.getLast().event() instanceof LeaderSpoke);
    }

    private static void assertSame(Restored told, Restored heard) {
        assertThat(told)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .ignoringFieldsMatchingRegexes("(.*\\.)?(company|parts)")
                .isEqualTo(heard);
    }

    private static LoggedEvent withoutReading(LoggedEvent event) {
        List<SessionEvent> bare = KeptReading.without(List.of(event.event()));
        return new LoggedEvent(event.sequence(), event.at(), bare.getFirst());
    }

    private static WithGuests ringing(long seed) {
        return players.ringing(seed).keepingReadings();
    }

    private static WithGuests deaf(long seed) {
        return WithGuests.ringing(scenario, NO_APPRAISER, _ -> NO_EAR, seed).keepingReadings();
    }

    private static Leader simulated(String leader, long seed) {
        return LeaderScript.readAll(PROMPTS).stream()
                .filter(script -> script.id().equals(leader))
                .map(script -> new SimulatedLeader(script, seed))
                .findFirst()
                .orElseThrow();
    }

    /** Up to its end, as a store gives it back. */
    private static List<LoggedEvent> call(Leader leader, long seed) {
        List<LoggedEvent> log = new ArrayList<>();
        Rehearsal.run(players.started(ringing(seed), seed), ringing(seed), players.agent(), leader, log::add);
        return log.stream()
                .filter(event -> !(event.event() instanceof NightTold || event.event() instanceof SessionEnded))
                .map(event -> EventJson.readLogged(EventJson.write(event)))
                .toList();
    }

    private static List<Path> transcripts() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("understudy", "steady-hand")) {
            try (Stream<Path> files = Files.list(PROMPTS.resolve("transcripts").resolve(folder))) {
                all.addAll(files.filter(file -> file.toString().endsWith(".txt"))
                        .sorted()
                        .toList());
            }
        }
        return all;
    }

    private static RecordedCall recorded(Path transcript) {
        return CallFile.read(transcript)
                .take(SpeakerNames.of(List.of(
                        scenario.plot().persona().name(),
                        scenario.plot().persona().fullName(),
                        scenario.plot().persona().role())))
                .call();
    }
}
