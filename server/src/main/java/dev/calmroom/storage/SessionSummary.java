package dev.calmroom.storage;

import dev.calmroom.log.Origin;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One past or present attempt, as a list shows it.
 *
 * @param ended whether it came to its end; false while the call lasts, or where it was cut off
 * @param length how long it took, up to its end or to its last event so far
 * @param score 0 to 100, null until it is graded
 * @param ending how it ended, in one sentence; null before the end
 * @param turns both sides' turns
 * @param forkedFrom what it is a retake of, or null
 * @param live whether a server, this one or another, has it on the line
 * @param handedIn whether its owner shows it to trainers
 * @param by whose it is, where the login knows names
 * @param ledBy who led where the seats were swapped: then it is no attempt; null where a person led
 */
public record SessionSummary(
        String id,
        String scenario,
        Instant started,
        boolean ended,
        Duration length,
        @Nullable Integer score,
        @Nullable String ending,
        int turns,
        @Nullable Origin forkedFrom,
        boolean live,
        boolean handedIn,
        @Nullable String by,
        @Nullable String ledBy) {
    /** Whether a person led: only that is somebody's attempt. */
    public boolean isAttempt() {
        return ledBy == null;
    }
}
