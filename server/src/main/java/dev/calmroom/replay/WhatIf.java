package dev.calmroom.replay;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Understudy;
import dev.calmroom.replay.Leader.Action.Says;
import dev.calmroom.replay.Restoration.Restored;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One line of a call said otherwise, and the same later lines behind it: the call is brought back to where it stood
 * before that line, and goes on twice, with the line as it was and with the other. Both are worded by the understudy and
 * run on the same clock, so that what differs comes of the line alone. Practice against such counterfactuals is what
 * changed behaviour in Shaikh et al., 2024 (Rehearsal).
 */
public final class WhatIf {
    private final Supplier<Roleplay> ringing;
    private final PersonaAgent agent;

    /** @param ringing a new roleplay of the scenario with the call's seed, that has not been answered */
    public WhatIf(Scenario scenario, Supplier<Roleplay> ringing) {
        this.ringing = ringing;
        this.agent = new Understudy(scenario.lines());
    }

    /**
     * @param turn the leader's turn that is other
     * @param said what was said in it
     * @param faithful whether up to there the same came of the same words as in the call
     */
    public record Outcome(int turn, String said, String instead, PlayedCall then, PlayedCall now, boolean faithful) {}

    /**
     * @param log all of the call
     * @param started as which both plays go on; its state is where the scenario begins
     * @throws IllegalArgumentException when the leader has no such turn
     */
    public Outcome ask(List<LoggedEvent> log, SessionStarted started, int turn, String instead) {
        RecordedCall call = RecordedCall.of(log);
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
        List<Says> later = call.said().stream()
                .filter(t -> t.isLeader() && t.number() > turn)
                .map(t -> says(call, t, t.text()))
                .toList();
        Restored restored = Restoration.restore(ringing.get(), log, kept);
        return new Outcome(
                turn,
                said.text(),
                instead,
                play(log, started, kept, says(call, said, said.text()), later),
                play(log, started, kept, says(call, said, instead), later),
                restored.faithful());
    }

    /** Not before it was said then, so that what happens by the clock happens where it did. */
    private static Says says(RecordedCall call, Turn turn, String text) {
        return new Says(text, call.leaderTimes().getOrDefault(turn.number(), Duration.ZERO));
    }

    private PlayedCall play(List<LoggedEvent> log, SessionStarted started, int kept, Says line, List<Says> later) {
        Restored restored = Restoration.restore(ringing.get(), log, kept);
        List<Says> lines = new ArrayList<>(List.of(line));
        lines.addAll(later);
        List<LoggedEvent> events = new ArrayList<>();
        Rehearsal.goOn(started, restored, agent, new SpeakingLeader(lines), events::add);
        return new PlayedCall(events);
    }
}
