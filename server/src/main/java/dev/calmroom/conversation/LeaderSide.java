package dev.calmroom.conversation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the leader's side of the line stands. */
sealed interface LeaderSide {

    record Quiet() implements LeaderSide {}

    /**
     * @param since when the leader's voice began in this segment; a dip in it, too short for a pause, changes nothing
     * @param partial what has been heard of this segment so far
     */
    record Talking(int segment, Duration since, String partial) implements LeaderSide {}

    /**
     * The leader's voice has fallen silent; whether the turn is over is not yet known.
     *
     * @param began when the leader's voice began in this segment
     * @param asked the recogniser has been asked for its final words
     * @param over the turn is over whatever the words say (muted, gone)
     * @param deadline when the turn counts as over; null until the final words are there
     * @param silentUpTo how far the silence has really been heard
     * @param lead how long before its first word the persona is to be heard murmuring: where it is positive, the turn
     *     is not over at the deadline, but so much later
     */
    record Pausing(
            int segment,
            Duration began,
            Duration voiceEnded,
            boolean asked,
            boolean over,
            @Nullable Duration deadline,
            Duration silentUpTo,
            Duration lead)
            implements LeaderSide {

        /** The leader has just fallen silent. */
        static Pausing since(int segment, Duration began, Duration voiceEnded) {
            return new Pausing(segment, began, voiceEnded, false, false, null, voiceEnded, Duration.ZERO);
        }

        Pausing heard(Duration upTo) {
            return upTo.compareTo(silentUpTo) > 0
                    ? new Pausing(segment, began, voiceEnded, asked, over, deadline, upTo, lead)
                    : this;
        }

        Pausing asking() {
            return new Pausing(segment, began, voiceEnded, true, over, null, silentUpTo, Duration.ZERO);
        }

        Pausing until(Duration deadline) {
            return murmuring(deadline, Duration.ZERO);
        }

        /** The persona begins to be heard then, and its first word comes so much later. */
        Pausing murmuring(Duration from, Duration lead) {
            return new Pausing(segment, began, voiceEnded, true, over, from, silentUpTo, lead);
        }

        /** The persona waits in silence until the turn is over. */
        Pausing inSilence() {
            return deadline == null ? this : until(deadline.plus(lead));
        }

        /** Whatever the words say, the turn is over; where they are still awaited, as soon as they are there. */
        Pausing atOnce(Duration now) {
            return new Pausing(
                    segment, began, voiceEnded, true, true, deadline == null ? null : now, silentUpTo, Duration.ZERO);
        }
    }
}
