package dev.calmroom.checks;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One call of an experiment, played to its end.
 *
 * @param place where in the experiment it belongs
 * @param wordings one for each turn of the persona's, in order
 * @param score 0 to 100, by the built-in judge
 * @param verdicts of the built-in judge, by criterion
 */
public record PlayedCall(
        Place place, List<LoggedEvent> events, List<WordedTurn> wordings, int score, Map<String, Verdict> verdicts) {
    public PlayedCall {
        events = List.copyOf(events);
        wordings = List.copyOf(wordings);
        verdicts = Map.copyOf(verdicts);
    }

    /**
     * One cell of the matrix.
     *
     * @param variant which prompts, {@code player} who words the persona, {@code leader} who calls
     * @param repeat counts from 1
     */
    public record Place(String variant, String player, String leader, long seed, int repeat) {
        @Override
        public String toString() {
            return "%s, %s, %s, seed %d%s"
                    .formatted(variant, player, leader, seed, repeat == 1 ? "" : ", repeat " + repeat);
        }
    }

    /**
     * How one turn of the persona's was worded.
     *
     * @param facts ids of the facts that it told
     * @param took from the order to the last word
     */
    public record WordedTurn(int turn, List<String> facts, Duration took) {
        public WordedTurn {
            facts = List.copyOf(facts);
        }
    }

    /** The same call where it stands elsewhere in the matrix. */
    public PlayedCall at(Place other) {
        return new PlayedCall(other, events, wordings, score, verdicts);
    }

    /** A state of the persona's, and the turn after which it was reached; 0 when the call began. */
    public record Felt(int turn, EmotionalState state) {}

    /** How the persona felt when the call began and after each thing that moved it. */
    public List<Felt> states() {
        List<Felt> states = new ArrayList<>();
        for (LoggedEvent logged : events) {
            switch (logged.event()) {
                case SessionEvent.SessionStarted started -> states.add(new Felt(0, started.state()));
                case SessionEvent.EmotionShifted shifted -> states.add(new Felt(shifted.turn(), shifted.after()));
                default -> {
                    // moves nothing
                }
            }
        }
        return states;
    }

    /** How the persona felt after a turn, whoever's it was; at the end where the call had fewer. */
    public EmotionalState stateAfter(int turn) {
        EmotionalState last = states().getFirst().state();
        for (Felt felt : states()) {
            if (felt.turn() <= turn) {
                last = felt.state();
            }
        }
        return last;
    }

    /** How the persona felt when the call was over. */
    public EmotionalState lastState() {
        return states().getLast().state();
    }

    public List<PersonaSpoke> personaTurns() {
        return of(PersonaSpoke.class);
    }

    public List<LeaderSpoke> leaderTurns() {
        return of(LeaderSpoke.class);
    }

    public List<TurnAppraised> appraised() {
        return of(TurnAppraised.class);
    }

    /** The id of the ending; empty where the call has none. */
    public String ending() {
        return of(SessionEvent.SessionEnded.class).stream()
                .map(SessionEvent.SessionEnded::ending)
                .findFirst()
                .orElse("");
    }

    /** Both sides' turns in order. */
    public List<Turn> conversation() {
        List<Turn> turns = new ArrayList<>();
        for (LoggedEvent logged : events) {
            switch (logged.event()) {
                case LeaderSpoke said -> turns.add(Turn.of(said.turn(), Speaker.LEADER, said.text()));
                case PersonaSpoke said -> turns.add(Turn.of(said.turn(), Speaker.PERSONA, said.text()));
                default -> {
                    // nothing said
                }
            }
        }
        return turns;
    }

    private <E extends SessionEvent> List<E> of(Class<E> type) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
