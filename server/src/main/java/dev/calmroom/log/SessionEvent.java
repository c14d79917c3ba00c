package dev.calmroom.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.calmroom.appraisal.Move;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.emotion.Cause;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a session. The log of these is the only truth about it: page, report, grader, replay and
 * a node that takes over after a crash read nothing else. Turn numbers count both sides' turns from 1.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SessionEvent.SessionStarted.class, name = "session-started"),
    @JsonSubTypes.Type(value = SessionEvent.LeaderSpoke.class, name = "leader-spoke"),
    @JsonSubTypes.Type(value = SessionEvent.TurnTaken.class, name = "turn-taken"),
    @JsonSubTypes.Type(value = SessionEvent.VoiceChosen.class, name = "voice-chosen"),
    @JsonSubTypes.Type(value = SessionEvent.TurnAppraised.class, name = "turn-appraised"),
    @JsonSubTypes.Type(value = SessionEvent.EmotionShifted.class, name = "emotion-shifted"),
    @JsonSubTypes.Type(value = SessionEvent.PersonaSpoke.class, name = "persona-spoke"),
    @JsonSubTypes.Type(value = SessionEvent.Interrupted.class, name = "interrupted"),
    @JsonSubTypes.Type(value = SessionEvent.WorldEvent.class, name = "world-event"),
    @JsonSubTypes.Type(value = SessionEvent.GuestCame.class, name = "guest-came"),
    @JsonSubTypes.Type(value = SessionEvent.GuestLeft.class, name = "guest-left"),
    @JsonSubTypes.Type(value = SessionEvent.Silence.class, name = "silence"),
    @JsonSubTypes.Type(value = SessionEvent.PutOnHold.class, name = "put-on-hold"),
    @JsonSubTypes.Type(value = SessionEvent.TakenOffHold.class, name = "taken-off-hold"),
    @JsonSubTypes.Type(value = SessionEvent.HelpGiven.class, name = "help-given"),
    @JsonSubTypes.Type(value = SessionEvent.NightTold.class, name = "night-told"),
    @JsonSubTypes.Type(value = SessionEvent.SessionEnded.class, name = "session-ended"),
    @JsonSubTypes.Type(value = SessionEvent.SessionGraded.class, name = "session-graded"),
    @JsonSubTypes.Type(value = SessionEvent.HeardAgain.class, name = "heard-again"),
    @JsonSubTypes.Type(value = SessionEvent.LineCorrected.class, name = "line-corrected"),
    @JsonSubTypes.Type(value = SessionEvent.VerdictOverridden.class, name = "verdict-overridden"),
    @JsonSubTypes.Type(value = SessionEvent.CommentLeft.class, name = "comment-left"),
    @JsonSubTypes.Type(value = SessionEvent.CommentTakenBack.class, name = "comment-taken-back"),
    @JsonSubTypes.Type(value = SessionEvent.VerdictTakenBack.class, name = "verdict-taken-back")
})
public sealed interface SessionEvent {

    /**
     * @param state how the persona feels when the call begins
     * @param forkedFrom what this is a retake of, or null
     * @param circumstances what holds for this call beside the files, or null
     * @param files the first digits of every single file's SHA-256, by its path within the folder of prompts; empty in
     *     logs that are older than this note, and in rehearsals
     */
    record SessionStarted(
            String session,
            @JsonUnwrapped Setting setting,
            Engines engines,
            Instant startedAt,
            EmotionalState state,
            @Nullable Origin forkedFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Circumstances circumstances,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> files)
            implements SessionEvent {
        public SessionStarted {
            // An older log has none.
            files = Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNullElse(files, Map.of())));
        }

        /** A call as the files have it. */
        public SessionStarted(
                String session,
                Setting setting,
                Engines engines,
                Instant startedAt,
                EmotionalState state,
                @Nullable Origin forkedFrom) {
            this(session, setting, engines, startedAt, state, forkedFrom, null, Map.of());
        }

        /**
         * What is played.
         *
         * @param prompts SHA-256 of every prompt file that the session runs with, in hexadecimal
         */
        public record Setting(String scenario, String framework, String prompts, long seed) {}

        public String scenario() {
            return setting.scenario();
        }

        public String framework() {
            return setting.framework();
        }

        public String prompts() {
            return setting.prompts();
        }

        public long seed() {
            return setting.seed();
        }

        /** The same with others at work. */
        public SessionStarted by(Engines others) {
            return new SessionStarted(session, setting, others, startedAt, state, forkedFrom, circumstances, files);
        }

        /** Who led where the seats were swapped, as it is called; null where a person led. */
        public @Nullable String ledBy() {
            Circumstances.Swapped swapped = Circumstances.of(circumstances).swapped();
            return swapped == null ? null : swapped.title();
        }
    }

    /** @param guest to whom it was said; empty, and not in the log, where it was the persona */
    record LeaderSpoke(
            int turn,
            String text,
            List<Word> words,
            Medium source,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String guest)
            implements SessionEvent {
        public LeaderSpoke(int turn, String text, List<Word> words, Medium source, @Nullable String guest) {
            this.turn = turn;
            this.text = text;
            this.words = words;
            this.source = source;
            this.guest = guest == null ? "" : guest;
        }

        /** To the persona. */
        public LeaderSpoke(int turn, String text, List<Word> words, Medium source) {
            this(turn, text, words, source, "");
        }
    }

    /**
     * How it was decided that the leader had finished: every time that the voice fell silent within the turn, in order;
     * only the last one held. Typed turns have none.
     */
    record TurnTaken(int turn, List<Waiting> decisions) implements SessionEvent {
        public TurnTaken {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * @param heard the words of the turn by then
     * @param silentSince session time at which the leader's voice fell silent
     * @param patience how long the silence was to last before the turn counted as finished
     * @param murmurAfter after how much of it the persona was to murmur, as a listener does; null where it was not
     * @param reasons which strategy said what
     */
    record Waiting(
            String heard,
            Duration silentSince,
            Duration patience,
            @Nullable Duration murmurAfter,
            List<Reason> reasons) {
        public Waiting {
            reasons = List.copyOf(reasons);
        }

        /** @param patience what this strategy asked for */
        public record Reason(String strategy, String because, Duration patience) {}
    }

    /** @param reading how the turn was read; null where nobody is to go on with the call, and in older logs */
    record TurnAppraised(
            int turn,
            List<Move> moves,
            List<Sign> signs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            KeptReading reading)
            implements SessionEvent {
        public TurnAppraised(int turn, List<Move> moves, List<Sign> signs) {
            this(turn, moves, signs, null);
        }
    }

    /**
     * @param turn the turn that brought it about: the leader's, or the last one where silence or the world did
     * @param guest whose feeling it is; empty, and not in the log, where it is the persona's
     */
    record EmotionShifted(
            int turn,
            EmotionalState before,
            EmotionalState after,
            List<Cause> causes,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String guest)
            implements SessionEvent {
        public EmotionShifted(
                int turn, EmotionalState before, EmotionalState after, List<Cause> causes, @Nullable String guest) {
            this.turn = turn;
            this.before = before;
            this.after = after;
            this.causes = causes;
            this.guest = guest == null ? "" : guest;
        }

        /** Of the persona. */
        public EmotionShifted(int turn, EmotionalState before, EmotionalState after, List<Cause> causes) {
            this(turn, before, after, causes, "");
        }

        public boolean ofPersona() {
            return guest.isEmpty();
        }
    }

    /**
     * @param text all that the persona meant to say
     * @param heard the part of it that was really played to the leader
     * @param speaker who worded it, as {@code PersonaAgent.name()}
     * @param note why the understudy stepped in, or empty
     * @param tells what it told, asked and promised of what was heard; in the log only where there is any
     * @param guest who spoke in the persona's place; empty, and not in the log, where it was the persona
     */
    record PersonaSpoke(
            int turn,
            String text,
            String heard,
            String act,
            Delivery delivery,
            String speaker,
            String note,
            TurnLatency latency,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tell> tells,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String guest)
            implements SessionEvent {
        public PersonaSpoke(
                int turn,
                String text,
                String heard,
                String act,
                Delivery delivery,
                String speaker,
                String note,
                TurnLatency latency,
                @Nullable List<Tell> tells,
                @Nullable String guest) {
            this.turn = turn;
            this.text = text;
            this.heard = heard;
            this.act = act;
            this.delivery = delivery;
            this.speaker = speaker;
            this.note = note;
            this.latency = latency;
            this.tells = tells == null ? List.of() : List.copyOf(tells);
            this.guest = guest == null ? "" : guest;
        }

        /** By the persona. */
        public PersonaSpoke(
                int turn,
                String text,
                String heard,
                String act,
                Delivery delivery,
                String speaker,
                String note,
                TurnLatency latency,
                @Nullable List<Tell> tells) {
            this(turn, text, heard, act, delivery, speaker, note, latency, tells, "");
        }
    }

    /**
     * @param turn the turn that was cut off
     * @param by whoever cut in
     * @param after how much of the turn had been heard
     */
    record Interrupted(int turn, Speaker by, Duration after) implements SessionEvent {}

    /** @param event the id of an event in the scenario's file */
    record WorldEvent(String event, String text) implements SessionEvent {}

    /**
     * Somebody else is on the line now, and the persona waits: what follows up to {@link GuestLeft} is between the leader
     * and this guest.
     *
     * @param guest by which the guest's turns and feelings are known
     * @param state how the guest feels when the leader is put through
     */
    record GuestCame(String guest, String name, String role, EmotionalState state) implements SessionEvent {}

    /**
     * The leader is back with the persona.
     *
     * @param ending the id of the guest's ending that the state came to
     * @param text that ending in one sentence
     * @param reason who hung up
     */
    record GuestLeft(String guest, String ending, String text, EndReason reason) implements SessionEvent {}

    /** From here on the persona speaks with this voice, and not with that of the session's engines. */
    record VoiceChosen(String voice) implements SessionEvent {}

    record Silence(Duration lasted) implements SessionEvent {}

    /** The leader has put the call on hold: the session's clock stands still, and the persona waits. */
    record PutOnHold() implements SessionEvent {}

    /** @param lasted how long the call was on hold, by the clock on the wall */
    record TakenOffHold(Duration lasted) implements SessionEvent {}

    /**
     * The leader asked for help with the next move.
     *
     * @param turn the last turn of either side before it
     * @param criterion of the framework, which had not been met by then
     * @param text what could be said
     */
    record HelpGiven(int turn, String criterion, String text) implements SessionEvent {}

    /**
     * What followed the call, where the scenario has a night: simulated once from the seed, then a fact of the session.
     */
    record NightTold(NightStory night) implements SessionEvent {}

    /**
     * @param ending the id of the scenario's ending that the state came to
     * @param text that ending in one sentence
     */
    record SessionEnded(EndReason reason, String ending, String text) implements SessionEvent {}

    /** May come again: the last one counts, the earlier ones are kept. */
    record SessionGraded(Scorecard scorecard) implements SessionEvent {}

    /** @param by the second recogniser, which heard other words in a turn of the leader's; told when the call is over */
    record HeardAgain(int turn, String text, String by) implements SessionEvent {}

    /** After the call the leader put right what was heard in one of the leader's turns. */
    record LineCorrected(int turn, String text) implements SessionEvent {}

    /**
     * A trainer's verdict in place of the judge's; the last one on a criterion counts.
     *
     * @param by who, as they call themselves
     */
    record VerdictOverridden(
            String criterion,
            Verdict verdict,
            String reason,
            String by,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String from)
            implements SessionEvent {
        public VerdictOverridden(String criterion, Verdict verdict, String reason, String by, @Nullable String from) {
            this.criterion = criterion;
            this.verdict = verdict;
            this.reason = reason;
            this.by = by;
            this.from = from == null ? "" : from;
        }
    }

    /**
     * A trainer's note on a turn.
     *
     * @param from a mark of the login that it came by; empty, and not in the log, where there was none
     */
    record CommentLeft(
            int turn,
            String text,
            String by,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String from) implements SessionEvent {
        public CommentLeft(int turn, String text, String by, @Nullable String from) {
            this.turn = turn;
            this.text = text;
            this.by = by;
            this.from = from == null ? "" : from;
        }

        public CommentLeft(int turn, String text, String by) {
            this(turn, text, by, "");
        }
    }

    /** @param comment the number of the event with which it was left */
    record CommentTakenBack(long comment) implements SessionEvent {}

    /** The trainer's verdict on a criterion goes: the judge's own counts again. */
    record VerdictTakenBack(String criterion) implements SessionEvent {}
}
