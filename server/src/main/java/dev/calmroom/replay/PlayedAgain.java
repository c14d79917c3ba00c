package dev.calmroom.replay;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.Silence;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of ours again, without audio: each of the leader's turns as it was and when it was, the persona as it is now. As
 * long as the same comes of it, it goes by the log, in which alone stands what no file decides: when somebody spoke, what
 * of it was heard, who was silent. From where it parts it goes on as a rehearsal. So with the same files, seed and wording
 * it is the log to the bit.
 */
public final class PlayedAgain {
    private PlayedAgain() {}

    /** @param wordedBy who worded the persona in it */
    public record Today(PlayedCall call, String wordedBy) {}

    /**
     * @param log all of the old call
     * @param cast who plays the scenario now
     * @param understudy whether the built-in understudy words it, whoever words calls now
     */
    public static Today today(
            List<LoggedEvent> log, SessionStarted then, Scenario scenario, long seed, Cast cast, boolean understudy) {
        Cast.Role role = cast.role(scenario, seed);
        // One that keeps notes of what it tells, as in a call: gates and decisions go by them.
        PersonaAgent agent = understudy ? cast.understudy(scenario) : role.agent();
        SessionStarted started = today(then, scenario, seed, role.state(), agent);
        try {
            return new Today(of(log, started, role.roleplay(), agent), agent.name());
        } finally {
            // An agent that nobody leaves keeps its model warm for the next word.
            role.agent().leave();
        }
    }

    /**
     * @param log all of the old call
     * @param started as which it begins this time
     * @param ringing of the same scenario; its call has not been answered
     * @param agent who words the persona this time
     */
    public static PlayedCall of(List<LoggedEvent> log, SessionStarted started, Roleplay ringing, PersonaAgent agent) {
        List<LoggedEvent> call = upToItsEnd(log);
        SessionStarted then = (SessionStarted) call.getFirst().event();
        List<LoggedEvent> events = new ArrayList<>();
        if (!then.state().equals(started.state())) {
            Rehearsal.run(started, ringing, agent, leader(call, 0), events::add);
            return new PlayedCall(events);
        }
        boolean sameWorld = then.seed() == started.seed() && isSamePlot(then, started);
        Restoration.Kept kept = Restoration.whileTheSame(ringing, call, agent, sameWorld);
        if (kept.index() == call.size()) {
            events.add(new LoggedEvent(1, call.getFirst().at(), started));
            events.addAll(call.subList(1, call.size()));
        } else {
            Rehearsal.goOn(started, kept.restored(), agent, leader(call, kept.index()), events::add);
        }
        return new PlayedCall(events);
    }

    /** Events and their times are in one file: an edit of lines or of hearing moves none. */
    private static boolean isSamePlot(SessionStarted then, SessionStarted now) {
        String plot = "scenarios/%s/scenario.yaml".formatted(then.scenario());
        String digest = then.files().get(plot);
        return then.prompts().equals(now.prompts())
                || (digest != null && digest.equals(now.files().get(plot)));
    }

    /**
     * As which it begins this time: sound and its engines are those of the log, the rest is today's.
     *
     * @param state how the persona feels when the call begins
     * @param agent who words the persona this time
     */
    public static SessionStarted today(
            SessionStarted then, Scenario scenario, long seed, EmotionalState state, PersonaAgent agent) {
        Engines were = then.engines();
        return new SessionStarted(
                then.session(),
                new SessionStarted.Setting(then.scenario(), then.framework(), scenario.sha256(), seed),
                new Engines(were.recognition(), were.voice(), agent.name(), were.appraiser(), were.grader()),
                then.startedAt(),
                state,
                then.forkedFrom(),
                then.circumstances(),
                then.files().isEmpty() ? Map.of() : scenario.files().each());
    }

    /** What was graded, corrected and commented afterwards is no part of the call. */
    private static List<LoggedEvent> upToItsEnd(List<LoggedEvent> log) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).event() instanceof SessionEnded) {
                return log.subList(0, i + 1);
            }
        }
        return log;
    }

    /** Says what is said in the log from there on, and hangs up as and when the leader did. */
    private static Leader leader(List<LoggedEvent> log, int from) {
        PlayedCall call = new PlayedCall(log);
        List<TimedLeader.Line> lines = new ArrayList<>();
        for (LoggedEvent logged : log.subList(from, log.size())) {
            if (logged.event() instanceof LeaderSpoke spoke) {
                lines.add(TimedLeader.Line.of(call, spoke.turn()));
            }
        }
        return new TimedLeader(lines, bye(call));
    }

    /** Whoever spoke last by voice was silent from then on; of what was typed only a silence that was one is known. */
    private static TimedLeader.Bye bye(PlayedCall call) {
        EndReason reason = call.ending()
                .map(SessionEnded::reason)
                .filter(then -> then != EndReason.PERSONA_HUNG_UP)
                .orElse(EndReason.TRANSCRIPT_ENDED);
        Duration over = Duration.ofMillis(call.events().getLast().at());
        List<LeaderSpoke> spoken = call.all(LeaderSpoke.class);
        boolean byVoice = !spoken.isEmpty() && !spoken.getLast().words().isEmpty();
        Duration silent = call.events().stream()
                .filter(logged -> logged.event() instanceof Silence)
                .map(logged -> Duration.ofMillis(logged.at()))
                .reduce(Duration.ZERO, (_, later) -> later);
        return new TimedLeader.Bye(reason, Optional.of(over), byVoice ? over : silent);
    }
}
