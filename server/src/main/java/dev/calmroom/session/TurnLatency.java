package dev.calmroom.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one answer, each measured from the end of the leader's speech; null where a stage did not happen.
 *
 * @param endOfTurn she was taken to have finished
 * @param recognised the final words were there
 * @param appraised moves and feeling were decided
 * @param firstWord the first words of the answer were there
 * @param firstAudioSent the first sample left the server
 * @param firstAudioPlayed the client played it, by its own acknowledgement
 */
public record TurnLatency(
        @Nullable Duration endOfTurn,
        @Nullable Duration recognised,
        @Nullable Duration appraised,
        @Nullable Duration firstWord,
        @Nullable Duration firstAudioSent,
        @Nullable Duration firstAudioPlayed) {
    public static final TurnLatency NONE = new TurnLatency(null, null, null, null, null, null);
}
