package dev.calmroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.call.LiveCall;
import dev.calmroom.call.SoundConsent;
import dev.calmroom.call.Switchboard;
import dev.calmroom.conversation.CallRules;
import dev.calmroom.log.Engines;
import dev.calmroom.log.Origin;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.ProtocolException;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.protocol.ToServer;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.CallSettings;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prepares what a new call needs, and says to the page what it is. */
public final class CallDesk {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String BROWSER = "the caller's browser";

    private final ScenarioShelf scenarios;
    private final Cast cast;
    private final Switchboard switchboard;
    private final int voiceRate;
    private final Clock clock;
    private final SoundConsent consent;
    private final EarlierCalls earlier;
    /** For those who come back; a call that is over takes its entry with it. */
    private final Cache<LiveCall, Scenario> running =
            Caffeine.newBuilder().weakKeys().build();

    public CallDesk(
            ScenarioShelf scenarios,
            Cast cast,
            Switchboard switchboard,
            int voiceRate,
            Clock clock,
            SoundConsent consent,
            EarlierCalls earlier) {
        this.scenarios = scenarios;
        this.cast = cast;
        this.switchboard = switchboard;
        this.voiceRate = voiceRate;
        this.clock = clock;
        this.consent = consent;
        this.earlier = earlier;
    }

    record Caller(LiveCall call, ToClient.Welcome welcome) {}

    /**
     * @param owner whose earlier calls may be remembered; null for everybody's
     * @param begun told the session as soon as there is one, before anybody can find it
     * @throws ProtocolException when there is no such scenario, or no free line
     */
    Caller connect(ToServer.Hello hello, @Nullable String owner, Consumer<String> begun) {
        refuseNew();
        Scenario plain = scenario(hello.scenario());
        Circumstances circumstances = earlier.circumstances(plain, hello, owner);
        Scenario scenario = under(plain.id(), circumstances);
        long seed = hello.seed() == null ? ThreadLocalRandom.current().nextLong(1L << 53) : hello.seed();
        Switchboard.Opening opening = opening(scenario, seed, null, hello.voice(), circumstances);
        return caller(
                opening,
                scenario,
                hello,
                () -> switchboard.open(
                        opening,
                        hello.voice(),
                        () -> begun.accept(opening.started().session())));
    }

    /**
     * A line for a call that somebody comes back to, or for a retake. It is had before the call is taken from wherever it is,
     * and whoever is refused comes again: the token stays good.
     *
     * @throws ProtocolException when there is no free line, or all calls here have been let go of
     */
    Switchboard.Line line() {
        try {
            return switchboard.line();
        } catch (Switchboard.BusyException e) {
            throw ProtocolException.notNow(ErrorCode.BUSY, e.getMessage());
        } catch (Switchboard.LeavingException e) {
            throw leaving(e);
        }
    }

    /** A retake that waited to be answered. */
    Caller connect(Switchboard.Line line, Retakes.Waiting retake, ToServer.Hello hello) {
        return caller(
                retake.opening(),
                retake.scenario(),
                hello,
                () -> line.goOn(retake.opening(), hello.voice(), retake.lead(), retake.token()));
    }

    /**
     * A call that was on another server, or on this one before it was started again.
     *
     * @throws ProtocolException when another server has taken it meanwhile
     */
    Caller connect(Switchboard.Line line, Resumption.Revived revived, ToServer.Hello hello) {
        Switchboard.Opening opening = revived.opening();
        VoiceHost voice = opening.started().engines().voice().equals(BROWSER) ? VoiceHost.CLIENT : VoiceHost.SERVER;
        Caller caller = caller(
                opening, revived.scenario(), hello, () -> line.goOn(opening, voice, revived.lead(), revived.token()));
        String token = switchboard
                .renew(revived.token())
                .orElseThrow(() -> ProtocolException.notNow(
                        ErrorCode.BUSY,
                        "Another server has just gone on with this call; this line comes to it again."));
        return new Caller(caller.call(), welcomeBack(caller.call(), token));
    }

    /**
     * A line to a seat. The call is played there, so nothing of its sound is kept.
     *
     * @param said is told what is said on it
     * @throws ProtocolException when there is no free line, or the server is about to stop
     */
    Caller connect(Switchboard.Opening seat, Scenario scenario, VoiceHost voice, Consumer<SessionEvent> said) {
        try {
            LiveCall call = switchboard.lend(seat, voice, said);
            running.put(call, scenario);
            return new Caller(call, welcomeBack(call, seat.started().session()));
        } catch (Switchboard.BusyException e) {
            throw busy(e);
        } catch (Switchboard.LeavingException e) {
            throw ProtocolException.fatal(
                    ErrorCode.BUSY,
                    "This server is about to stop. What you type is heard until then, what you say is not.");
        }
    }

    /** What goes on with a session that has begun already. */
    Switchboard.Opening reopening(Scenario scenario, SessionEvent.SessionStarted started) {
        Cast.Role role = cast.role(scenario, started.seed());
        return new Switchboard.Opening(started, role.roleplay(), vocabulary(scenario), role.agent(), rules(scenario));
    }

    /** The log and the page name who is really heard. */
    private static Engines spoken(Engines engines, VoiceHost voiceHost) {
        return voiceHost == VoiceHost.CLIENT ? engines.spokenBy(BROWSER) : engines;
    }

    private Caller caller(
            Switchboard.Opening opening,
            Scenario scenario,
            ToServer.Hello hello,
            Supplier<Switchboard.Connection> connect) {
        if (hello.keepSound()) {
            consent.give(opening.started().session());
        }
        try {
            Switchboard.Connection connection = connect.get();
            running.put(connection.call(), scenario);
            return new Caller(
                    connection.call(),
                    welcome(
                            connection.call(),
                            connection.token(),
                            scenario,
                            spoken(opening.started().engines(), hello.voice()),
                            false,
                            null));
        } catch (Switchboard.BusyException e) {
            throw busy(e);
        } catch (Switchboard.LeavingException e) {
            throw leaving(e);
        }
    }

    /** To read a scenario takes file handles, and with many callers there may be none left. */
    private void refuseNew() {
        try {
            switchboard.refuseNew();
        } catch (Switchboard.BusyException e) {
            throw busy(e);
        } catch (Switchboard.LeavingException e) {
            throw leaving(e);
        }
    }

    private static ProtocolException leaving(Switchboard.LeavingException why) {
        return ProtocolException.notNow(ErrorCode.BUSY, why.getMessage());
    }

    private static ProtocolException busy(Switchboard.BusyException why) {
        return ProtocolException.fatal(ErrorCode.BUSY, why.getMessage());
    }

    private Scenario under(String id, Circumstances circumstances) {
        try {
            return scenarios.current(id, circumstances);
        } catch (IllegalArgumentException e) {
            throw ProtocolException.fatal(ErrorCode.BAD_MESSAGE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What a call of this scenario needs, under a session of its own.
     *
     * @param scenario as it is under the circumstances
     */
    Switchboard.Opening opening(
            Scenario scenario,
            long seed,
            @Nullable Origin forkedFrom,
            VoiceHost voiceHost,
            Circumstances circumstances) {
        Cast.Role role = cast.role(scenario, seed);
        SessionEvent.SessionStarted started = new SessionEvent.SessionStarted(
                UUID.randomUUID().toString(),
                new SessionEvent.SessionStarted.Setting(
                        scenario.id(), scenario.plot().framework(), scenario.sha256(), seed),
                spoken(role.engines(), voiceHost),
                clock.instant(),
                role.state(),
                forkedFrom,
                circumstances.orNothing(),
                scenario.files().each());
        return new Switchboard.Opening(started, role.roleplay(), vocabulary(scenario), role.agent(), rules(scenario));
    }

    private static CallRules rules(Scenario scenario) {
        return CallRules.STANDARD.withLength(
                scenario.plot().lasts(), scenario.plot().warnAt());
    }

    private Scenario scenario(String id) {
        // Checked before anything is touched: an id becomes part of a path.
        if (!id.isBlank() && !ID.matcher(id).matches()) {
            throw ProtocolException.fatal(
                    ErrorCode.UNKNOWN_SCENARIO,
                    "A scenario's id has small letters, digits and hyphens; there are %s."
                            .formatted(String.join(", ", scenarios.ids())));
        }
        try {
            return scenarios.current(id.isBlank() ? scenarios.ids().getFirst() : id);
        } catch (InvalidPromptsException e) {
            throw ProtocolException.fatal(
                    ErrorCode.UNKNOWN_SCENARIO, "The scenario '%s' cannot be played: %s".formatted(id, e.getMessage()));
        }
    }

    ToClient.Welcome welcomeBack(LiveCall call, String token) {
        Scenario scenario = Objects.requireNonNull(running.getIfPresent(call), call.session());
        Engines engines = spoken(cast.engines(), call.voiceHost());
        return welcome(call, token, scenario, engines, true, call.microphoneFrames());
    }

    private ToClient.Welcome welcome(
            LiveCall call,
            String token,
            Scenario scenario,
            Engines engines,
            boolean resumed,
            @Nullable Long microphoneFrames) {
        return new ToClient.Welcome(
                call.session(),
                token,
                ScenarioCards.of(scenario),
                engines,
                voiceRate,
                call.now().toMillis(),
                resumed,
                microphoneFrames);
    }

    private static Vocabulary vocabulary(Scenario scenario) {
        return Vocabulary.of(scenario.plot().vocabulary());
    }

    List<Scenario> scenarios() {
        return scenarios.ids().stream().map(scenarios::current).toList();
    }

    CallSettings settings() {
        return scenarios.settings();
    }

    Engines engines() {
        return cast.engines();
    }
}
