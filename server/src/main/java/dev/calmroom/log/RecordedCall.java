package dev.calmroom.log;

import dev.calmroom.scenario.Circumstances;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that was held, from wherever it was kept ({@link CallFile} reads it).
 *
 * @param turns both sides' turns, as they were heard
 * @param leaderTimes when each of the leader's turns was over, by turn number; empty where that is not known
 * @param started how the session began, where that is known
 * @param corrected what the leader put right afterwards, by turn number
 * @param heardAgain what a second recogniser heard in a turn of the leader's, by turn number
 */
public record RecordedCall(
        List<Turn> turns,
        Map<Integer, Duration> leaderTimes,
        @Nullable Start started,
        Map<Integer, String> corrected,
        Map<Integer, String> heardAgain) {

    public RecordedCall {
        turns = List.copyOf(turns);
        leaderTimes = Map.copyOf(leaderTimes);
        corrected = Map.copyOf(corrected);
        heardAgain = Map.copyOf(heardAgain);
    }

    /** One in which nothing was put right. */
    public RecordedCall(List<Turn> turns, Map<Integer, Duration> leaderTimes, @Nullable Start started) {
        this(turns, leaderTimes, started, Map.of(), Map.of());
    }

    /**
     * What a file says of how its session began.
     *
     * @param prompts SHA-256 of the files that it was played by; empty where that is not said
     * @param files the same of every single one, as {@link SessionEvent.SessionStarted#files}
     */
    public record Start(
            String scenario, long seed, Circumstances circumstances, String prompts, Map<String, String> files) {
        public Start {
            files = Map.copyOf(files);
        }

        public Start(String scenario, long seed) {
            this(scenario, seed, Circumstances.PLAIN, "", Map.of());
        }
    }

    public Optional<Start> start() {
        return Optional.ofNullable(started);
    }

    /** The turns that a log of events tells of. */
    public static RecordedCall of(List<LoggedEvent> log) {
        return EventTrees.call(List.copyOf(log.stream().map(EventJson::toTree).toList()));
    }

    /** Both sides' turns as they were said: with what a second recogniser heard, and what the leader put right. */
    public List<Turn> said() {
        return turns.stream()
                .map(turn -> putRight(turn.number())
                        .map(text ->
                                Turn.of(turn.number(), turn.speaker(), text).with(turn.guest()))
                        .orElse(turn))
                .toList();
    }

    /** The same as the persona answered it: without what a second recogniser heard afterwards. */
    public RecordedCall asAnswered() {
        return new RecordedCall(turns, leaderTimes, started, corrected, Map.of());
    }

    private Optional<String> putRight(int turn) {
        return Optional.ofNullable(corrected.get(turn)).or(() -> Optional.ofNullable(heardAgain.get(turn)));
    }
}
