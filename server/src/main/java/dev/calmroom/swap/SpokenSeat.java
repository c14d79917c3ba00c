package dev.calmroom.swap;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Scene;
import dev.calmroom.persona.Voicing;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A seat on the phone. To the line it is a roleplay like any other, seen from its other end: the microphone is that of
 * whoever plays the persona, and the voice that answers is the leader's. It decides nothing and keeps nothing: what was
 * said goes to the chair, as typed words do, and what is spoken is what the session's log says of the leader. Safe for use
 * by several threads.
 */
public final class SpokenSeat {
    /** Somebody else than the persona: a voice of another kind where the server has one, and this one where not. */
    private static final Delivery MANNER = new Delivery(1.05, 0.88, 1, 1, Duration.ZERO, Duration.ofMillis(150));

    private static final String LEADER = "leader";
    private static final String NOT_NOW =
            "The leader is still at it: what was said just now was not taken. Say it when it is your turn.";

    private final Chair chair;
    private final Consumer<String> trouble;
    private final List<Turn> unanswered = new ArrayList<>();

    /** @param trouble is told, in a sentence, why something that was said is not taken */
    public SpokenSeat(Chair chair, Consumer<String> trouble) {
        this.chair = chair;
        this.trouble = trouble;
    }

    /** What the session's log has just been told. */
    public synchronized void happened(SessionEvent event) {
        switch (event) {
            case SessionEvent.LeaderSpoke spoke ->
                unanswered.add(new Turn(spoke.turn(), Speaker.LEADER, spoke.text(), List.of()));
            case SessionEvent.PersonaSpoke spoke -> answered(spoke.turn());
            default -> {
                // The others are not spoken.
            }
        }
    }

    private synchronized void answered(int turn) {
        unanswered.removeIf(line -> line.number() < turn);
    }

    private synchronized Optional<Turn> unsaid(int said) {
        return unanswered.stream().filter(line -> line.number() > said).findFirst();
    }

    /** What the line makes of its end of the call. */
    public void hears(SessionEvent onTheLine) {
        switch (onTheLine) {
            case SessionEvent.LeaderSpoke spoke -> {
                if (chair.answer(spoke.turn(), spoke.text())) {
                    answered(spoke.turn());
                } else {
                    trouble.accept(NOT_NOW);
                }
            }
            case SessionEvent.SessionEnded ended when ended.reason() == EndReason.HUNG_UP -> chair.leave();
            default -> {
                // What a line that is lost, or not used, says is nothing that the persona does.
            }
        }
    }

    /** The seat as whoever is on the line meets it, beginning with what the leader was not answered yet. */
    public Roleplay roleplay() {
        return new OtherEnd(this, 0, List.of());
    }

    /** Says the leader's lines. */
    public static PersonaAgent leader() {
        return new PersonaAgent() {
            @Override
            public String name() {
                return LEADER;
            }

            @Override
            public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
                listener.onText(conversation.getLast().text());
                listener.onComplete(name(), "");
                return () -> {};
            }
        };
    }

    /**
     * @param said up to which turn the leader has been heard
     * @param conversation the line that the leader says now; empty before
     */
    private record OtherEnd(SpokenSeat seat, int said, List<Turn> conversation) implements Roleplay {

        /** The persona speaks first, and that is whoever has picked up. */
        @Override
        public Step open() {
            return Step.nothing(this);
        }

        @Override
        public Understanding understand(Said words) {
            return Understanding.none(words);
        }

        /** Nobody appraises it; which turn it is the cue says. */
        @Override
        public Step hear(Understanding heard, Duration at) {
            Said words = heard.said();
            Cue cue = seat.chair.moment().cue();
            int turn = cue == null ? 0 : cue.turn();
            return new Step(
                    this,
                    List.of(new SessionEvent.LeaderSpoke(turn, words.text(), words.words(), words.source())),
                    null);
        }

        /** The leader, in another voice than the persona's. */
        @Override
        public boolean expectsAnother() {
            return true;
        }

        @Override
        public Optional<Roleplay> cutIn(Duration talked) {
            return Optional.empty();
        }

        @Override
        public Step silent(Duration lasted, Duration at) {
            return Step.nothing(this);
        }

        @Override
        public Step clock(Duration at) {
            Optional<Turn> line = seat.unsaid(said);
            if (line.isPresent()) {
                return new Step(new OtherEnd(seat, said, List.of(line.get())), List.of(), spoken(line.get()));
            }
            return seat.chair.moment().over() ? end(EndReason.PERSONA_HUNG_UP, at) : Step.nothing(this);
        }

        private static Brief spoken(Turn line) {
            return new Brief(
                            line.number(),
                            new Brief.Task("", List.of(), List.of(), new Voicing.Length(0, 0), false),
                            new Brief.Feeling("", new EmotionalState(Map.of())),
                            new Brief.Leader("", List.of()),
                            new Brief.Sound(MANNER, ""),
                            Scene.NONE,
                            0)
                    .of(LEADER);
        }

        /** Whoever was cut short is not heard again. */
        @Override
        public Roleplay spoken(int turn, String text, String heard, List<Tell> tells) {
            return new OtherEnd(seat, turn, List.of());
        }

        @Override
        public Step end(EndReason reason, Duration at) {
            return new Step(this, List.of(new SessionEvent.SessionEnded(reason, "", "")), null);
        }
    }
}
