package dev.calmroom.tuning;

import dev.calmroom.comprehension.RememberingEar;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.LeaderScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Many calls by simulated leaders, one seed after the other. */
public final class Simulation {
    private Simulation() {}

    /**
     * One call of a simulated leader.
     *
     * @param states how the persona felt when the call began, and after each turn of the leader's
     * @param acts what the persona did, turn by turn
     * @param lines what the persona said, turn by turn
     */
    public record SimulatedCall(
            String leader,
            long seed,
            List<EmotionalState> states,
            List<String> acts,
            List<String> lines,
            String ending,
            List<LoggedEvent> events) {}

    /**
     * @param seeds how many calls each leader makes, with seeds from 1
     * @param done is told of each leader whose calls are over
     */
    public static Map<LeaderScript, List<SimulatedCall>> run(
            Players players, List<LeaderScript> leaders, int seeds, Consumer<LeaderScript> done) {
        Map<LeaderScript, List<SimulatedCall>> calls = new LinkedHashMap<>();
        Players remembering = players.listening(players.appraiser(), new RememberingEar(players.ear()));
        for (LeaderScript leader : leaders) {
            List<SimulatedCall> ofLeader = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
                ofLeader.add(call(leader, seed, remembering.simulate(new SimulatedLeader(leader, seed), seed)));
            }
            calls.put(leader, ofLeader);
            done.accept(leader);
        }
        return calls;
    }

    private static SimulatedCall call(LeaderScript leader, long seed, List<LoggedEvent> events) {
        List<EmotionalState> states = new ArrayList<>();
        List<String> acts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String ending = "";
        int leaderTurn = -1;
        for (LoggedEvent logged : events) {
            switch (logged.event()) {
                case SessionEvent.SessionStarted started -> states.add(started.state());
                case SessionEvent.LeaderSpoke spoke -> leaderTurn = spoke.turn();
                case SessionEvent.EmotionShifted shifted -> {
                    // Silence and the world move the persona too: only the leader's turn counts here.
                    if (shifted.turn() == leaderTurn && shifted.ofPersona()) {
                        states.add(shifted.after());
                        leaderTurn = -1;
                    }
                }
                case SessionEvent.PersonaSpoke spoke -> {
                    acts.add(spoke.act());
                    lines.add(spoke.text());
                }
                case SessionEvent.SessionEnded ended -> ending = ended.ending();
                default -> {}
            }
        }
        return new SimulatedCall(leader.id(), seed, states, acts, lines, ending, events);
    }
}
