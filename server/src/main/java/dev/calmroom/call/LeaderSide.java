package dev.calmroom.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the leader's side of the line stands. */
sealed interface LeaderSide {

    record Quiet() implements LeaderSide {}

    /** @param partial what has been heard of this segment so far */
    record Talking(int segment, Duration since, String partial) implements LeaderSide {}

    /**
     * Her voice has fallen silent; whether the turn is over is not yet known.
     *
     * @param asked the recogniser has been asked for its final words
     * @param over the turn is over whatever the words say (muted, gone)
     * @param deadline when the turn counts as over; null until the final words are there
     */
    record Pausing(
            int segment,
            Duration voiceEnded,
            boolean asked,
            boolean over,
            @Nullable Duration deadline) implements LeaderSide {}
}
