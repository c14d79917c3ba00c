package dev.calmroom.storage;

import dev.calmroom.log.Origin;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One past or present attempt, as a list shows it.
 *
 * @param forkedFrom what it is a retake of, or null
 * @param handedIn whether its owner shows it to trainers
 * @param by whose it is, where the login knows names
 * @param ledBy who led where the seats were swapped: then it is no attempt; null where a person led
 * @param broughtIn whether it came from a file, and was not made here
 */
public record SessionSummary(
        String id,
        String scenario,
        Course course,
        Outcome outcome,
        @Nullable Origin forkedFrom,
        boolean handedIn,
        @Nullable String by,
        @Nullable String ledBy,
        boolean broughtIn) {
    /**
     * How far it has come.
     *
     * @param ended whether it came to its end; false while the call lasts, or where it was cut off
     * @param length how long it took, up to its end or to its last event so far
     * @param turns both sides' turns
     * @param live whether a server, this one or another, has it on the line
     */
    public record Course(Instant started, boolean ended, Duration length, int turns, boolean live) {}

    /**
     * What came of it.
     *
     * @param score 0 to 100, null until it is graded
     * @param ending how it ended, in one sentence; null before the end
     */
    public record Outcome(@Nullable Integer score, @Nullable String ending) {}

    public Instant started() {
        return course.started();
    }

    public boolean ended() {
        return course.ended();
    }

    public Duration length() {
        return course.length();
    }

    public int turns() {
        return course.turns();
    }

    public boolean live() {
        return course.live();
    }

    public @Nullable Integer score() {
        return outcome.score();
    }

    public @Nullable String ending() {
        return outcome.ending();
    }

    /** Whether a person led: only that is somebody's attempt. */
    public boolean isAttempt() {
        return ledBy == null;
    }
}
