package dev.calmroom.conversation;

import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.turntaking.PauseStatistics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a call stands. Immutable; {@link CallCore} makes the next one.
 *
 * @param heard what the leader has said since the persona's last turn, unanswered
 * @param pauses how this speaker pauses
 */
public record CallState(
        Phase phase,
        Roleplay roleplay,
        LeaderSide leader,
        PersonaSide persona,
        HeardSoFar heard,
        PauseStatistics pauses,
        Counts counts,
        Silence silence,
        Clock clock,
        Moments moments) {

    public enum Phase {
        RINGING,
        OPEN,
        /** The line is dead; only the leader's last words are still awaited from whoever appraises them. */
        CLOSING,
        ENDED
    }

    /**
     * @param utterance counts the leader's turns as captions show them
     * @param replies counts preparations
     * @param questions counts what was to be decided or appraised
     */
    record Counts(int utterance, int replies, int questions) {}

    /**
     * @param since since when neither side speaks
     * @param seconds whole seconds of it that the persona has been asked about
     */
    record Silence(Duration since, long seconds) {}

    /**
     * @param seconds whole seconds of the call that have been announced
     * @param warned whether the leader has been told that the end is near
     */
    record Clock(long seconds, boolean warned) {}

    /**
     * When something happened last that may still matter; null where it has not, or does not matter any more.
     *
     * @param sign the first sign of the leader's voice that is not yet known to be speech
     * @param murmured the persona began to murmur
     * @param detached the client was gone, and still is
     * @param held the call was put on hold, and still is
     * @param occupied the leader was last known to be busy
     */
    record Moments(
            @Nullable Duration sign,
            @Nullable Duration murmured,
            @Nullable Duration detached,
            @Nullable Duration held,
            @Nullable Duration occupied) {}

    /** Whether the call has heard that it is on hold, and not yet that it goes on. */
    public boolean isOnHold() {
        return moments.held() != null;
    }

    static CallState ringing(Roleplay roleplay, PauseStatistics pauses) {
        return new CallState(
                Phase.RINGING,
                roleplay,
                new LeaderSide.Quiet(),
                new PersonaSide.Idle(),
                HeardSoFar.NOTHING,
                pauses,
                new Counts(1, 0, 0),
                new Silence(Duration.ZERO, 0),
                new Clock(0, false),
                new Moments(null, null, null, null, null));
    }
}
