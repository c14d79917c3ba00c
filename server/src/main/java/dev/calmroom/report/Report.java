package dev.calmroom.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
        @JsonUnwrapped Picture picture,
        List<Figure> delivery,
        @Nullable Night night,
        List<Source> sources,
        List<Attempt> attempts) {
    public Report {
        delivery = List.copyOf(delivery);
        sources = List.copyOf(sources);
        attempts = List.copyOf(attempts);
    }

    /** The same while the grader has come so far. */
    Report at(Progress progress) {
        return progress.equals(grading)
                ? this
                : new Report(call, progress, ending, grade, oneChange, picture, delivery, night, sources, attempts);
    }

    /** The same beside those earlier attempts only that whoever reads it may see. */
    public Report beside(Predicate<String> seen) {
        return new Report(
                call,
                grading,
                ending,
                grade,
                oneChange,
                picture,
                delivery,
                night,
                sources,
                attempts.stream()
                        .filter(attempt -> seen.test(attempt.session()))
                        .toList());
    }

    /** What was said, and how the persona felt over it. */
    public record Picture(List<ReportTurn> turns, List<CurvePoint> curve, List<Mark> marks) {
        public Picture {
            turns = List.copyOf(turns);
            curve = List.copyOf(curve);
            marks = List.copyOf(marks);
        }
    }

    public List<ReportTurn> turns() {
        return picture.turns();
    }

    public List<CurvePoint> curve() {
        return picture.curve();
    }

    public List<Mark> marks() {
        return picture.marks();
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
            @JsonUnwrapped GradedBy by,
            String because,
            List<MoveScore> moves,
            List<Criterion> criteria,
            List<Deduction> deductions,
            List<String> notes) {}

    /** Who graded, and by what. */
    public record GradedBy(String judge, String rubric, String prompts, long seed) {}

    /** One of the framework's moves: what it gave, and what it could have. */
    public record MoveScore(String id, String title, double points, double of) {}

    /** Points taken off, and the turns that cost them. */
    public record Deduction(String criterion, int points, List<Integer> turns, String text) {}

    /**
     * What a criterion asks for.
     *
     * @param move the move whose points it shares; null for traps and order
     * @param kind {@code move}, {@code trap} or {@code order}
     */
    public record Asked(String id, String label, @Nullable String move, Kind kind) {}

    /**
     * @param points what it gave: negative for a trap that happened and an order that was not kept
     * @param of the most it can give; for traps and order the most it can cost, negative
     * @param votes the answers of the judge's several runs; empty when it answers once
     * @param advice what to say another time; null where there is nothing to better
     */
    public record Criterion(
            @JsonUnwrapped Asked asked,
            Verdict verdict,
            double points,
            double of,
            String reason,
            List<Evidence> evidence,
            List<Verdict> votes,
            @Nullable Advice advice,
            @Nullable Overruling override) {
        public String id() {
            return asked.id();
        }

        public String label() {
            return asked.label();
        }

        public Kind kind() {
            return asked.kind();
        }
    }

    /**
     * @param turn the leader's turn that it rewords, or the one in which it would have fitted
     * @param instead the leader's own words; empty when something was left out rather than said
     * @param say the alternative, {@code try} in JSON
     */
    public record Advice(
            int turn, String instead, @JsonProperty("try") String say) {}

    /**
     * A trainer's verdict in place of the judge's.
     *
     * @param from a mark of the login that it came by; for the server alone, and empty where there was none
     */
    public record Overruling(String by, @JsonIgnore String from, String reason, Verdict was, long at) {}

    /**
     * The single criterion that, met at that turn, would have moved score and state the most, found by playing the call
     * again with it.
     *
     * @param turn the leader's turn that would have been other; a retake shares all turns before it
     */
    public record OneChange(
            String criterion,
            int turn,
            String text,
            String instead,
            @JsonProperty("try") String say,
            @JsonUnwrapped(suffix = "Before") Standing before,
            @JsonUnwrapped(suffix = "After") Standing after) {}

    /**
     * What a call comes to.
     *
     * @param state null where it was not played, and the same for {@code ending}
     */
    public record Standing(
            int score,
            @Nullable EmotionalState state,
            @Nullable String ending) {}

    /** @param interrupted whether the other side came in on it */
    public record ReportTurn(
            int turn,
            @JsonUnwrapped Line line,
            @JsonUnwrapped Sound sound,
            @Nullable String act,
            boolean interrupted,
            List<Comment> comments) {
        public Speaker speaker() {
            return line.speaker();
        }

        public String text() {
            return line.text();
        }
    }

    /**
     * What was said.
     *
     * @param meant all that the persona meant to say, where less was heard; null otherwise
     * @param correctedFrom what the line was in the call, where it is known better by now; null where it is not
     * @param guest who was on the line in the persona's place, by name; null where it was the persona
     * @param heardBy the second recogniser that heard it so; null where a person put it right, or nobody did
     */
    public record Line(
            Speaker speaker,
            String text,
            @Nullable String meant,
            @Nullable String correctedFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String guest,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String heardBy) {
        /** As it was in the call. */
        public Line(
                Speaker speaker,
                String text,
                @Nullable String meant,
                @Nullable String correctedFrom,
                @Nullable String guest) {
            this(speaker, text, meant, correctedFrom, guest, null);
        }

        /** Between leader and persona. */
        public Line(Speaker speaker, String text, @Nullable String meant, @Nullable String correctedFrom) {
            this(speaker, text, meant, correctedFrom, null);
        }

        Line corrected(String better) {
            return new Line(speaker, better, meant, text, guest);
        }

        Line heardAgain(String better, String by) {
            return new Line(speaker, better, meant, text, guest, by);
        }
    }

    /**
     * When, and how it was heard.
     *
     * @param end when the last word was over; null where the call was typed or imported
     * @param words times and confidences of a spoken leader's turn
     * @param unclear words that the recogniser was not sure of, and that therefore prove nothing against the leader
     */
    public record Sound(Duration at, @Nullable Duration end, String source, List<Word> words, List<String> unclear) {}

    /**
     * A trainer's note on a turn.
     *
     * @param id by which it can be taken back
     * @param from a mark of the login that it came by; for the server alone, and empty where there was none
     */
    public record Comment(long id, String by, @JsonIgnore String from, String text, long at) {}

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
