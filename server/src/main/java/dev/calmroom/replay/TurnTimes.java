package dev.calmroom.replay;

import dev.calmroom.persona.BesideAgent;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Overhearing;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How long a turn's words took to come, by the clock on the wall: the call's own stands still while its words are waited
 * for. Safe for use by several threads.
 */
public final class TurnTimes {
    private final LongSupplier nanos;
    private final Map<Integer, Took> turns = new ConcurrentHashMap<>();

    /**
     * @param firstWord until there was something to be spoken; of a turn without words as long as {@code whole}
     * @param whole until the turn was complete
     */
    public record Took(Duration firstWord, Duration whole) {}

    public TurnTimes() {
        this(System::nanoTime);
    }

    /** @param nanos a clock as {@link System#nanoTime()} */
    TurnTimes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @return empty as long as the turn with this number is not complete */
    public Optional<Took> of(int turn) {
        return Optional.ofNullable(turns.get(turn));
    }

    /** The agent, with a watch on it. */
    PersonaAgent measured(PersonaAgent agent) {
        return new Watched(agent);
    }

    private final class Watched implements BesideAgent {
        private final PersonaAgent agent;

        Watched(PersonaAgent agent) {
            this.agent = agent;
        }

        @Override
        public PersonaAgent agent() {
            return agent;
        }

        @Override
        public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
            return agent.word(brief, conversation, new Watch(brief.turn(), listener));
        }
    }

    private final class Watch extends Overhearing {
        private final int turn;
        private final long asked = nanos.getAsLong();
        private Optional<Duration> firstWord = Optional.empty();

        Watch(int turn, WordingListener listener) {
            super(listener);
            this.turn = turn;
        }

        @Override
        public void onText(String piece) {
            if (firstWord.isEmpty() && !piece.isBlank()) {
                firstWord = Optional.of(since());
            }
            super.onText(piece);
        }

        @Override
        public void onComplete(String speaker, String note) {
            Duration whole = since();
            turns.put(turn, new Took(firstWord.orElse(whole), whole));
            super.onComplete(speaker, note);
        }

        private Duration since() {
            return Duration.ofNanos(nanos.getAsLong() - asked);
        }
    }
}
