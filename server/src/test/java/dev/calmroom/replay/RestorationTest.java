package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.HeardAgain;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.LineCorrected;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.PutOnHold;
import dev.calmroom.log.SessionEvent.TakenOffHold;
import dev.calmroom.log.SessionEvent.VoiceChosen;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.replay.Leader.Action.HangsUp;
import dev.calmroom.replay.Leader.Action.Says;
import dev.calmroom.replay.Restoration.Restored;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.SimulatedLeader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call brought back from its log stands where it stood: what is said next does what it did then. */
class RestorationTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final long SEED = 11;

    private static Players players;

    @BeforeAll
    static void learn() {
        Scenario scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        players = Players.builtIn(PROMPTS, scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "steady", "certainty-demander"})
    void fromEveryTurnTheRestOfTheCallIsTheSame(String leader) {
        assertRestoredFromEveryTurn(call(leader));
    }

    @Test
    void whatTheWorldDidMeanwhileIsRestoredToo() {
        Iterator<Leader.Action> ofLeader = List.<Leader.Action>of(
                        new Says("Where are we?", Duration.ZERO),
                        new Says("Go on.", Duration.ofMinutes(4).plusSeconds(5)),
                        new Says("Hm. What are the options?", Duration.ofMinutes(5)),
                        new Says("I see.", Duration.ofMinutes(6).plusSeconds(10)),
                        new Says("How likely is it that the fix works?", Duration.ofMinutes(7)),
                        new HangsUp(EndReason.HUNG_UP))
                .iterator();
        List<LoggedEvent> log = stored(players.simulate(scene -> ofLeader.next(), SEED));

        assertThat(of(log, WorldEvent.class)).hasSizeGreaterThan(1);
        assertRestoredFromEveryTurn(log);
    }

    @Test
    void aCallThatWasTakenOverForAMinuteIsRestoredFromEveryTurnAndAfterEveryEvent() {
        List<LoggedEvent> log = taken();

        assertThat(of(log, SessionEvent.GuestLeft.class)).hasSize(1);
        assertRestoredFromEveryTurn(log);
        assertGoesOnAfterEveryEvent(log);
    }

    /** The leader takes the call from Sales, and comes back. */
    private static List<LoggedEvent> taken() {
        Iterator<Leader.Action> ofLeader = List.<Leader.Action>of(
                        new Says("How are you holding up?", Duration.ZERO),
                        new Says("Mm. I am here.", Duration.ofMinutes(5).plusSeconds(10)),
                        new Says("Put him through to me. I'll take it, hang on.", Duration.ofSeconds(320)),
                        new Says("Which clients are the most serious?", Duration.ofSeconds(340)),
                        new Says("You hear from me every half hour.", Duration.ofSeconds(350)),
                        new Says("I have to go back to Kenji.", Duration.ofSeconds(360)),
                        new Says("He knows when he hears from me next.", Duration.ofSeconds(380)),
                        new HangsUp(EndReason.HUNG_UP))
                .iterator();
        return stored(players.simulate(scene -> ofLeader.next(), SEED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "steady", "certainty-demander"})
    void cutOffAfterAnyEventTheCallGoesOnAsItDid(String leader) {
        assertGoesOnAfterEveryEvent(call(leader));
    }

    private void assertGoesOnAfterEveryEvent(List<LoggedEvent> log) {
        int cuts = 0;
        for (int cut = 1; cut < log.size() && !(log.get(cut - 1).event() instanceof SessionEvent.SessionEnded); cut++) {
            List<LoggedEvent> kept = log.subList(0, cut);
            Restored restored = Restoration.upToNow(players.ringing(SEED), kept);

            assertThat(restored.faithful()).as("cut after %d", cut).isTrue();
            List<SessionEvent> next = log.subList(cut, log.size()).stream()
                    .map(LoggedEvent::event)
                    .toList();
            assertThat(next.subList(0, restored.events().size()))
                    .as("what had not been written, cut after %d", cut)
                    .isEqualTo(
                            restored.events().stream().map(LoggedEvent::event).toList());
            SessionEvent follows = next.get(restored.events().size());
            if (follows instanceof PersonaSpoke answer && kept.getLast().event() instanceof LeaderSpoke) {
                Step step = restored.roleplay().open();
                assertThat(step.events()).as("nothing is written twice").isEmpty();
                assertThat(step.brief().orElseThrow().task().act()).isEqualTo(answer.act());
                cuts++;
            }
        }
        assertThat(cuts).as("cuts between the leader's words and the answer").isGreaterThan(2);
    }

    private void assertRestoredFromEveryTurn(List<LoggedEvent> log) {
        List<PersonaSpoke> ofPersona = of(log, PersonaSpoke.class);
        for (PersonaSpoke turn : ofPersona) {
            Restored restored = Restoration.restore(players.ringing(SEED), log, turn.turn());

            assertThat(restored.faithful()).as("turn %d", turn.turn()).isTrue();
            assertThat(restored.events()).isEqualTo(upTo(log, turn));
            Step pickedUp = restored.roleplay().open();
            assertThat(pickedUp.brief()).as("the persona waits for the leader").isEmpty();
            assertNextTurnIsTheSame(pickedUp.next(), log, turn);
        }
        assertThat(ofPersona).hasSizeGreaterThan(4);
    }

    @Test
    void whenTheLeadersWordsAreTheLastThePersonaAnswersThemAnew() {
        List<LoggedEvent> log = call("steady");
        LeaderSpoke ofLeader = of(log, LeaderSpoke.class).get(1);

        Restored restored = Restoration.restore(players.ringing(SEED), log, ofLeader.turn());

        assertThat(restored.events().getLast().event()).isInstanceOf(EmotionShifted.class);
        Step answer = restored.roleplay().open();
        assertThat(answer.events()).as("nothing is recorded twice").isEmpty();
        assertThat(answer.brief().orElseThrow().turn()).isEqualTo(ofLeader.turn() + 1);
        assertThat(answer.next().conversation()).hasSize(ofLeader.turn());
    }

    @Test
    void keepingNothingIsACallThatBeginsAnew() {
        Restored restored = Restoration.restore(players.ringing(SEED), call("steady"), 0);

        assertThat(restored.events()).isEmpty();
        assertThat(restored.at()).isZero();
        assertThat(restored.roleplay().open().brief()).isPresent();
    }

    @Test
    void aCallInWhichNobodyHasSpokenYetGoesOnFromItsLastMoment() {
        List<LoggedEvent> log = new ArrayList<>(call("steady").subList(0, 1));
        log.add(new LoggedEvent(2, 700, new VoiceChosen("another")));

        Restored restored = Restoration.upToNow(players.ringing(SEED), log);

        assertThat(restored.events()).isEmpty();
        assertThat(restored.at()).isEqualTo(Duration.ofMillis(700));
        assertThat(restored.roleplay().open().brief()).isPresent();
    }

    @Test
    void aCallOnHoldIsTakenOffHoldAndOnlyThen() {
        List<LoggedEvent> whole = call("steady");
        List<LoggedEvent> log = new ArrayList<>(whole.subList(0, 1));
        log.addAll(upTo(whole, of(whole, PersonaSpoke.class).get(1)));
        long then = log.getLast().at();
        log.add(new LoggedEvent(log.size() + 1, then, new PutOnHold()));

        assertThat(Restoration.upToNow(players.ringing(SEED), log).events())
                .extracting(LoggedEvent::event)
                .containsExactly(new TakenOffHold(Duration.ZERO));

        log.add(new LoggedEvent(log.size() + 1, then, new TakenOffHold(Duration.ofMinutes(3))));
        assertThat(Restoration.upToNow(players.ringing(SEED), log).events()).isEmpty();
    }

    @Test
    void otherPromptsAreNoticedAndTheLogTellsWhatComesOfTheWordsNow() {
        List<LoggedEvent> log = new ArrayList<>(call("steady"));
        int shift = indexOf(log, EmotionShifted.class);
        EmotionShifted then = (EmotionShifted) log.get(shift).event();
        log.set(
                shift,
                new LoggedEvent(
                        log.get(shift).sequence(),
                        log.get(shift).at(),
                        new EmotionShifted(then.turn(), then.before(), then.before(), List.of())));

        Restored restored = Restoration.restore(players.ringing(SEED), log, 3);

        assertThat(restored.faithful()).isFalse();
        assertThat(restored.events().stream().map(LoggedEvent::event)).contains(then);
    }

    @Test
    void aLineThatTheLeaderCorrectedStaysCorrected() {
        List<LoggedEvent> log = new ArrayList<>(call("steady"));
        log.add(new LoggedEvent(999, 900_000, new LineCorrected(2, "What I really said.")));
        log.add(new LoggedEvent(1_000, 900_001, new LineCorrected(6, "Later.")));
        log.add(new LoggedEvent(1_001, 900_002, new HeardAgain(2, "As it was heard again.", "ears")));

        Restored restored = Restoration.restore(players.ringing(SEED), log, 3);

        assertThat(of(restored.events(), LineCorrected.class))
                .containsExactly(new LineCorrected(2, "What I really said."));
        assertThat(of(restored.events(), HeardAgain.class)).hasSize(1);
        assertThat(restored.at()).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void aTurnThatNeverWasCannotBeKept() {
        List<LoggedEvent> log = call("steady");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Restoration.restore(players.ringing(SEED), log, 99))
                .withMessage("The call has no turn 99.");
    }

    @SuppressWarnings("ReferenceEquality") // This very event; another one may read the same.
    private void assertNextTurnIsTheSame(Roleplay roleplay, List<LoggedEvent> log, PersonaSpoke turn) {
        int next = log.size();
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).event() == turn) {
                next = i + 1;
            }
        }
        if (next < log.size() && log.get(next).event() instanceof LeaderSpoke ofLeader) {
            Step step = roleplay.hear(
                    new Said(ofLeader.text(), ofLeader.words(), ofLeader.source()),
                    Duration.ofMillis(log.get(next).at()));
            List<SessionEvent> then = log.subList(next, next + step.events().size()).stream()
                    .map(LoggedEvent::event)
                    .toList();
            assertThat(step.events()).isEqualTo(then);
        }
    }

    private static List<LoggedEvent> call(String leader) {
        LeaderScript script = LeaderScript.readAll(PROMPTS).stream()
                .filter(s -> s.id().equals(leader))
                .findFirst()
                .orElseThrow();
        return stored(players.simulate(new SimulatedLeader(script, SEED), SEED));
    }

    /** As it is read from a store: nothing is left that only stood in memory. */
    private static List<LoggedEvent> stored(List<LoggedEvent> log) {
        return log.stream()
                .map(event -> EventJson.readLogged(EventJson.write(event)))
                .toList();
    }

    private static List<LoggedEvent> upTo(List<LoggedEvent> log, PersonaSpoke last) {
        int end = log.stream().map(LoggedEvent::event).toList().indexOf(last) + 1;
        return log.subList(1, end);
    }

    private static int indexOf(List<LoggedEvent> log, Class<? extends SessionEvent> type) {
        return log.stream()
                .map(LoggedEvent::event)
                .map(type::isInstance)
                .toList()
                .indexOf(true);
    }

    private static <E extends SessionEvent> List<E> of(List<LoggedEvent> log, Class<E> type) {
        return log.stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
