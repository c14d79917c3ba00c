package dev.calmroom.call;

import dev.calmroom.conversation.CallRules;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.turntaking.Opinion;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Connects callers: opens lines up to a number, and finds a call again by its resume token. */
public final class Switchboard {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Whoever acts from cue cards reads between two sentences, and sees for so long what was understood. */
    private static final Opinion.AtLeast UNHURRIED =
            new Opinion.AtLeast("cue-cards", "somebody acts, and reads on", Duration.ofMillis(1_500));

    /** Longer than anybody sits in a call that waits for no more than minutes. */
    private static final Duration SITTING = Duration.ofDays(1);

    private final CallEngines engines;
    private final EventLog log;
    private final int capacity;
    private final AfterCall afterCall;
    private final CallLeases leases;
    private final Answers answers;
    private final Map<String, LiveCall> byToken = new ConcurrentHashMap<>();
    /** The token that a call goes by, told or not. */
    private final Map<LiveCall, String> newest = new ConcurrentHashMap<>();

    private final AtomicInteger lines = new AtomicInteger();
    private volatile boolean closing;
    private volatile boolean left;

    private final Unconcluded unconcluded = new Unconcluded();

    /** What follows a call, for instance its grading; runs on the call's thread, and whoever is still there sees what came of it. */
    @FunctionalInterface
    public interface AfterCall {
        Optional<LoggedEvent> conclude(String session);
    }

    /** Told how long each answer took, on the call's thread, as soon as it is heard. */
    @FunctionalInterface
    public interface Answers {
        void heard(String session, int turn, TurnLatency latency);
    }

    /** This server is about to stop: whoever comes again comes to another one, or to this one when it is back. */
    public static final class LeavingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeavingException() {
            super("This server is about to stop. The call goes on at another one, or here when it is back.");
        }
    }

    /** All lines are taken. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BusyException(String why) {
            super(why);
        }
    }

    /**
     * What a new call needs.
     *
     * @param started is recorded first, at session time 0
     */
    public record Opening(
            SessionEvent.SessionStarted started,
            Roleplay roleplay,
            Vocabulary vocabulary,
            PersonaAgent agent,
            CallRules rules) {
        /** The same with another roleplay. */
        public Opening with(Roleplay other) {
            return new Opening(started, other, vocabulary, agent, rules);
        }

        /**
         * The same call from its other end, whose line holds as long as somebody is there.
         *
         * @param seat what whoever sits there makes of the call
         * @param leader says the leader's lines
         */
        public Opening turned(Roleplay seat, PersonaAgent leader) {
            return new Opening(
                    started, seat, vocabulary, leader, rules.withoutTakingBack().withLength(SITTING, SITTING));
        }
    }

    public record Connection(LiveCall call, String token) {}

    public Switchboard(
            CallEngines engines, EventLog log, int capacity, AfterCall afterCall, CallLeases leases, Answers answers) {
        this.engines = engines;
        this.log = log;
        this.capacity = capacity;
        this.afterCall = afterCall;
        this.leases = leases;
        this.answers = answers;
    }

    /**
     * @param begun run as soon as the session is there, before anything else happens in it
     * @throws BusyException when no line is free
     * @throws LeavingException when the server is about to stop
     */
    public Connection open(Opening opening, VoiceHost voiceHost, Runnable begun) {
        try (Line line = line()) {
            // Counted already: whoever closes and then waits for the last sees this call, or this call sees it closed.
            if (closing) {
                throw new LeavingException();
            }
            log.append(opening.started().session(), 0, opening.started());
            begun.run();
            return line.goOn(opening, voiceHost, Duration.ZERO, token());
        }
    }

    /**
     * A line for a session whose log has a beginning already. To be had before anything is taken from whoever has the call:
     * one that cannot go on here is better left where it is.
     *
     * @throws BusyException when no line is free
     * @throws LeavingException when all calls here have been let go of
     */
    public Line line() {
        occupy();
        unconcluded.begun();
        Line line = new Line();
        // Counted already, as above.
        if (left) {
            line.close();
            throw new LeavingException();
        }
        return line;
    }

    /** Counts one call more. */
    private void occupy() {
        if (lines.incrementAndGet() > capacity) {
            lines.decrementAndGet();
            throw full();
        }
    }

    /** A line that is kept for a call; when it is closed and none has begun on it, it is free again. */
    public final class Line implements AutoCloseable {
        private boolean taken;

        private Line() {}

        /**
         * Begins a call on it.
         *
         * @param lead how much session time has passed
         * @param token by which the call is found again, of {@link #token()}
         */
        public Connection goOn(Opening opening, VoiceHost voiceHost, Duration lead, String token) {
            Connection connection = connect(opening, voiceHost, lead, token);
            taken = true;
            return connection;
        }

        @Override
        public void close() {
            if (!taken) {
                taken = true;
                lines.decrementAndGet();
                unconcluded.concluded();
            }
        }
    }

    /**
     * A line to a session that is played elsewhere: what is said on it is told, and nothing of it is kept or concluded
     * here. It has been picked up.
     *
     * @param said is told, on the call's thread, what would stand in the log of a call of its own
     * @throws BusyException when no line is free
     * @throws LeavingException when the server is about to stop: nobody there waits for what is said on such a line
     */
    public LiveCall lend(Opening opening, VoiceHost voiceHost, Consumer<SessionEvent> said) {
        occupy();
        try {
            // Counted already, as above.
            if (closing || left) {
                throw new LeavingException();
            }
            LiveCall call = new LiveCall(
                    opening,
                    voiceHost,
                    Duration.ZERO,
                    engines.waiting(UNHURRIED),
                    new Lent(said),
                    new LentLine(),
                    System::nanoTime);
            call.start();
            call.answer();
            return call;
        } catch (RuntimeException e) {
            lines.decrementAndGet();
            throw e;
        }
    }

    /** What happens on a lent line is shown by whoever plays the session. */
    private record Lent(Consumer<SessionEvent> said) implements CallKeeper {
        @Override
        public List<LoggedEvent> read(long after) {
            return List.of();
        }

        @Override
        public Optional<LoggedEvent> keep(long at, SessionEvent event) {
            said.accept(event);
            return Optional.empty();
        }
    }

    private final class LentLine implements CallObserver {
        @Override
        public void answered(LiveCall call, int turn, TurnLatency latency) {}

        @Override
        public void ended(LiveCall call) {
            lines.decrementAndGet();
            call.release();
        }
    }

    /**
     * Before anything is read for a new call: whoever comes while all lines are taken costs nothing.
     *
     * @throws BusyException when no line is free
     * @throws LeavingException when the server is about to stop
     */
    public void refuseNew() {
        if (closing) {
            throw new LeavingException();
        }
        if (lines.get() >= capacity) {
            throw full();
        }
    }

    private BusyException full() {
        return new BusyException(
                "All %d lines are taken at the moment. Please try again in a minute.".formatted(capacity));
    }

    /**
     * Waits until every call here has ended and been concluded.
     *
     * @return whether that is so; otherwise the time is over
     */
    public boolean awaitNone(Duration atMost) throws InterruptedException {
        return unconcluded.awaitNone(atMost);
    }

    private Connection connect(Opening opening, VoiceHost voiceHost, Duration lead, String token) {
        CallKeeper keeper = CallKeeper.of(opening.started().session(), log);
        LiveCall call = new LiveCall(opening, voiceHost, lead, engines, keeper, new Aftermath(), System::nanoTime);
        byToken.put(token, call);
        newest.put(call, token);
        leases.begin(call.session(), token, call.lost);
        call.start();
        return new Connection(call, token);
    }

    /** @return the call that goes by this token, unless it is over and done */
    public Optional<LiveCall> find(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    /**
     * Another token for a call that somebody has come back to. The one that was used stays good until the new one is
     * known to be {@link #heard}, as the word of it may be lost; all others of this call are not good any more.
     *
     * @param used of {@link #find}
     * @return empty where the call is over meanwhile, or at another server
     */
    public Optional<String> renew(String used) {
        LiveCall call = byToken.get(used);
        if (call == null) {
            return Optional.empty();
        }
        synchronized (call) {
            String token = token();
            if (newest.replace(call, token) == null) {
                return Optional.empty();
            }
            byToken.put(token, call);
            strike(call, Set.of(token, used));
            boolean kept = leases.renewed(call.session(), token, used);
            return kept && !call.leavesNothing() ? Optional.of(token) : Optional.empty();
        }
    }

    /**
     * Whoever was told of this token has heard of it, as they have said something since: from now on it alone is good.
     *
     * @param token of {@link #renew} or {@link Connection}; where it is not the newest any more, nothing changes
     */
    public void heard(LiveCall call, String token) {
        synchronized (call) {
            if (token.equals(newest.get(call)) && strike(call, Set.of(token))) {
                var _ = leases.renewed(call.session(), token, token);
            }
        }
    }

    /** @return whether any other token of this call was good until now */
    private boolean strike(LiveCall call, Set<String> but) {
        return byToken.entrySet().removeIf(known -> known.getValue() == call && !but.contains(known.getKey()));
    }

    /** From now on no call begins here; those under way, and those that come back, go on. */
    public void takeNoMore() {
        closing = true;
    }

    /** Whether {@link #takeNoMore} has been said. */
    public boolean takesNoMore() {
        return closing;
    }

    /** Ends all calls here without ending them: whoever comes with a call's token goes on with it, at any other server. */
    public void letGo() {
        left = true;
        newest.keySet().forEach(LiveCall::takenOver);
    }

    /** How many lines are in use. */
    public int lines() {
        return lines.get();
    }

    /** A new token, which nobody can guess. */
    public static String token() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private final class Aftermath implements CallObserver {
        @Override
        public void answered(LiveCall call, int turn, TurnLatency latency) {
            answers.heard(call.session(), turn, latency);
        }

        @Override
        public void pickedUp(LiveCall call) {
            leases.answered(call.session());
        }

        @Override
        public void ended(LiveCall call) {
            lines.decrementAndGet();
            try {
                leases.end(call.session(), call.lost);
                if (call.leavesNothing()) {
                    return;
                }
                afterCall.conclude(call.session()).ifPresent(call::show);
            } finally {
                synchronized (call) {
                    newest.remove(call);
                    byToken.values().removeIf(known -> known == call);
                }
                call.release();
                unconcluded.concluded();
            }
        }
    }
}
