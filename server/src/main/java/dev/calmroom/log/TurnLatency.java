package dev.calmroom.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one answer, each measured from the end of the leader's speech; null where a stage did not happen.
 *
 * @param endOfTurn the leader was taken to have finished
 * @param recognised the final words were there
 * @param appraised what the words do was known
 * @param firstWord the first words of the answer were there
 * @param firstAudioSent the first sample left the server
 * @param firstAudioPlayed the client played it, by its own acknowledgement
 * @param firstWordPlayed the client played the first word: later than the first sample where a murmur came before it
 */
public record TurnLatency(
        @Nullable Duration endOfTurn,
        @Nullable Duration recognised,
        @Nullable Duration appraised,
        @Nullable Duration firstWord,
        @Nullable Duration firstAudioSent,
        @Nullable Duration firstAudioPlayed,
        @Nullable Duration firstWordPlayed) {
    public static final TurnLatency NONE = new TurnLatency(null, null, null, null, null, null, null);

    public TurnLatency endOfTurn(Duration since) {
        return new TurnLatency(
                since, recognised, appraised, firstWord, firstAudioSent, firstAudioPlayed, firstWordPlayed);
    }

    public TurnLatency recognised(Duration since) {
        return new TurnLatency(
                endOfTurn, since, appraised, firstWord, firstAudioSent, firstAudioPlayed, firstWordPlayed);
    }

    public TurnLatency appraised(Duration since) {
        return new TurnLatency(
                endOfTurn, recognised, since, firstWord, firstAudioSent, firstAudioPlayed, firstWordPlayed);
    }

    public TurnLatency firstWord(Duration since) {
        return new TurnLatency(
                endOfTurn, recognised, appraised, since, firstAudioSent, firstAudioPlayed, firstWordPlayed);
    }

    public TurnLatency firstAudioSent(Duration since) {
        return new TurnLatency(endOfTurn, recognised, appraised, firstWord, since, firstAudioPlayed, firstWordPlayed);
    }

    public TurnLatency played(Duration firstAudio, Duration firstWord) {
        return new TurnLatency(endOfTurn, recognised, appraised, this.firstWord, firstAudioSent, firstAudio, firstWord);
    }
}
