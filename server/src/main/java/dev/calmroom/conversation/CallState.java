package dev.calmroom.conversation;

import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.turntaking.PauseStatistics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a call stands. Immutable; {@link CallCore} makes the next one.
 *
 * @param heard what the leader has said since the persona's last turn, unanswered
 * @param utterance counts the leader's turns as captions show them
 * @param replies counts preparations
 * @param questions counts what was to be decided or appraised
 * @param pauses how this speaker pauses
 * @param sign when the first sign of the leader's voice came that is not yet known to be speech, or null
 * @param murmured when the persona last began to murmur, or null
 * @param quietSince since when neither side speaks
 * @param seconds whole seconds of silence that the persona has been asked about
 * @param detachedAt since when the client is gone, or null
 * @param clock whole seconds of the call that have been announced
 */
public record CallState(
        Phase phase,
        Roleplay roleplay,
        LeaderSide leader,
        PersonaSide persona,
        HeardSoFar heard,
        int utterance,
        int replies,
        int questions,
        PauseStatistics pauses,
        @Nullable Duration sign,
        @Nullable Duration murmured,
        Duration quietSince,
        long seconds,
        @Nullable Duration detachedAt,
        long clock,
        boolean warned) {

    public enum Phase {
        RINGING,
        OPEN,
        /** The line is dead; only the leader's last words are still awaited from whoever appraises them. */
        CLOSING,
        ENDED
    }

    static CallState ringing(Roleplay roleplay) {
        return new CallState(
                Phase.RINGING,
                roleplay,
                new LeaderSide.Quiet(),
                new PersonaSide.Idle(),
                HeardSoFar.NOTHING,
                1,
                0,
                0,
                PauseStatistics.UNKNOWN,
                null,
                null,
                Duration.ZERO,
                0,
                null,
                0,
                false);
    }
}
