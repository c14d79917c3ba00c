package dev.calmroom.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Engines;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Origin;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that can be said of a finished call, as the page draws it and as {@code GET /api/sessions/{id}/report} gives it
 * (described with an example in {@code docs/report.md}). Made from the event log alone; durations are milliseconds in
 * JSON. Until grading is done {@code grade} and {@code oneChange} are null and the rest is already there.
 */
public record Report(
        Call call,
        Progress grading,
        @Nullable Ending ending,
        @Nullable Grade grade,
        @Nullable OneChange oneChange,
        List<ReportTurn> turns,
        List<CurvePoint> curve,
        List<Mark> marks,
        List<Figure> delivery,
        @Nullable Night night,
        List<Source> sources,
        List<Attempt> attempts) {
    public Report {
        turns = List.copyOf(turns);
        curve = List.copyOf(curve);
        marks = List.copyOf(marks);
        delivery = List.copyOf(delivery);
        sources = List.copyOf(sources);
        attempts = List.copyOf(attempts);
    }

    /** The same while the grader has come so far. */
    Report at(Progress progress) {
        return progress.equals(grading)
                ? this
                : new Report(
                        call, progress, ending, grade, oneChange, turns, curve, marks, delivery, night, sources,
                        attempts);
    }

    /** The same beside those earlier attempts only that whoever reads it may see. */
    public Report beside(Predicate<String> seen) {
        return new Report(
                call,
                grading,
                ending,
                grade,
                oneChange,
                turns,
                curve,
                marks,
                delivery,
                night,
                sources,
                attempts.stream()
                        .filter(attempt -> seen.test(attempt.session()))
                        .toList());
    }

    /**
     * Which call this is.
     *
     * @param ledBy who led where the seats were swapped: grade and proof are of that leader's lines, and it is nobody's
     *     attempt; null where a person led
     */
    public record Call(
            String session,
            String scenario,
            String framework,
            String frameworkTitle,
            @Nullable Instant startedAt,
            Duration length,
            long seed,
            @Nullable Engines engines,
            @Nullable Origin forkedFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String ledBy) {}

    /** How far grading has come. */
    public enum Stage {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("retrying")
        RETRYING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    /**
     * @param done answers that are in
     * @param of answers that are wanted
     * @param attempt counts from 1
     * @param message why it is tried again, or why it failed and what to do; empty otherwise
     */
    public record Progress(Stage stage, int done, int of, int attempt, String message) {}

    public record Ending(String id, EndReason reason, String text) {}

    /**
     * @param score 0 to 100
     * @param notes what the reader must know of how this score came about: overrides, corrected lines, unsure answers
     * @param before what the judge's own verdicts give, without a trainer's overrides; the same number when there are
     *     none
     */
    public record Grade(
            int score,
            int before,
            String judge,
            String rubric,
            String prompts,
            long seed,
            String because,
            List<MoveScore> moves,
            List<Criterion> criteria,
            List<Deduction> deductions,
            List<String> notes) {}

    /** One of the framework's moves: what it gave, and what it could have. */
    public record MoveScore(String id, String title, double points, double of) {}

    /** Points taken off, and the turns that cost them. */
    public record Deduction(String criterion, int points, List<Integer> turns, String text) {}

    /**
     * @param move the move whose points it shares; null for traps and order
     * @param kind {@code move}, {@code trap} or {@code order}
     * @param points what it gave: negative for a trap that happened and an order that was not kept
     * @param of the most it can give; for traps and order the most it can cost, negative
     * @param votes the answers of the judge's several runs; empty when it answers once
     * @param advice what to say another time; null where there is nothing to better
     */
    public record Criterion(
            String id,
            String label,
            @Nullable String move,
            Kind kind,
            Verdict verdict,
            double points,
            double of,
            String reason,
            List<Evidence> evidence,
            List<Verdict> votes,
            @Nullable Advice advice,
            @Nullable Overruling override) {}

    /**
     * @param turn the leader's turn that it rewords, or the one in which it would have fitted
     * @param instead the leader's own words; empty when something was left out rather than said
     * @param say the alternative, {@code try} in JSON
     */
    public record Advice(
            int turn, String instead, @JsonProperty("try") String say) {}

    /** A trainer's verdict in place of the judge's. */
    public record Overruling(String by, String reason, Verdict was, long at) {}

    /**
     * The single criterion that, met at that turn, would have moved score and state the most, found by playing the call
     * again with it.
     *
     * @param turn the leader's turn that would have been other; a retake shares all turns before it
     * @param endingAfter the ending that the replay came to; null when the call was not replayed
     */
    public record OneChange(
            String criterion,
            int turn,
            String text,
            String instead,
            @JsonProperty("try") String say,
            int scoreBefore,
            int scoreAfter,
            @Nullable EmotionalState stateBefore,
            @Nullable EmotionalState stateAfter,
            @Nullable String endingBefore,
            @Nullable String endingAfter) {}

    /**
     * @param meant all that the persona meant to say, where less was heard; null otherwise
     * @param end when the last word was over; null where the call was typed or imported
     * @param words times and confidences of a spoken leader's turn
     * @param unclear words that the recogniser was not sure of, and that therefore prove nothing against the leader
     * @param correctedFrom what the line was before the leader corrected it; null when nothing was corrected
     */
    public record ReportTurn(
            int turn,
            Speaker speaker,
            String text,
            @Nullable String meant,
            Duration at,
            @Nullable Duration end,
            String source,
            @Nullable String act,
            boolean interrupted,
            List<Word> words,
            List<String> unclear,
            @Nullable String correctedFrom,
            List<Comment> comments) {}

    /**
     * A trainer's note on a turn.
     *
     * @param id by which it can be taken back
     */
    public record Comment(long id, String by, String text, long at) {}

    /** What a criterion watches for. */
    public enum Kind {
        @JsonProperty("move")
        MOVE,
        @JsonProperty("trap")
        TRAP,
        @JsonProperty("order")
        ORDER
    }

    /** How the persona felt after a turn. */
    public record CurvePoint(int turn, Duration at, EmotionalState state) {}

    /**
     * A move, a trap or an event of the world on the picture of the call.
     *
     * @param kind {@code good}, {@code trap}, {@code neutral} or {@code world}
     * @param changes what it did to the persona, by rule and dimension; empty for marks without effect
     */
    public record Mark(
            int turn, Duration at, String kind, String move, String label, String quote, List<Change> changes) {}

    /** One line of the ledger. */
    public record Change(String rule, String dimension, double amount) {}

    /**
     * A neutral figure of delivery.
     *
     * @param value null where it cannot be known, for instance words a minute of a typed call
     * @param detail in words: where, which, how many of what
     * @param norm what the literature gives; null where it gives none that is worth stating
     */
    public record Figure(
            String id,
            String label,
            @Nullable Double value,
            Unit unit,
            String detail,
            @Nullable Norm norm) {}

    /** What a figure of delivery counts. */
    public enum Unit {
        /** Of the whole, 0 to 1. */
        @JsonProperty("share")
        SHARE,
        @JsonProperty("per-minute")
        PER_MINUTE,
        @JsonProperty("ms")
        MILLISECONDS,
        @JsonProperty("count")
        COUNT
    }

    /** A range from the literature, in the figure's own unit. */
    public record Norm(@Nullable Double low, @Nullable Double high, String source) {}

    /** What followed after the call, where the scenario tells it. */
    public record Night(String outcome, List<NightLine> lines) {}

    /** @param because what in the call moved it; empty when nothing did */
    public record NightLine(String clock, String text, String because) {}

    /** Evidence behind the framework, as its author cites it. */
    public record Source(String source, String finding) {}

    /**
     * An earlier attempt at the same scenario.
     *
     * @param gained criteria that are met now and were not then
     * @param lost criteria that were met then and are not now
     * @param moves what each of the framework's moves gave then
     */
    public record Attempt(
            String session,
            @Nullable Instant startedAt,
            int score,
            String ending,
            List<String> gained,
            List<String> lost,
            List<MoveScore> moves) {}
}
