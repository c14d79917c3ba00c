package dev.calmroom.storage;

import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Cause;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Engines;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Medium;
import dev.calmroom.log.Origin;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.log.Verdict;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of a small call, one of each kind that the store treats in its own way. */
public final class Events {
    static final Instant STARTED = Instant.parse("2026-11-21T22:00:00Z");
    private static final EmotionalState TENSE = new EmotionalState(Map.of("stress", 0.9));
    private static final EmotionalState CALMER = new EmotionalState(Map.of("stress", 0.7));

    private Events() {}

    static SessionEvent started(String session) {
        return startedAt(session, STARTED);
    }

    public static SessionEvent startedAt(String session, Instant at) {
        return started(session, "platform-down", at, null);
    }

    static SessionEvent retake(String session, String of, int turn) {
        return started(session, "platform-down", STARTED, new Origin(of, turn));
    }

    public static SessionEvent retakeAt(String session, Instant at, @Nullable Origin of) {
        return started(session, "platform-down", at, of);
    }

    static SessionEvent ledBy(String session, String title) {
        SessionEvent.SessionStarted plain = (SessionEvent.SessionStarted) started(session);
        return new SessionEvent.SessionStarted(
                plain.session(),
                new SessionEvent.SessionStarted.Setting(
                        plain.scenario(), plain.framework(), plain.prompts(), plain.seed()),
                plain.engines(),
                plain.startedAt(),
                plain.state(),
                null,
                Circumstances.PLAIN.led(new Circumstances.Swapped("someone", title)),
                Map.of());
    }

    public static SessionEvent startedOf(String session, String scenario) {
        return started(session, scenario, STARTED, null);
    }

    private static SessionEvent started(String session, String scenario, Instant at, @Nullable Origin origin) {
        return new SessionEvent.SessionStarted(
                session,
                new SessionEvent.SessionStarted.Setting(scenario, "steady-hand", "abc123", 7),
                new Engines("vosk", "freetts", "understudy", "built-in", "built-in"),
                at,
                TENSE,
                origin);
    }

    static SessionEvent said(int turn, String text) {
        List<Word> words = List.of(new Word("hello", Duration.ofMillis(20), Duration.ofMillis(340), 0.93));
        return new SessionEvent.LeaderSpoke(turn, text, words, Medium.VOICE);
    }

    static SessionEvent appraised(int turn) {
        return new SessionEvent.TurnAppraised(turn, List.of(new Move("regulate", "how are you", 0.8, 0.5)), List.of());
    }

    static SessionEvent shifted(int turn) {
        return new SessionEvent.EmotionShifted(
                turn, TENSE, CALMER, List.of(new Cause("how are you", "regulate.calms", "stress", -0.2)));
    }

    static SessionEvent answered(int turn, String text) {
        return new SessionEvent.PersonaSpoke(
                turn, text, text, "present-options", Delivery.PLAIN, "understudy", "", TurnLatency.NONE, List.of());
    }

    static SessionEvent ended() {
        return new SessionEvent.SessionEnded(EndReason.HUNG_UP, "steadied", "He went back to the fix.");
    }

    static SessionEvent graded(int score) {
        CriterionResult met = new CriterionResult(
                "regulate.asks-how", Verdict.YES, "She asked.", List.of(new Evidence(2, "how are you")), List.of());
        return new SessionEvent.SessionGraded(
                new Scorecard(score, List.of(met), "built-in", "steady-hand 1", "abc123", 7, "the call ended"));
    }
}
