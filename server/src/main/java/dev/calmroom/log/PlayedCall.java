package dev.calmroom.log;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call that was played to its end, from its events. */
public record PlayedCall(List<LoggedEvent> events) {
    public PlayedCall {
        events = List.copyOf(events);
    }

    /**
     * What the leader said, and all that came of it until the leader spoke again. The first exchange is what happened
     * before the leader said anything: its words are empty and its turn is 0.
     *
     * @param moves what the words were heard to do, in the order of the turn
     * @param after how the persona felt when it was over
     * @param world ids of what happened
     */
    public record Exchange(
            int turn, String said, List<String> moves, EmotionalState after, List<Reply> replies, List<String> world) {
        public Exchange {
            moves = List.copyOf(moves);
            replies = List.copyOf(replies);
            world = List.copyOf(world);
        }
    }

    /** What the persona answered, what it did by that, and how it was spoken. */
    public record Reply(int turn, String act, String text, Delivery delivery, String guest) {}

    /** How the persona felt from then on; turn 0 is the beginning. */
    public record Point(int turn, Duration at, EmotionalState state) {
        /** By dimension, 0 to 1. */
        public Map<String, Double> dimensions() {
            return state.dimensions();
        }
    }

    public List<Exchange> exchanges() {
        Exchanges exchanges = new Exchanges();
        events.forEach(exchanges::add);
        return exchanges.all();
    }

    /** Both sides' turns, as they were heard. */
    public List<Turn> conversation() {
        GuestNames guests = new GuestNames();
        List<Turn> turns = new ArrayList<>();
        for (LoggedEvent logged : events) {
            switch (logged.event()) {
                case LeaderSpoke spoke -> turns.add(guests.turn(spoke));
                case GuestCame came -> guests.add(came);
                case PersonaSpoke spoke -> turns.add(guests.turn(spoke));
                default -> {
                    // The others say nothing that was said.
                }
            }
        }
        return List.copyOf(turns);
    }

    public List<Point> curve() {
        List<Point> points = new ArrayList<>();
        for (LoggedEvent logged : events) {
            Duration at = Duration.ofMillis(logged.at());
            switch (logged.event()) {
                case SessionStarted started -> points.add(new Point(0, at, started.state()));
                case EmotionShifted shifted
                when shifted.ofPersona() -> points.add(new Point(shifted.turn(), at, shifted.after()));
                default -> {
                    // The others move nobody.
                }
            }
        }
        return List.copyOf(points);
    }

    public Optional<SessionEnded> ending() {
        return all(SessionEnded.class).stream().findFirst();
    }

    /** The events of one kind, in their order. */
    public <E extends SessionEvent> List<E> all(Class<E> kind) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Gathers what belongs to one exchange while the events go by. */
    private static final class Exchanges {
        private final List<Exchange> done = new ArrayList<>();
        private int turn;
        private String said = "";
        private List<String> moves = new ArrayList<>();
        private EmotionalState state = new EmotionalState(Map.of());
        private List<Reply> replies = new ArrayList<>();
        private List<String> world = new ArrayList<>();

        void add(LoggedEvent logged) {
            switch (logged.event()) {
                case SessionStarted started -> state = started.state();
                case LeaderSpoke spoke -> {
                    finish();
                    turn = spoke.turn();
                    said = spoke.text();
                }
                case TurnAppraised appraised -> appraised.moves().forEach(move -> moves.add(move.move()));
                case EmotionShifted shifted when shifted.ofPersona() -> state = shifted.after();
                case PersonaSpoke spoke ->
                    replies.add(new Reply(spoke.turn(), spoke.act(), spoke.text(), spoke.delivery(), spoke.guest()));
                case WorldEvent event -> world.add(event.event());
                case GuestCame came -> world.add(came.guest());
                case GuestLeft left -> world.add(left.ending());
                default -> {
                    // The others change nothing that is compared.
                }
            }
        }

        private void finish() {
            done.add(new Exchange(turn, said, moves, state, replies, world));
            moves = new ArrayList<>();
            replies = new ArrayList<>();
            world = new ArrayList<>();
        }

        List<Exchange> all() {
            finish();
            return List.copyOf(done);
        }
    }
}
