package dev.calmroom.roleplay;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.WorldRules.Happening;
import dev.calmroom.scenario.WorldRules.Visit;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A roleplay in which somebody else can come on the line for a while: as long as the guest is there, the leader's words
 * are heard, felt and answered by the guest, by rules of its own, and the persona hears nothing of it and waits. Turns are
 * counted through, so that the call is one.
 */
public final class WithGuests implements Roleplay {
    private final Company company;
    private final ScenarioRoleplay persona;
    private final Line line;

    private WithGuests(Company company, ScenarioRoleplay persona, Line line) {
        this.company = company;
        this.persona = persona;
        this.line = line;
    }

    /**
     * What stays the same for the whole call.
     *
     * @param ringing brings a guest to life once it is needed: that may take models
     */
    private record Company(Scenario scenario, Function<Scenario, ScenarioRoleplay> ringing) {
        /**
         * Several may be put through by the same act: then whoever has rung last.
         *
         * @param happened the events so far, the last one last
         */
        Optional<Happening> broughtBy(Brief turn, List<String> happened) {
            return scenario.plot().events().stream()
                    .filter(event -> event.guest() != null
                            && event.guest().act().equals(turn.task().act()))
                    .max(Comparator.comparingInt(event -> happened.lastIndexOf(event.id())));
        }

        /** Whether the last of these events brings somebody. */
        boolean isOffered(List<String> happened) {
            return !happened.isEmpty()
                    && scenario.plot().events().stream()
                            .anyMatch(
                                    event -> event.guest() != null && event.id().equals(happened.getLast()));
        }
    }

    /** Whom the leader speaks to. */
    private sealed interface Line {

        /** The persona, and nobody else is about to come. */
        record Persona() implements Line {}

        /** The persona still, who is putting a guest through. */
        record PutThrough(Happening event, Visit visit) implements Line {}

        /**
         * @param since session time at which the guest came
         * @param leaving why the guest is gone once the last words are said; null while it stays
         */
        record Guest(
                Visit visit,
                ScenarioRoleplay guest,
                Duration since,
                @Nullable EndReason leaving) implements Line {
            Guest now(ScenarioRoleplay next, @Nullable EndReason reason) {
                return new Guest(visit, next, since, reason);
            }
        }
    }

    /**
     * A call that has not been answered yet.
     *
     * @param ears who listens for a scenario, or for a guest of it
     */
    public static WithGuests ringing(Scenario scenario, Appraiser appraiser, Function<Scenario, Ear> ears, long seed) {
        Function<Scenario, ScenarioRoleplay> casting =
                played -> ScenarioRoleplay.ringing(played, appraiser, ears.apply(played), seed);
        return new WithGuests(new Company(scenario, casting), casting.apply(scenario), new Line.Persona());
    }

    /** The same, whose events tell how turns were read: of a call that may have to go on elsewhere. */
    public WithGuests keepingReadings() {
        Company keeping = new Company(company.scenario(), company.ringing().andThen(ScenarioRoleplay::keepingReadings));
        return new WithGuests(keeping, persona.keepingReadings(), line);
    }

    /** The same, whose turns are read elsewhere as well. */
    public WithGuests readBy(Function<Scenario, TurnReader> readers) {
        Company read = new Company(
                company.scenario(), played -> company.ringing().apply(played).readBy(readers.apply(played)));
        return new WithGuests(read, persona.readBy(readers.apply(company.scenario())), line);
    }

    /** How the persona feels now. */
    public EmotionalState state() {
        return persona.state();
    }

    @Override
    public List<Turn> conversation() {
        return speaking().conversation();
    }

    @Override
    public int turns() {
        return Math.max(persona.turns(), speaking().turns());
    }

    private ScenarioRoleplay speaking() {
        return line instanceof Line.Guest there ? there.guest() : persona;
    }

    @Override
    public Step open() {
        return ofPersona(persona.open());
    }

    @Override
    public Understanding understand(Said said) {
        return speaking().understand(said);
    }

    @Override
    public CompletableFuture<Understanding> understanding(Said said, Executor threads) {
        return speaking().understanding(said, threads);
    }

    @Override
    public Understanding recall(Said said, TurnAppraised then) {
        return speaking().recall(said, then);
    }

    @Override
    public Optional<Situation> weigh(Understanding heard) {
        return speaking().weigh(heard);
    }

    @Override
    public Step hear(Understanding heard, Duration at) {
        return step(speaking -> speaking.hear(heard, at));
    }

    @Override
    public Optional<Roleplay> cutIn(Duration talked) {
        return speaking().cutIn(talked).map(next -> now((ScenarioRoleplay) next));
    }

    @Override
    public Step silent(Duration lasted, Duration at) {
        return step(speaking -> speaking.silent(lasted, at));
    }

    @Override
    public Step clock(Duration at) {
        return switch (line) {
            case Line.Persona _ -> ofPersona(persona.clock(at));
            case Line.PutThrough coming -> comes(coming, at);
            case Line.Guest there when there.leaving() != null -> back(there, there.leaving(), at);
            case Line.Guest there -> ofGuest(there, there.guest().clock(at.minus(there.since())));
        };
    }

    @Override
    public Optional<Step> putDown(Duration at) {
        return line instanceof Line.Guest there ? Optional.of(back(there, EndReason.HUNG_UP, at)) : Optional.empty();
    }

    @Override
    public Roleplay spoken(int turn, String text, String heard, List<Tell> tells) {
        return now((ScenarioRoleplay) speaking().spoken(turn, text, heard, tells));
    }

    /** However far the leader is with a guest: what becomes of the call is the persona's. */
    @Override
    public Step end(EndReason reason, Duration at) {
        return persona.after(speaking()).end(reason, at);
    }

    private Step comes(Line.PutThrough coming, Duration at) {
        Scenario sheet = company.scenario().guests().get(coming.event().id());
        if (sheet == null) {
            throw new IllegalStateException(
                    "nobody comes with " + coming.event().id());
        }
        ScenarioRoleplay guest = company.ringing().apply(sheet).after(persona);
        Plot.Profile who = sheet.plot().persona();
        Line.Guest there = new Line.Guest(coming.visit(), guest, at, null);
        Step opened = ofGuest(there, guest.open());
        return new Step(
                opened.next(),
                List.of(new SessionEvent.GuestCame(coming.visit().id(), who.name(), who.role(), guest.state())),
                opened.turn());
    }

    private Step back(Line.Guest there, EndReason reason, Duration at) {
        Plot.Ending ending = there.guest().ending();
        SessionEvent.GuestLeft left =
                new SessionEvent.GuestLeft(there.visit().id(), ending.id(), ending.text(), reason);
        Step back =
                persona.waitedFor(there.guest()).comeBack(left, there.visit().after(ending.id()), at);
        return new Step(
                new WithGuests(company, (ScenarioRoleplay) back.next(), new Line.Persona()),
                back.events(),
                back.turn());
    }

    private Step step(Function<ScenarioRoleplay, Step> does) {
        return line instanceof Line.Guest there
                ? ofGuest(there, does.apply(there.guest()))
                : ofPersona(does.apply(persona));
    }

    private Step ofPersona(Step step) {
        ScenarioRoleplay then = (ScenarioRoleplay) step.next();
        Line next = step.brief()
                .flatMap(turn -> company.broughtBy(turn, happened(then)))
                .<Line>flatMap(event -> Optional.ofNullable(event.guest()).map(it -> new Line.PutThrough(event, it)))
                .orElse(line);
        return new Step(new WithGuests(company, then, next), step.events(), step.turn());
    }

    private static List<String> happened(ScenarioRoleplay persona) {
        return persona.situation().memory().dialogue().happened();
    }

    @Override
    public boolean expectsAnother() {
        return !(line instanceof Line.Guest) && company.isOffered(happened(persona));
    }

    private Step ofGuest(Line.Guest there, Step step) {
        String id = there.visit().id();
        Brief turn = step.turn();
        EndReason leaving = turn != null && endsWith(turn, there.guest()) ? EndReason.PERSONA_HUNG_UP : there.leaving();
        return new Step(
                new WithGuests(company, persona, there.now((ScenarioRoleplay) step.next(), leaving)),
                step.events().stream().map(of(id)).toList(),
                turn == null ? null : turn.of(id));
    }

    /** Whoever says goodbye, be it because something has happened, goes. */
    private static boolean endsWith(Brief turn, ScenarioRoleplay guest) {
        return turn.task().last()
                || guest.situation().plot().replies().stream()
                        .filter(Direction.Reply::ends)
                        .anyMatch(reply -> reply.act().equals(turn.task().act()));
    }

    private static UnaryOperator<SessionEvent> of(String guest) {
        return event -> switch (event) {
            case LeaderSpoke it -> new LeaderSpoke(it.turn(), it.text(), it.words(), it.source(), guest);
            case EmotionShifted it -> new EmotionShifted(it.turn(), it.before(), it.after(), it.causes(), guest);
            default -> event;
        };
    }

    private WithGuests now(ScenarioRoleplay next) {
        return line instanceof Line.Guest there
                ? new WithGuests(company, persona, there.now(next, there.leaving()))
                : new WithGuests(company, next, line);
    }
}
