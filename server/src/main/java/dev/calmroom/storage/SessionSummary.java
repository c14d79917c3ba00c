package dev.calmroom.storage;

import dev.calmroom.session.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One past or present attempt, as a list shows it.
 *
 * @param ended null while the call lasts, or where it was cut off before it could end
 * @param score 0 to 100, null until it is graded
 * @param ending how it ended, in one sentence; null before the end
 * @param turns both sides' turns
 * @param forkedFrom what it is a retake of, or null
 */
public record SessionSummary(
        String id,
        String scenario,
        Instant started,
        @Nullable Instant ended,
        @Nullable Integer score,
        @Nullable String ending,
        int turns,
        @Nullable Origin forkedFrom) {}
