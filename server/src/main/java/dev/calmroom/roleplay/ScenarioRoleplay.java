package dev.calmroom.roleplay;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.comprehension.Before;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.emotion.Feelings;
import dev.calmroom.emotion.Shift;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.NightStory;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.CallMemory;
import dev.calmroom.persona.Choice;
import dev.calmroom.persona.LeaderTurn;
import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.WorldRules;
import dev.calmroom.scenario.WorldRules.Happening;
import dev.calmroom.scenario.WorldRules.SilenceStep;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** As a scenario's files have it: appraise, feel, direct; the world and its clock; the ending and the night. */
public final class ScenarioRoleplay implements Roleplay {
    private final Parts parts;
    private final RoleplayState inner;

    private ScenarioRoleplay(Parts parts, RoleplayState inner) {
        this.parts = parts;
        this.inner = inner;
    }

    /** A call that has not been answered yet. */
    public static ScenarioRoleplay ringing(Scenario scenario, Appraiser appraiser, Ear ear, long seed) {
        Parts parts = Parts.of(scenario, appraiser, ear, seed);
        RoleplayState start = new RoleplayState(
                Feelings.start(scenario.feelings(), seed),
                CallMemory.EMPTY,
                World.of(scenario.plot(), seed),
                RoleplayState.Talk.NOTHING,
                0,
                Duration.ZERO,
                0,
                Duration.ZERO,
                false,
                false);
        return new ScenarioRoleplay(parts, start);
    }

    /** The same, whose events tell how turns were read: of a call that may have to go on elsewhere. */
    public ScenarioRoleplay keepingReadings() {
        return new ScenarioRoleplay(parts.with(parts.second().keeping()), inner);
    }

    /** The same, whose turns are read elsewhere as well. */
    ScenarioRoleplay readBy(TurnReader reader) {
        return new ScenarioRoleplay(parts.with(parts.second().by(reader)), inner);
    }

    /** How the persona feels now. */
    public EmotionalState state() {
        return inner.feelings().state();
    }

    /** Where the call stands when nothing has been said since. */
    public Situation situation() {
        return situation(inner, LeaderTurn.NOTHING);
    }

    @Override
    public List<Turn> conversation() {
        return inner.conversation();
    }

    @Override
    public Step open() {
        Direction.Opening opening = plot().opening();
        Choice choice = parts.director().play(opening.act(), opening.tells(), false, situation());
        return step(inner, List.of(), choice, LeaderTurn.NOTHING);
    }

    @Override
    public Understanding understand(Said said) {
        Appraisal appraisal = parts.appraiser().appraise(turn(said), inner.conversation());
        Reading heard = parts.hearing().addressed(parts.ear().read(said.text(), before()), appraisal);
        Reading reading = parts.hearing().answered(parts.hearing().asking(heard, appraisal), said.text());
        return understood(said, appraisal, reading);
    }

    @Override
    public CompletableFuture<Understanding> understanding(Said said, Executor threads) {
        List<Knowledge.Fact> known = known();
        CompletableFuture<TurnReader.Answer> asked =
                parts.second().reader().ask(new TurnReader.Question(said.text(), before(), known));
        return CompletableFuture.supplyAsync(() -> understand(said), threads)
                .thenCombine(asked, (heard, answer) -> parts.second().chosen(heard, answer, known));
    }

    /** What may be told whatever is said now. */
    private List<Knowledge.Fact> known() {
        Situation now = situation();
        return plot().facts().stream().filter(now::mayTell).toList();
    }

    private Understanding understood(Said said, Appraisal appraisal, Reading reading) {
        return new Understanding(
                said,
                appraisal,
                reading,
                parts.hearing().topics(said.text(), reading),
                parts.agreements().named(said.text()));
    }

    private Before before() {
        List<Turn> turns = inner.conversation();
        boolean answers = !turns.isEmpty() && !turns.getLast().isLeader();
        return new Before(answers ? turns.getLast().text() : "", inner.memory().subject());
    }

    private Turn turn(Said said) {
        return new Turn(inner.turns() + 1, Speaker.LEADER, said.text(), said.words());
    }

    @Override
    public Understanding recall(Said said, SessionEvent.TurnAppraised then) {
        Understanding heard = parts.second()
                .recall(then, said.text())
                .map(reading -> understood(said, new Appraisal(then.moves(), then.signs()), reading))
                .orElseGet(() -> understand(said));
        return parts.second().recalled(heard, then, known());
    }

    @Override
    public Step hear(Understanding heard, Duration at) {
        Said said = heard.said();
        Turn turn = turn(said);
        Weighed weighed = weighed(heard);
        RoleplayState next = weighed.next();
        Feelings.Felt felt = weighed.felt();
        Understanding understood = parts.second().answered(heard, weighed.heard(), it -> isSettled(next, it));
        LeaderTurn answered = SecondReading.turn(weighed.heard(), understood.chosen());
        Choice choice = parts.director().answer(situation(next, answered));
        List<SessionEvent> events = new ArrayList<>();
        events.add(new SessionEvent.LeaderSpoke(turn.number(), said.text(), said.words(), said.source()));
        events.add(new SessionEvent.TurnAppraised(
                turn.number(),
                understood.appraisal().moves(),
                understood.appraisal().signs(),
                parts.second().note(understood)));
        events.add(shifted(turn.number(), felt.shift()));
        Optional<String> broken = brokenRhythm(choice);
        if (broken.isPresent()) {
            Feelings.Felt more = next.feelings().undergo(broken.get());
            events.add(shifted(turn.number(), more.shift()));
            return step(next.feel(more.now()), events, choice, answered);
        }
        return step(next, events, choice, answered);
    }

    private boolean isSettled(RoleplayState next, LeaderTurn heard) {
        Choice choice = parts.director().answer(situation(next, heard));
        return choice.ends() || brokenRhythm(choice).isPresent();
    }

    @Override
    public Optional<Situation> weigh(Understanding understood) {
        Weighed weighed = weighed(understood);
        return Optional.of(situation(weighed.next(), weighed.heard()));
    }

    /** What words have done by the time that they are answered. */
    private record Weighed(RoleplayState next, LeaderTurn heard, Feelings.Felt felt) {}

    private Weighed weighed(Understanding understood) {
        Said said = understood.said();
        LeaderTurn heard = new LeaderTurn(
                said.text(),
                parts.hearing().heeded(understood, situation()),
                understood.topics(),
                understood.options(),
                understood.reading(),
                inner.cutsIn());
        RoleplayState next = inner.hear(turn(said)).remember(inner.memory().hear(heard));
        next = parts.notesTaken()
                .after(situation(), next, heard, sentences -> parts.ear().naming(sentences, before()));
        Feelings listening =
                next.feelings().at(next.talk().length()).heard(heard.hearing().question());
        Feelings.Felt felt = heard.offRole()
                ? listening.hear(List.of())
                : listening.hear(heard.appraisal().moves(), parts.hearing().besides(heard));
        return new Weighed(next.feel(felt.now()), heard, felt);
    }

    private Optional<String> brokenRhythm(Choice choice) {
        WorldRules.CallBack callBack = plot().callBack();
        return callBack != null && callBack.brokenRhythm().act().equals(choice.act())
                ? Optional.of(callBack.brokenRhythm().rule())
                : Optional.empty();
    }

    @Override
    public Optional<Roleplay> cutIn(Duration talked) {
        Situation situation = situation();
        return plot().cuttingIn().stream()
                        .anyMatch(cut -> talked.compareTo(cut.after()) >= 0 && situation.meets(cut.when()))
                ? Optional.of(new ScenarioRoleplay(parts, inner.cutIn()))
                : Optional.empty();
    }

    @Override
    public Step silent(Duration lasted, Duration at) {
        if (inner.away()) {
            return callBack();
        }
        List<SilenceStep> steps = plot().silence();
        Duration whole = inner.silenceBefore().plus(lasted);
        if (inner.silences() >= steps.size()
                || whole.compareTo(steps.get(inner.silences()).after()) < 0) {
            return Step.nothing(this);
        }
        SilenceStep silence = steps.get(inner.silences());
        Feelings.Felt felt = inner.feelings().undergo(silence.rule());
        RoleplayState next = inner.fillSilence(whole).feel(felt.now());
        Choice choice =
                parts.director().play(silence.act(), List.of(), silence.ends(), situation(next, LeaderTurn.NOTHING));
        return step(
                next,
                List.of(new SessionEvent.Silence(whole), shifted(inner.turns(), felt.shift())),
                choice,
                LeaderTurn.NOTHING);
    }

    @Override
    public Step clock(Duration at) {
        if (inner.turns() == 0 || inner.away() || inner.memory().calledBack()) {
            return Step.nothing(this);
        }
        World.Moment moment = inner.world().at(at, situation());
        RoleplayState next = inner.in(moment.next());
        if (moment.happened().isEmpty()) {
            return Step.nothing(new ScenarioRoleplay(parts, next));
        }
        Happening event = moment.happened().get();
        return happens(
                next, new SessionEvent.WorldEvent(event.id(), event.text()), event.id(), event.act(), event.rule());
    }

    private Step happens(RoleplayState before, SessionEvent event, String id, String act, String rule) {
        Feelings.Felt felt = before.feelings().undergo(rule);
        RoleplayState next = before.feel(felt.now())
                .remember(before.memory().in(before.memory().dialogue().happen(id)));
        Choice choice = parts.director().play(act, List.of(), false, situation(next, LeaderTurn.NOTHING));
        return step(next, List.of(event, shifted(inner.turns(), felt.shift())), choice, LeaderTurn.NOTHING);
    }

    /** The leader has been with somebody else and is back. */
    Step comeBack(SessionEvent.GuestLeft left, WorldRules.Back back, Duration at) {
        RoleplayState rested = inner.feel(inner.feelings().at(inner.talk().length()))
                .in(inner.world().quietFrom(at));
        return happens(rested, left, back.ending(), back.act(), back.rule());
    }

    /** The same where turns are counted on from those of another. */
    ScenarioRoleplay after(ScenarioRoleplay other) {
        return new ScenarioRoleplay(parts, inner.waited(other.inner.turns(), Duration.ZERO));
    }

    /** The same where the leader has meanwhile spoken with another, and here it was quiet. */
    ScenarioRoleplay waitedFor(ScenarioRoleplay other) {
        return new ScenarioRoleplay(
                parts, inner.waited(other.inner.turns(), other.inner.talk().length()));
    }

    /** How it would end now. */
    Plot.Ending ending() {
        Situation situation = situation();
        return plot().endings().stream()
                .filter(e -> situation.meets(e.when()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the last ending must hold always"));
    }

    /** They have hung up and the interval has passed: the persona rings with its one sentence. */
    private Step callBack() {
        WorldRules.CallBack callBack = Objects.requireNonNull(plot().callBack());
        RoleplayState next = inner.goAway(false).remember(inner.memory().callBack());
        String text =
                callBack.text().replace("{interval}", SpokenLength.capital(SpokenLength.length(inner.interval())));
        Choice choice = parts.director().play(callBack.act(), List.of(), false, situation(next, LeaderTurn.NOTHING));
        return step(next, List.of(new SessionEvent.WorldEvent(callBack.event(), text)), choice, LeaderTurn.NOTHING);
    }

    @Override
    public Roleplay spoken(int turn, String text, String heard, List<Tell> tells) {
        Knowledge.FalsePromise promise = plot().falsePromise();
        CallMemory memory = inner.memory().say(tells, promise == null ? List.of() : promise.acts());
        return new ScenarioRoleplay(parts, inner.say(turn, heard).remember(memory));
    }

    @Override
    public Step end(EndReason reason, Duration at) {
        Plot.Ending ending = ending();
        List<SessionEvent> events = new ArrayList<>();
        if (plot().night() != null) {
            NightStory night =
                    new NightSimulation(plot(), situation(), ending.id(), inner.interval(), parts.seed()).tell(at);
            events.add(new SessionEvent.NightTold(night));
        }
        events.add(new SessionEvent.SessionEnded(reason, ending.id(), ending.text()));
        return new Step(this, events, null);
    }

    /** The persona speaks: the choice becomes a brief, and what will have been done and told is remembered. */
    private Step step(RoleplayState before, List<SessionEvent> events, Choice choice, LeaderTurn heard) {
        RoleplayState next = before.remember(before.memory().play(choice));
        EmotionalState state = next.feelings().state();
        boolean callsBack = choice.ends()
                && plot().callBack() != null
                && !next.memory().calledBack()
                && situation(next, LeaderTurn.NOTHING).meets(plot().callBack().when());
        next = (callsBack ? next.goAway(true) : next).note(parts.notes().past(before, events, choice, heard));
        EmotionRules.Mood mood = parts.voicing().mood(state);
        Brief brief = new Brief(
                next.turns() + 1,
                new Brief.Task(
                        choice.act(),
                        choice.also(),
                        choice.facts(),
                        parts.voicing().length(choice, state),
                        choice.ends() && !callsBack),
                new Brief.Feeling(mood.id(), state),
                new Brief.Leader(
                        heard.text(),
                        heard.appraisal().moves(),
                        heard.unanswered(),
                        heard.leftOut(choice.facts(), situation(next, heard)::mayTell)),
                new Brief.Sound(parts.voicing().delivery(state), mood.murmur(next.turns() + 1)),
                parts.notes().scene(next, situation(next, heard), events),
                parts.seed());
        return new Step(new ScenarioRoleplay(parts, next), events, brief);
    }

    private Situation situation(RoleplayState at, LeaderTurn heard) {
        return new Situation(plot(), at.feelings().state(), heard, at.memory());
    }

    private static SessionEvent shifted(int turn, Shift shift) {
        return new SessionEvent.EmotionShifted(turn, shift.before(), shift.after(), shift.causes());
    }

    private Plot plot() {
        return parts.scenario().plot();
    }
}
