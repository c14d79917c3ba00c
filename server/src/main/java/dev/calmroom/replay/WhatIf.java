package dev.calmroom.replay;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.replay.Restoration.Restored;
import dev.calmroom.replay.TimedLeader.Line;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One line of a call said otherwise, and the same later lines behind it: the call is brought back to where it stood
 * before that line, and goes on twice, with the line as it was and with the other. Both are worded by the understudy and
 * run on the clock of the call, so that what differs comes of the line alone. Practice against such counterfactuals is what
 * changed behaviour in Shaikh et al., 2024 (Rehearsal).
 */
public final class WhatIf {
    private final Supplier<Roleplay> ringing;
    private final PersonaAgent agent;

    /** @param ringing a new roleplay of the scenario with the call's seed, that has not been answered */
    public WhatIf(Scenario scenario, Supplier<Roleplay> ringing) {
        this.ringing = ringing;
        this.agent = PersonaAgents.byLines(scenario);
    }

    /**
     * @param turn the leader's turn that is other
     * @param said what was said in it
     * @param faithful whether up to there the same came of the same words as in the call
     * @param asItWas whether the line as it was leads to where the call itself ended, feelings included: not where the
     *     persona was worded by a model, cut short, or has been edited since
     */
    public record Outcome(
            int turn,
            String said,
            String instead,
            PlayedCall then,
            PlayedCall now,
            boolean faithful,
            boolean asItWas) {}

    /**
     * @param log all of the call
     * @param started as which both plays go on; its state is where the scenario begins
     * @throws IllegalArgumentException when the leader has no such turn
     */
    public Outcome ask(List<LoggedEvent> log, SessionStarted started, int turn, String instead) {
        RecordedCall call = RecordedCall.of(log).asAnswered();
        PlayedCall played = new PlayedCall(log);
        Turn said = call.said().stream()
                .filter(t -> t.isLeader() && t.number() == turn)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The leader has no turn %d in this call.".formatted(turn)));
        int kept = call.turns().stream()
                .mapToInt(Turn::number)
                .filter(number -> number < turn)
                .max()
                .orElse(0);
        List<Line> later = call.said().stream()
                .filter(t -> t.isLeader() && t.number() > turn)
                .map(t -> line(played, t))
                .toList();
        Restored restored = Restoration.restore(ringing.get(), log, kept);
        PlayedCall then = play(restored, started, line(played, said), later);
        return new Outcome(
                turn,
                said.text(),
                instead,
                then,
                play(restored, started, Line.of(played, turn).saying(instead), later),
                restored.faithful(),
                comesToTheSame(played, then));
    }

    /** With what the leader put right afterwards. */
    private static Line line(PlayedCall played, Turn said) {
        Line line = Line.of(played, said.number());
        return said.text().equals(line.said().text()) ? line : line.saying(said.text());
    }

    private static boolean comesToTheSame(PlayedCall call, PlayedCall again) {
        return call.curve().getLast().state().equals(again.curve().getLast().state())
                && call.ending().map(SessionEnded::ending).equals(again.ending().map(SessionEnded::ending));
    }

    private PlayedCall play(Restored restored, SessionStarted started, Line line, List<Line> later) {
        List<Line> lines = new ArrayList<>(List.of(line));
        lines.addAll(later);
        List<LoggedEvent> events = new ArrayList<>();
        Rehearsal.goOn(started, restored, agent, new TimedLeader(lines), events::add);
        return new PlayedCall(events);
    }
}
