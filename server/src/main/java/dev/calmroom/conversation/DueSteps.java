package dev.calmroom.conversation;

import dev.calmroom.conversation.CallState.Phase;
import dev.calmroom.conversation.LeaderSide.Awaited;
import dev.calmroom.conversation.PersonaSide.Floor;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.roleplay.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What follows from time alone: the timers of a call. When something is due stands here once; what is due is done after
 * every input, in this order, and the call is woken at the first moment at which something will be.
 */
final class DueSteps {
    private static final Duration AT_ONCE = Duration.ZERO;
    /** Whoever is busy is known to be so once a second. */
    private static final Duration STILL_BUSY = Duration.ofSeconds(1);

    private final CallDraft draft;
    private final LeaderTurns leader;
    private final PersonaTurns persona;
    private final List<Timer> timers;

    /**
     * @param due when it is due as things stand; what has to come about first makes it not due at all
     * @param fires what is done then; afterwards it is not due any more, or later
     */
    private record Timer(String name, Supplier<Optional<Duration>> due, Runnable fires) {}

    DueSteps(CallDraft draft, LeaderTurns leader, PersonaTurns persona) {
        this.draft = draft;
        this.leader = leader;
        this.persona = persona;
        timers = List.of(
                inCall("ask for words", this::wordsDue, leader::askForWords),
                inCall("tell", this::tellDue, persona::tell),
                inCall("reply over", this::replyOverDue, this::concludeReply),
                inCall("hold", this::holdDue, this::hold),
                inCall("give way", this::givingWayDue, this::giveWay),
                inCall("appraise", this::appraisalDue, this::appraise),
                inCall("prepare", this::preparationDue, this::prepare),
                inCall("turn over", this::turnOverDue, this::turnIsOver),
                inCall("play", this::playDue, this::play),
                inCall("clock", () -> Optional.of(Duration.ofSeconds(draft.clock + 1)), this::clock),
                new Timer("give up", this::givingUpDue, () -> persona.end(EndReason.LOST)));
    }

    private Timer inCall(String name, Supplier<Optional<Duration>> due, Runnable fires) {
        return new Timer(name, () -> isGoingOn() ? due.get() : Optional.empty(), fires);
    }

    /** What has come meanwhile waits until the call is off hold. */
    private boolean isGoingOn() {
        return draft.phase == Phase.OPEN && draft.heldAt == null;
    }

    /** Does what is due by now. */
    void settle() {
        for (Timer timer : timers) {
            if (timer.due().get().filter(at -> at.compareTo(draft.now) <= 0).isPresent()) {
                timer.fires().run();
            }
        }
    }

    /** What will be due when, if nothing happens before. */
    Map<String, Duration> due() {
        Map<String, Duration> due = new LinkedHashMap<>();
        timers.forEach(timer -> timer.due().get().ifPresent(at -> due.put(timer.name(), at)));
        return due;
    }

    // ---- the leader's silence

    private Optional<Duration> wordsDue() {
        return draft.leader instanceof LeaderSide.Pausing pausing && pausing.awaited() instanceof Awaited.Silence
                ? Optional.of(draft.silent(
                        pausing,
                        pausing.voiceEnded().plus(draft.rules.listening().segmentAfter())))
                : Optional.empty();
    }

    private Optional<Duration> overDue() {
        return draft.leader instanceof LeaderSide.Pausing pausing
                        && pausing.awaited() instanceof Awaited.Deadline deadline
                ? Optional.of(draft.silent(pausing, deadline.at()))
                : Optional.empty();
    }

    // ---- a voice over the persona's

    /** By then the leader's voice would be known if it had gone on before the persona was heard. */
    private Optional<Duration> tellDue() {
        return draft.persona instanceof PersonaSide.Speaking speaking
                ? speaking.tells(draft.rules, draft.unitsPerSecond)
                : Optional.empty();
    }

    /** After a moment the persona stops, whatever it is that is heard over its voice. */
    private Optional<Duration> holdDue() {
        return draft.persona instanceof PersonaSide.Speaking speaking
                        && speaking.floor() == Floor.DUCKED
                        && !(draft.leader instanceof LeaderSide.Pausing)
                ? Optional.of(speaking.floorSince()
                        .plus(draft.rules.bargeIn().holdAfter())
                        .plus(finishingWord(speaking)))
                : Optional.empty();
    }

    /** An intimidated persona still finishes the word it is saying, where little of the clause is left. */
    private Duration finishingWord(PersonaSide.Speaking speaking) {
        Duration left =
                Duration.ofMillis(speaking.reply().leftOfClause(speaking.played()) * 1000 / draft.unitsPerSecond);
        Duration spare = speaking.reply().brief().sound().delivery().lastWord().minus(left);
        return left.isZero() || spare.isNegative() ? Duration.ZERO : spare.plusNanos(1);
    }

    private void hold() {
        if (draft.persona instanceof PersonaSide.Speaking speaking) {
            draft.persona = speaking.on(Floor.PAUSED, speaking.floorSince());
            draft.effect(new CallEffect.Hold(speaking.reply().id()));
        }
    }

    /** A long voice gives the leader the floor, and one that has words gives it sooner. */
    private Optional<Duration> givingWayDue() {
        if (draft.persona instanceof PersonaSide.Speaking speaking
                && speaking.floor() == Floor.PAUSED
                && draft.leader instanceof LeaderSide.Talking talking) {
            return Optional.of(speaking.floorSince().plus(patienceWith(talking, speaking)));
        }
        return Optional.empty();
    }

    private Duration patienceWith(LeaderSide.Talking talking, PersonaSide.Speaking speaking) {
        CallRules.BargeIn rules = draft.rules.bargeIn();
        if (talking.partial().isBlank()) {
            return rules.yieldAfter();
        }
        return leader.takesFloor(talking.partial(), speaking, false) ? rules.wordsAfter() : rules.listenersAfter();
    }

    private void giveWay() {
        if (draft.persona instanceof PersonaSide.Speaking speaking
                && draft.leader instanceof LeaderSide.Talking talking) {
            leader.takeFloor(talking, speaking);
        }
    }

    // ---- the end of a reply

    /** A client that does not say that it has played all of it is not waited for for ever. */
    private Optional<Duration> replyOverDue() {
        return switch (draft.persona) {
            case PersonaSide.Speaking speaking
            when speaking.reply().complete() && draft.detachedAt == null -> {
                if (speaking.isOver()) {
                    yield Optional.of(AT_ONCE);
                }
                yield speaking.floor() == Floor.PERSONA
                        ? Optional.of(speaking.due().plusNanos(1))
                        : Optional.empty();
            }
            case PersonaSide.Yielding yielding ->
                Optional.of(yielding.since().plus(draft.rules.bargeIn().acknowledgeWithin()));
            case PersonaSide _ -> Optional.empty();
        };
    }

    private void concludeReply() {
        switch (draft.persona) {
            case PersonaSide.Speaking speaking -> persona.finished(speaking);
            case PersonaSide.Yielding yielding -> persona.interrupted(yielding);
            case PersonaSide _ -> {}
        }
    }

    // ---- the answer: appraised and prepared unheard, played once the leader has finished

    private Optional<Duration> appraisalDue() {
        return draft.persona instanceof PersonaSide.Idle
                        && draft.leader instanceof LeaderSide.Pausing pausing
                        && pausing.hasWords()
                        && !draft.heard.isNothing()
                ? Optional.of(AT_ONCE)
                : Optional.empty();
    }

    private void appraise() {
        if (draft.leader instanceof LeaderSide.Pausing pausing) {
            persona.appraise(pausing);
        }
    }

    /** As soon as it is known what the words do and how long the leader is waited for. */
    private Optional<Duration> preparationDue() {
        return draft.persona instanceof PersonaSide.Appraising appraising
                        && appraising.step() != null
                        && appraising.step().brief().isPresent()
                        && draft.leader instanceof LeaderSide.Pausing pausing
                        && pausing.awaited() instanceof Awaited.Deadline
                ? Optional.of(AT_ONCE)
                : Optional.empty();
    }

    private void prepare() {
        if (draft.persona instanceof PersonaSide.Appraising appraising
                && appraising.step() != null
                && draft.leader instanceof LeaderSide.Pausing pausing) {
            Step step = appraising.step();
            boolean silent = step.brief().orElseThrow().sound().murmur().isEmpty();
            LeaderSide.Pausing waiting = silent ? pausing.inSilence() : pausing;
            draft.leader = waiting;
            if (waiting.awaited() instanceof Awaited.Deadline deadline) {
                persona.prepare(
                        step, pausing.voiceEnded(), false, appraising.latency(), deadline.lead(), deadline.at());
            }
        }
    }

    private Optional<Duration> turnOverDue() {
        return switch (draft.persona) {
            case PersonaSide.Preparing preparing when !preparing.certain() -> overDue();
            case PersonaSide.Appraising appraising when appraising.step() != null -> overDue();
            case PersonaSide _ -> Optional.empty();
        };
    }

    private void turnIsOver() {
        draft.leader = new LeaderSide.Quiet();
        leader.show("", true);
        switch (draft.persona) {
            case PersonaSide.Preparing preparing ->
                draft.persona = new PersonaSide.Preparing(
                        finished(preparing.reply()), preparing.step(), true, preparing.notBefore());
            case PersonaSide.Appraising appraising when appraising.step() != null -> unanswered(appraising.step());
            case PersonaSide _ -> {}
        }
    }

    private Reply finished(Reply reply) {
        return reply.measured(reply.latency().endOfTurn(draft.now.minus(reply.asked())));
    }

    private void unanswered(Step step) {
        List<SessionEvent> turnTaken = draft.heard.turnTaken(step.events());
        draft.heard = HeardSoFar.NOTHING;
        draft.utterance++;
        draft.persona = new PersonaSide.Idle();
        draft.quiet();
        persona.takeUp(step);
        draft.record(turnTaken);
    }

    /** After the persona's own pause, and not at the moment at which the leader seems to be going on. */
    private Optional<Duration> playDue() {
        if (!(draft.persona instanceof PersonaSide.Preparing preparing)
                || !preparing.certain()
                || !preparing.reply().canBegin()
                || draft.detachedAt != null) {
            return Optional.empty();
        }
        Duration beginning = draft.sign == null
                ? AT_ONCE
                : draft.sign.plus(draft.rules.answering().signLasts());
        return Optional.of(beginning.compareTo(preparing.notBefore()) > 0 ? beginning : preparing.notBefore());
    }

    private void play() {
        if (draft.persona instanceof PersonaSide.Preparing preparing) {
            persona.play(preparing);
        }
    }

    // ---- the clock

    /** Once a second: the clock, the warning, the end; and, while the line is quiet, what silence and world do. */
    private void clock() {
        draft.clock = draft.now.toSeconds();
        Duration remaining = draft.rules.line().length().minus(draft.now);
        if (remaining.isNegative() || remaining.isZero()) {
            persona.end(EndReason.TIME_UP);
            return;
        }
        draft.effect(new CallEffect.ShowClock(draft.now, remaining));
        if (!draft.warned && remaining.compareTo(draft.rules.line().warnBefore()) <= 0) {
            draft.warned = true;
            draft.effect(new CallEffect.ShowWarning(remaining));
        }
        worldActs();
        cutIn();
        long silent = draft.now.minus(draft.quietSince).toSeconds();
        if (idle() && silent > draft.seconds) {
            draft.seconds = silent;
            persona.takeUp(draft.roleplay.silent(Duration.ofSeconds(silent), draft.now));
        }
    }

    /** What the roleplay does of its own accord, where nobody's turn is pending. */
    void worldActs() {
        if (isGoingOn() && idle() && !isOccupied()) {
            persona.takeUp(draft.roleplay.clock(draft.now));
        }
    }

    /** The leader goes on and on: the persona may have to break in. */
    private void cutIn() {
        if (draft.leader instanceof LeaderSide.Talking talking
                && draft.persona instanceof PersonaSide.Idle
                && draft.detachedAt == null) {
            draft.roleplay
                    .cutIn(draft.now.minus(leader.talkingSince(talking)))
                    .ifPresent(minded -> leader.cutShort(talking, minded));
        }
    }

    private boolean isOccupied() {
        return draft.occupiedAt != null && draft.now.minus(draft.occupiedAt).compareTo(STILL_BUSY) <= 0;
    }

    private boolean idle() {
        return draft.phase == Phase.OPEN
                && draft.detachedAt == null
                && draft.heard.isNothing()
                && draft.leader instanceof LeaderSide.Quiet
                && draft.persona instanceof PersonaSide.Idle;
    }

    private Optional<Duration> givingUpDue() {
        return draft.detachedAt != null && (draft.phase == Phase.OPEN || draft.phase == Phase.RINGING)
                ? Optional.of(draft.detachedAt.plus(draft.rules.line().resumeWithin()))
                : Optional.empty();
    }
}
