package dev.calmroom.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.calmroom.log.Origin;
import dev.calmroom.storage.SessionSummary;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of attempts.
 *
 * @param by whose it is, where the login knows names
 * @param ledBy who led where the seats were swapped: then it is no attempt; null where a person led
 * @param broughtIn whether it came from a file, and was not made here
 */
record SessionListing(
        String session,
        String scenario,
        String title,
        @JsonUnwrapped Course course,
        @JsonUnwrapped Outcome outcome,
        @Nullable Origin forkedFrom,
        boolean handedIn,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String by,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ledBy,
        boolean broughtIn) {

    /** @param startedAt ISO 8601 */
    record Course(String startedAt, long durationMs, Status status, int turns) {}

    /**
     * @param ending one sentence, null before the end
     * @param score null before the grade, and where the seats were swapped: it would be the authored leader's
     */
    record Outcome(@Nullable String ending, @Nullable Integer score) {}

    enum Status {
        /** The call is under way. */
        @JsonProperty("live")
        LIVE,
        /** It ended and has no score yet. */
        @JsonProperty("ended")
        ENDED,
        @JsonProperty("graded")
        GRADED,
        /** It was cut off and never ended. */
        @JsonProperty("failed")
        FAILED
    }

    static SessionListing of(SessionSummary summary, String title) {
        return new SessionListing(
                summary.id(),
                summary.scenario(),
                title,
                new Course(summary.started().toString(), summary.length().toMillis(), status(summary), summary.turns()),
                new Outcome(summary.ending(), summary.isAttempt() ? summary.score() : null),
                summary.forkedFrom(),
                summary.handedIn(),
                summary.by(),
                summary.ledBy(),
                summary.broughtIn());
    }

    private static Status status(SessionSummary summary) {
        if (summary.score() != null) {
            return Status.GRADED;
        }
        if (summary.ended()) {
            return Status.ENDED;
        }
        return summary.live() ? Status.LIVE : Status.FAILED;
    }
}
