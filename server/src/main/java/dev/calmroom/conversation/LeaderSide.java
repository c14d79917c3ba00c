package dev.calmroom.conversation;

import java.time.Duration;

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
     * @param silentUpTo how far the silence has really been heard
     * @param over the turn is over whatever the words say (muted, gone)
     */
    record Pausing(int segment, Duration began, Duration voiceEnded, Duration silentUpTo, boolean over, Awaited awaited)
            implements LeaderSide {

        /** The leader has just fallen silent. */
        static Pausing since(int segment, Duration began, Duration voiceEnded) {
            return new Pausing(segment, began, voiceEnded, voiceEnded, false, new Awaited.Silence());
        }

        Pausing heard(Duration upTo) {
            return upTo.compareTo(silentUpTo) > 0 ? new Pausing(segment, began, voiceEnded, upTo, over, awaited) : this;
        }

        Pausing awaiting(Awaited next) {
            return new Pausing(segment, began, voiceEnded, silentUpTo, over, next);
        }

        Pausing until(Duration deadline) {
            return awaiting(new Awaited.Deadline(deadline, Duration.ZERO));
        }

        /** The persona waits in silence until the turn is over. */
        Pausing inSilence() {
            return awaited instanceof Awaited.Deadline it ? until(it.at().plus(it.lead())) : this;
        }

        /** Whatever the words say, the turn is over; where they are still awaited, as soon as they are there. */
        Pausing atOnce(Duration now) {
            Awaited next = hasWords() ? new Awaited.Deadline(now, Duration.ZERO) : new Awaited.Words();
            return new Pausing(segment, began, voiceEnded, silentUpTo, true, next);
        }

        /** Whether the final words of the segment are there. */
        boolean hasWords() {
            return awaited instanceof Awaited.Decision || awaited instanceof Awaited.Deadline;
        }
    }

    /** What is awaited, one after the other, before a turn counts as over. */
    sealed interface Awaited {

        /** A silence that is worth asking the recogniser for its final words. */
        record Silence() implements Awaited {}

        /** The final words: the recogniser has been asked for them. */
        record Words() implements Awaited {}

        /** How long to wait after these words: what was asked by this id. */
        record Decision(int id) implements Awaited {}

        /**
         * The moment from which the turn counts as over.
         *
         * @param lead how long before its first word the persona is to be heard murmuring: where it is positive, the
         *     turn is not over at that moment, but so much later
         */
        record Deadline(Duration at, Duration lead) implements Awaited {}
    }
}
