package dev.calmroom.conversation;

import dev.calmroom.log.SessionEvent;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndOfTurnStrategy;
import dev.calmroom.turntaking.Opinion;
import dev.calmroom.turntaking.TurnSoFar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call on a virtual clock: what happens is said with its millisecond, time passes by itself in between, and the core
 * is woken exactly when it asks to be. The engines are played by the script: recognition takes 30 ms, models answer
 * at once unless they are told otherwise, a clause is ready
 * 40 ms after it was ordered and lies behind its murmur, a sample rate of 1,000 makes a sample a millisecond. The
 * leader's microphone is heard at once, or so late as the script says; silence is told every 32 ms, as voice activity
 * does.
 */
final class ScriptedCall {
    /** Voice activity looks at so much at a time. */
    private static final Duration WINDOW = Duration.ofMillis(32);

    private static final Set<String> BACKCHANNELS = Set.of("mm-hm", "yeah", "right");

    private final CallCore core;
    private final EndOfTurnDetector endOfTurn;
    private final CallFrames frames = CallFrames.begin();
    private CallState state;
    private Duration now = Duration.ZERO;
    final List<Stamped> effects = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private String speech = "";
    private String more = "";
    private List<Tell> tells = List.of();
    private String answer = "Ninety minutes for the fix.";
    private Duration soundIsLate = Duration.ZERO;
    private Duration appraisalTakes = Duration.ZERO;
    private Duration decisionTakes = Duration.ZERO;
    private Duration clauseTakes = Duration.ofMillis(40);
    private boolean murmurIsTold;
    private @Nullable String modelsFail;
    private Function<SessionEvent, Optional<CallInput>> keeper = _ -> Optional.empty();

    record Stamped(long at, CallEffect effect) {}

    private record Pending(Duration at, CallInput input) {}

    ScriptedCall(Roleplay roleplay) {
        this(roleplay, CallRules.STANDARD);
    }

    ScriptedCall(Roleplay roleplay, CallRules rules) {
        EndOfTurnStrategy odds = hearing -> Optional.of(
                goesOn(hearing)
                        ? new Opinion.Evidence("trailing-word", "ends in 'and'", -5)
                        : new Opinion.Evidence("complete", "a whole", mayBeWhole(hearing) ? 0 : 5));
        EndOfTurnStrategy least = hearing -> Optional.of(
                new Opinion.AtLeast("script", "as tests count on", Duration.ofMillis(goesOn(hearing) ? 1_500 : 300)));
        endOfTurn = new EndOfTurnDetector(List.of(odds, least));
        core = new CallCore(
                rules, (words, saying, _) -> !BACKCHANNELS.contains(words) && !saying.endsWith(words), 1_000);
        state = core.ring(roleplay);
    }

    private static boolean goesOn(TurnSoFar hearing) {
        return hearing.text().endsWith(" and");
    }

    private static boolean mayBeWhole(TurnSoFar hearing) {
        return hearing.text().endsWith(" maybe");
    }

    ScriptedCall answering(String text) {
        answer = text;
        return this;
    }

    /** From now on an answer has this clause; what comes behind it is worded, and not yet made. */
    ScriptedCall stillMaking(String clause, String more, List<Tell> tells) {
        this.more = more;
        this.tells = tells;
        return answering(clause);
    }

    /** From now on no answer can be worded. */
    ScriptedCall havingNoWords() {
        return answering("");
    }

    /** What the leader's microphone hears comes so much later than the line's best. */
    ScriptedCall hearingLateBy(long millis) {
        soundIsLate = Duration.ofMillis(millis);
        return this;
    }

    /** A heavy voice: a clause is made in this time, a murmur, which it has made before, in 10 ms. */
    ScriptedCall makingClausesIn(long millis) {
        clauseTakes = Duration.ofMillis(millis);
        murmurIsTold = true;
        return this;
    }

    /** What the leader's words do is known so much later; until now it was known at once. */
    ScriptedCall appraisingIn(long millis) {
        appraisalTakes = Duration.ofMillis(millis);
        return this;
    }

    /** How long the leader is waited for is known so much later; until now it was known at once. */
    ScriptedCall decidingIn(long millis) {
        decisionTakes = Duration.ofMillis(millis);
        return this;
    }

    /** What is to be kept is given to somebody, of whom something may come. */
    ScriptedCall keptBy(Function<SessionEvent, Optional<CallInput>> keeper) {
        this.keeper = keeper;
        return this;
    }

    /** From now on no model answers, for this reason. */
    ScriptedCall modelsFailing(String reason) {
        modelsFail = reason;
        return this;
    }

    /** The recogniser will make this of the segment that ends next. */
    ScriptedCall saying(String text) {
        speech = text;
        return this;
    }

    ScriptedCall at(long millis, CallInput input) {
        passUntil(Duration.ofMillis(millis));
        handle(input);
        return this;
    }

    ScriptedCall until(long millis) {
        passUntil(Duration.ofMillis(millis));
        return this;
    }

    private void passUntil(Duration moment) {
        while (now.compareTo(moment) < 0) {
            Duration wake = min(core.wake(state, now), now.plus(WINDOW));
            Duration due =
                    pending.stream().map(Pending::at).min(Duration::compareTo).orElse(moment);
            Duration next = min(moment, min(wake, due));
            now = next.compareTo(now) > 0 ? next : now.plusMillis(1);
            List<Pending> ready =
                    pending.stream().filter(it -> it.at().compareTo(now) <= 0).toList();
            pending.removeAll(ready);
            ready.forEach(it -> handle(it.input()));
            if (state.leader() instanceof LeaderSide.Pausing) {
                handle(new CallInput.SilenceHeard(now.minus(soundIsLate)));
            } else if (ready.isEmpty()) {
                handle(new CallInput.Tick());
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void handle(CallInput input) {
        CallCore.Transition transition = core.on(state, input, now);
        state = transition.state();
        frames.add(now, input, transition.effects());
        for (CallEffect effect : transition.effects()) {
            effects.add(new Stamped(now.toMillis(), effect));
            play(effect);
        }
    }

    private void play(CallEffect effect) {
        switch (effect) {
            case CallEffect.Keep it ->
                keeper.apply(it.event()).ifPresent(input -> pending.add(new Pending(now.plusMillis(1), input)));
            case CallEffect.FinishSegment it -> {
                pending.add(new Pending(now.plusMillis(30), new CallInput.Recognised(it.segment(), speech, words())));
                speech = "";
            }
            case CallEffect.Decide it ->
                answer(decisionTakes, it.id(), () -> new CallInput.Decided(it.id(), endOfTurn.decide(it.turn())));
            case CallEffect.Appraise it ->
                answer(
                        appraisalTakes,
                        it.id(),
                        () -> new CallInput.Appraised(it.id(), it.roleplay().understand(it.said())));
            case CallEffect.Prepare it
            when answer.isEmpty() ->
                pending.add(new Pending(now.plusMillis(40), new CallInput.Unprepared(it.reply(), "no words")));
            case CallEffect.Prepare it -> {
                long start = it.lead().toMillis();
                long length = start + answer.length() * 50L;
                if (start > 0 && murmurIsTold) {
                    pending.add(new Pending(now.plusMillis(10), new CallInput.MurmurReady(it.reply())));
                }
                if (!more.isEmpty()) {
                    pending.add(new Pending(now.plusMillis(39), new CallInput.Told(it.reply(), answer + more, tells)));
                    pending.add(new Pending(
                            now.plusMillis(40), new CallInput.ClauseReady(it.reply(), answer, start, length)));
                    return;
                }
                pending.add(new Pending(
                        now.plus(clauseTakes), new CallInput.ClauseReady(it.reply(), answer, start, length)));
                pending.add(new Pending(
                        now.plus(clauseTakes).plusMillis(1),
                        new CallInput.ReplyComplete(it.reply(), "fake", "", length, List.of())));
            }
            default -> {}
        }
    }

    private void answer(Duration takes, int id, Supplier<CallInput> answer) {
        CallInput input = modelsFail == null ? answer.get() : new CallInput.Failed(id, modelsFail);
        if (takes.isZero()) {
            handle(input);
        } else {
            pending.add(new Pending(now.plus(takes), input));
        }
    }

    private List<Word> words() {
        return speech.isBlank()
                ? List.of()
                : Arrays.stream(speech.split(" "))
                        .map(text -> new Word(text, now, now, 1))
                        .toList();
    }

    CallState state() {
        return state;
    }

    <T extends CallEffect> List<T> all(Class<T> type) {
        return effects.stream()
                .map(Stamped::effect)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T extends CallEffect> List<Long> times(Class<T> type) {
        return effects.stream()
                .filter(it -> type.isInstance(it.effect()))
                .map(Stamped::at)
                .toList();
    }

    List<SessionEvent> events() {
        return all(CallEffect.Keep.class).stream().map(CallEffect.Keep::event).toList();
    }

    <T extends SessionEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> leaderLines() {
        return events(SessionEvent.LeaderSpoke.class).stream()
                .map(SessionEvent.LeaderSpoke::text)
                .toList();
    }
}
