package dev.calmroom.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Players;
import dev.calmroom.roleplay.ScenarioRoleplay;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Turn;
import dev.calmroom.web.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The leader's lines are authored and move the state; the persona's words are a person's and move nothing. */
class SwappedCallTest {
    private static final Path PROMPTS = RunningService.prompts();
    private static final String BLAMES = "Who let this out? Somebody is going to answer for it.";
    private static final String STANDS_BY = "I've got your back, we get through this together.";
    private static final long SEED = 4;
    private static final Circumstances.Swapped LED = new Circumstances.Swapped("careful", "someone careful");

    private static final BuiltInEngines ENGINES = new BuiltInEngines();
    private static Scenario scenario;
    private static Players players;

    @BeforeAll
    static void learn() {
        scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        players = Players.builtIn(PROMPTS, scenario, ENGINES);
    }

    @Test
    void whoSaysTheOfferedLinesHasTheCallThatTheUnderstudyWouldHaveHad() {
        List<LoggedEvent> alone = players.simulate(careful(), SEED);

        List<LoggedEvent> swapped = play(careful(), cue -> Optional.of(cue.line()));

        assertThat(of(swapped, EmotionShifted.class)).isNotEmpty();
        assertThat(course(swapped)).isEqualTo(course(alone));
    }

    @Test
    void thePersonsWordsAreThePersonasTurnsAndNobodysMoves() {
        List<LoggedEvent> call = play(careful(), cue -> Optional.of("You lost it, this is all your own fault."));

        assertThat(of(call, PersonaSpoke.class))
                .isNotEmpty()
                .allSatisfy(spoke -> assertThat(spoke.text()).isEqualTo("You lost it, this is all your own fault."))
                .allSatisfy(spoke -> assertThat(spoke.speaker()).isEqualTo(SwappedCall.PERSON));
        List<Integer> leaders =
                of(call, LeaderSpoke.class).stream().map(LeaderSpoke::turn).toList();
        assertThat(of(call, TurnAppraised.class))
                .extracting(TurnAppraised::turn)
                .isEqualTo(leaders);
        assertThat(of(call, TurnAppraised.class))
                .flatExtracting(TurnAppraised::moves)
                .noneSatisfy(move -> assertThat(move.quote()).contains("fault"));
        assertThat(of(call, EmotionShifted.class))
                .isEqualTo(of(play(careful(), cue -> Optional.of("Fine.")), EmotionShifted.class));
    }

    @Test
    void aFileOfItSaysWhoLedAndWhoseWordsAreWhose() {
        List<LoggedEvent> call = play(careful(), cue -> Optional.of("It is in the hall."));

        RecordedCall read = RecordedCall.of(call.stream()
                .map(event -> EventJson.readLogged(EventJson.write(event)))
                .toList());

        assertThat(read.start().orElseThrow().circumstances().swapped()).isEqualTo(LED);
        assertThat(read.turns().stream().filter(Turn::isLeader).map(Turn::text)).containsExactly(BLAMES, STANDS_BY);
    }

    @Test
    void whoHangsUpIsAskedNoMoreAndTheCallEnds() {
        Iterator<String> words = List.of("Hello.").iterator();
        List<String> asked = new ArrayList<>();

        List<LoggedEvent> call = play(careful(), cue -> {
            asked.add(cue.act());
            return words.hasNext() ? Optional.of(words.next()) : Optional.empty();
        });

        assertThat(asked).hasSize(2);
        assertThat(of(call, PersonaSpoke.class)).hasSize(1);
        assertThat(of(call, SessionEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.reason()).isEqualTo(EndReason.PERSONA_HUNG_UP));
    }

    @Test
    void nothingIsSaidOrFeltOnceThePersonaHasHungUp() {
        Iterator<Leader.Action> does = List.<Leader.Action>of(
                        new Leader.Action.IsSilent(Duration.ofMinutes(3)),
                        new Leader.Action.Says(BLAMES, Duration.ZERO))
                .iterator();
        Iterator<String> words = List.of("Hello.").iterator();

        List<LoggedEvent> call =
                play(scene -> does.next(), cue -> words.hasNext() ? Optional.of(words.next()) : Optional.empty());

        int asked = call.stream()
                .map(LoggedEvent::event)
                .toList()
                .lastIndexOf(of(call, SessionEvent.Silence.class).getLast());
        assertThat(call.subList(asked + 1, call.size()).stream().map(LoggedEvent::event))
                .doesNotHaveAnyElementsOfTypes(LeaderSpoke.class, PersonaSpoke.class, SessionEvent.WorldEvent.class);
        assertThat(call.getLast().event()).isInstanceOf(SessionEnded.class);
        assertThat(call.getLast().at()).isEqualTo(call.get(asked).at());
        assertThat(of(call, LeaderSpoke.class)).isEmpty();
    }

    @Test
    void theCueSaysWhatTheRoleDoesAndKnows() {
        List<Cue> cues = new ArrayList<>();

        play(careful(), cue -> {
            cues.add(cue);
            return Optional.of(cue.line());
        });

        assertThat(cues.getFirst().leader()).isEmpty();
        assertThat(cues.get(1).leader()).isEqualTo(BLAMES);
        assertThat(cues).allSatisfy(cue -> {
            assertThat(cue.line()).isNotBlank();
            assertThat(cue.direction()).isNotBlank();
            assertThat(cue.feels()).isNotEmpty();
        });
    }

    @Test
    void fromTheInsideEachLineHasWhatItDidAndTheCausesAddUp() {
        List<LoggedEvent> call = play(careful(), cue -> Optional.of(cue.line()));

        List<Inside.Entry> lines = Inside.of(call, scenario.feelings()).entries().stream()
                .filter(entry -> entry.kind() == Inside.Kind.LINE)
                .toList();

        assertThat(lines).extracting(Inside.Entry::text).containsExactly(BLAMES, STANDS_BY);
        assertThat(lines.getFirst().answer())
                .isEqualTo(of(call, PersonaSpoke.class).get(1).heard());
        assertThat(lines.getFirst().worth()).isNegative();
        assertThat(lines.getLast().worth()).isPositive();
        assertThat(lines.stream().flatMap(line -> line.changes().stream()))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.because().stream()
                                .mapToDouble(Inside.Why::amount)
                                .sum())
                        .as(change.dimension())
                        .isCloseTo(change.to() - change.from(), Offset.offset(0.02)));
    }

    @Test
    void whatIsSaidToSomebodyElseIsNoneOfWhatMovesThePersona() {
        List<LoggedEvent> call = players.simulate(whoSpeaksToTheGuest(), SEED);
        assertThat(of(call, LeaderSpoke.class)).extracting(LeaderSpoke::guest).contains("sales");

        List<Inside.Entry> entries = Inside.of(call, scenario.feelings()).entries();

        List<String> toPersona = of(call, LeaderSpoke.class).stream()
                .filter(spoke -> spoke.guest().isEmpty())
                .map(LeaderSpoke::text)
                .toList();
        assertThat(entries.stream()
                        .filter(entry -> entry.kind() == Inside.Kind.LINE)
                        .map(Inside.Entry::text))
                .isEqualTo(toPersona);
        List<String> byGuest = of(call, PersonaSpoke.class).stream()
                .filter(spoke -> !spoke.guest().isEmpty())
                .map(PersonaSpoke::heard)
                .toList();
        assertThat(byGuest).isNotEmpty();
        assertThat(entries).allSatisfy(entry -> assertThat(byGuest).noneMatch(entry.answer()::contains));
        assertThat(entries).extracting(Inside.Entry::text).anyMatch(text -> text.contains("is on the line"));
    }

    private static Leader whoSpeaksToTheGuest() {
        Iterator<Leader.Action> does = List.<Leader.Action>of(
                        new Leader.Action.Says(STANDS_BY, Duration.ofSeconds(310)),
                        new Leader.Action.Says(
                                "Put him through to me. I'll take it, hang on.", Duration.ofSeconds(320)),
                        new Leader.Action.Says(BLAMES, Duration.ofSeconds(340)),
                        new Leader.Action.Says("I have to go back to Kenji.", Duration.ofSeconds(360)),
                        new Leader.Action.Says(STANDS_BY, Duration.ofSeconds(380)),
                        new Leader.Action.HangsUp(EndReason.HUNG_UP))
                .iterator();
        return scene -> does.next();
    }

    private static Leader careful() {
        Iterator<Leader.Action> does = List.<Leader.Action>of(
                        new Leader.Action.Says(BLAMES, Duration.ZERO),
                        new Leader.Action.Says(STANDS_BY, Duration.ZERO),
                        new Leader.Action.HangsUp(EndReason.HUNG_UP))
                .iterator();
        return scene -> does.next();
    }

    private static List<LoggedEvent> play(Leader leader, Actor actor) {
        ScenarioRoleplay ringing = ScenarioRoleplay.ringing(scenario, players.appraiser(), players.ear(), SEED);
        List<LoggedEvent> events = new ArrayList<>();
        new SwappedCall(
                        scenario,
                        leader,
                        PersonaAgents.understudy(PROMPTS, scenario, ENGINES.embeddings()),
                        person -> PersonaAgents.playedBy(person, PROMPTS, scenario, ENGINES.embeddings()))
                .play(
                        new SessionStarted(
                                "swapped",
                                new SessionStarted.Setting(
                                        scenario.id(), scenario.plot().framework(), scenario.sha256(), SEED),
                                SwappedCall.engines("built-in", "built-in"),
                                Instant.EPOCH,
                                ringing.state(),
                                null,
                                Circumstances.PLAIN.led(LED),
                                scenario.files().each()),
                        ringing,
                        actor,
                        events::add);
        return events;
    }

    private static <E extends SessionEvent> List<E> of(List<LoggedEvent> call, Class<E> kind) {
        return new PlayedCall(call).all(kind);
    }

    /** Event for event, whoever words the persona; only the first differs, which says by whom it is played. */
    private static List<LoggedEvent> course(List<LoggedEvent> call) {
        assertThat(call.getFirst().event()).isInstanceOf(SessionStarted.class);
        return call.stream()
                .skip(1)
                .map(logged -> logged.event() instanceof PersonaSpoke spoke
                        ? new LoggedEvent(logged.sequence(), logged.at(), byThePerson(spoke))
                        : logged)
                .toList();
    }

    private static PersonaSpoke byThePerson(PersonaSpoke spoke) {
        return new PersonaSpoke(
                spoke.turn(),
                spoke.text(),
                spoke.heard(),
                spoke.act(),
                spoke.delivery(),
                SwappedCall.PERSON,
                spoke.note(),
                spoke.latency(),
                spoke.tells());
    }
}
