package dev.calmroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Players;
import dev.calmroom.roleplay.ScenarioRoleplay;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.swap.Chair;
import dev.calmroom.swap.Cue;
import dev.calmroom.swap.SpokenSeat;
import dev.calmroom.swap.SwappedCall;
import dev.calmroom.web.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The seats are swapped and the seat is on the phone: voice events on a virtual clock, the leader's lines spoken. */
class SeatOnTheLineTest {
    private static final Path PROMPTS = RunningService.prompts();
    private static final String BLAMES = "Who let this out? Somebody is going to answer for it.";
    private static final String STANDS_BY = "I've got your back, we get through this together.";
    private static final long SEED = 4;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final BuiltInEngines ENGINES = new BuiltInEngines();
    private static Scenario scenario;
    private static Players players;

    private final Chair chair = new Chair(Duration.ofMinutes(15));
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final SpokenSeat seat = new SpokenSeat(chair, troubles::add);
    private final List<LoggedEvent> log = new CopyOnWriteArrayList<>();
    private @Nullable ScriptedCall line;
    private Duration waitsForLeader = LONG_ENOUGH;
    private long now = 1_000;
    private int segment;

    @BeforeAll
    static void learn() {
        scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        players = Players.builtIn(PROMPTS, scenario, ENGINES);
    }

    @AfterEach
    void hangUp() {
        chair.leave();
    }

    @Test
    void whoSaysTheOfferedLinesHasTheCallThatTheUnderstudyWouldHaveHad() {
        List<LoggedEvent> alone = players.simulate(careful(), SEED);

        pickUp(careful());
        while (!chair.moment().over()) {
            say(cue().line());
        }

        assertThat(course()).isEqualTo(course(alone));
        assertThat(troubles).isEmpty();
    }

    @Test
    void theLeadersLinesAreHeardInTheirOrderAndTheLineEndsAfterTheLast() {
        pickUp(careful());
        while (!chair.moment().over()) {
            say("i do not know");
        }
        pass(10_000);

        assertThat(spoken()).containsExactly(BLAMES, STANDS_BY);
        assertThat(line().all(CallEffect.Prepare.class))
                .as("in the other voice")
                .allSatisfy(it -> assertThat(it.brief().guest()).isNotEmpty());
        assertThat(line().state().phase()).isEqualTo(CallState.Phase.ENDED);
        assertThat(said()).contains("i do not know").doesNotContain(BLAMES);
    }

    @Test
    void aPauseWithinATurnIsNoTurnOfItsOwn() {
        pickUp(careful());
        speak("we lost the cluster and", 900);
        pass(600);
        speak("it was our migration", 900);
        pass(3_000);

        assertThat(said()).containsExactly("we lost the cluster and it was our migration");
    }

    @Test
    void whoCutsInAnswersTheWholeLine() {
        pickUp(careful());
        say("it is down");
        assertThat(line().state().persona()).isInstanceOf(PersonaSide.Speaking.class);
        say("stop stop it was our migration");

        assertThat(said()).containsExactly("it is down", "stop stop it was our migration");
        assertThat(line().all(CallEffect.Interrupt.class)).hasSize(1);
        assertThat(events(LeaderSpoke.class)).extracting(LeaderSpoke::text).startsWith(BLAMES);
    }

    @Test
    void whatIsTypedIsATurnLikeOneThatIsSpoken() {
        pickUp(careful());
        line().at(++now, new CallInput.Typed("It is down."));
        pass(200);
        say("and it was our migration");

        assertThat(said()).containsExactly("It is down.", "and it was our migration");
    }

    @Test
    void aTurnThatWasTypedElsewhereIsNotAnsweredAgainAndItsLeaderIsHeard() {
        pickUp(careful());
        assertThat(chair.answer(cue().turn(), "It is down.")).isTrue();
        awaitCue();
        line().at(++now, new CallInput.Stirred());
        pass(500);

        assertThat(said()).containsExactly("It is down.");
        assertThat(spoken()).containsExactly(BLAMES);
    }

    @Test
    void whatIsSaidWhileTheLeaderIsAtItIsNotTakenAndSaidToBeSo() {
        CountDownLatch thought = new CountDownLatch(1);
        Leader thinks = careful();
        pickUp(scene -> {
            await(thought);
            return thinks.next(scene);
        });
        waitsForLeader = Duration.ZERO;
        say("it is down");
        say("is anybody there");
        thought.countDown();
        awaitCue();
        pass(2_000);

        assertThat(said()).containsExactly("it is down");
        assertThat(troubles).singleElement().asString().contains("was not taken");
        assertThat(spoken()).containsExactly(BLAMES);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aLineThatIsLostLeavesTheSeatAsItWasAndTheNextSpeaksWhatWasNotAnswered() {
        pickUp(careful());
        say("it is down");
        line().at(++now, new CallInput.Detached());
        pass(61_000);
        assertThat(line().state().phase()).isEqualTo(CallState.Phase.ENDED);
        assertThat(chair.moment().over()).isFalse();

        ring();
        pass(2_000);
        assertThat(spoken()).containsExactly(BLAMES);
        say("it was our migration");
        assertThat(said()).containsExactly("it is down", "it was our migration");
    }

    @Test
    void hangingUpIsThePersonas() {
        pickUp(careful());
        say("it is down");
        line().at(++now, new CallInput.HungUp());

        assertThat(awaitCue().over()).isTrue();
        assertThat(events(SessionEnded.class))
                .extracting(SessionEnded::reason)
                .containsExactly(EndReason.PERSONA_HUNG_UP);
    }

    private static Leader careful() {
        Iterator<Leader.Action> does = List.<Leader.Action>of(
                        new Leader.Action.Says(BLAMES, Duration.ZERO),
                        new Leader.Action.Says(STANDS_BY, Duration.ZERO),
                        new Leader.Action.HangsUp(EndReason.HUNG_UP))
                .iterator();
        return scene -> does.next();
    }

    private void pickUp(Leader leader) {
        play(leader);
        ring();
    }

    /** The session, in a thread of its own, as a service plays it; here the line waits for what it makes of a turn. */
    private void play(Leader leader) {
        ScenarioRoleplay ringing = ScenarioRoleplay.ringing(scenario, players.appraiser(), players.ear(), SEED);
        SwappedCall call = new SwappedCall(
                scenario,
                leader,
                PersonaAgents.understudy(PROMPTS, scenario, ENGINES.embeddings()),
                person -> PersonaAgents.playedBy(person, PROMPTS, scenario, ENGINES.embeddings()));
        SessionStarted started = new SessionStarted(
                "swapped",
                new SessionStarted.Setting(scenario.id(), scenario.plot().framework(), scenario.sha256(), SEED),
                SwappedCall.engines("built-in", "built-in"),
                Instant.EPOCH,
                ringing.state(),
                null,
                Circumstances.PLAIN.led(new Circumstances.Swapped("careful", "someone careful")),
                scenario.files().each());
        Thread.ofVirtual().start(() -> {
            try {
                call.play(started, ringing, chair, event -> {
                    log.add(event);
                    seat.happened(event.event());
                });
            } finally {
                chair.end();
            }
        });
        awaitCue();
    }

    private void ring() {
        CallRules rules = CallRules.STANDARD.withoutTakingBack().withLength(A_DAY, A_DAY);
        line = new ScriptedCall(seat.roleplay(), rules).keptBy(event -> {
            seat.hears(event);
            if (event instanceof LeaderSpoke) {
                chair.await(waitsForLeader);
                return Optional.of(new CallInput.Stirred());
            }
            return Optional.empty();
        });
        now = 1_000;
        line().at(now, new CallInput.Answered());
    }

    private ScriptedCall line() {
        return Objects.requireNonNull(line);
    }

    private Chair.Moment awaitCue() {
        return chair.await(LONG_ENOUGH);
    }

    private Cue cue() {
        return Objects.requireNonNull(chair.moment().cue());
    }

    /** A whole turn, and the beginning of what the leader says to it. */
    private void say(String words) {
        speak(words, 1_500);
        pass(1_000);
    }

    private void speak(String words, long lasts) {
        segment++;
        line().saying(words)
                .at(now + 100, new CallInput.VoiceStarted(segment, CallCoreTest.ms(now + 100)))
                .at(now + 500, new CallInput.Partial(segment, words))
                .at(now + lasts, new CallInput.VoiceEnded(segment, CallCoreTest.ms(now + lasts)));
        now += lasts;
    }

    private void pass(long millis) {
        now += millis;
        line().until(now);
    }

    private List<String> spoken() {
        return line().all(CallEffect.Prepare.class).stream()
                .map(it -> it.conversation().getLast().text())
                .toList();
    }

    private List<String> said() {
        return events(PersonaSpoke.class).stream().map(PersonaSpoke::text).toList();
    }

    private <E extends SessionEvent> List<E> events(Class<E> kind) {
        return new PlayedCall(new ArrayList<>(log)).all(kind);
    }

    private List<LoggedEvent> course() {
        return course(log);
    }

    /** Event for event, but for the first and for who words the persona. */
    private static List<LoggedEvent> course(List<LoggedEvent> call) {
        return call.stream()
                .skip(1)
                .map(logged -> logged.event() instanceof PersonaSpoke it
                        ? new LoggedEvent(
                                logged.sequence(),
                                logged.at(),
                                new PersonaSpoke(
                                        it.turn(),
                                        it.text(),
                                        it.heard(),
                                        it.act(),
                                        it.delivery(),
                                        SwappedCall.PERSON,
                                        it.note(),
                                        it.latency(),
                                        it.tells()))
                        : logged)
                .toList();
    }
}
