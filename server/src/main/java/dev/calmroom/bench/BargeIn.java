package dev.calmroom.bench;

import org.jspecify.annotations.Nullable;

/**
 * What became of one interjection. Times are milliseconds from its first sample that sounds to the service's word at
 * the caller's end of the line; a loudspeaker fades within ten more.
 *
 * @param reply which of his replies in the call it was said over, from 1
 * @param lowered null where he was not
 * @param stopped until he was held or cut off; null where he spoke on
 * @param heldFor how long he was silent before he went on; null where he was not held, or gave way
 * @param gaveWay he was cut off for good
 * @param heard what was taken for her words; empty where he did not give way
 */
record BargeIn(
        Interjection said,
        int reply,
        @Nullable Double lowered,
        @Nullable Double stopped,
        @Nullable Double heldFor,
        boolean gaveWay,
        String heard) {

    /** Since her voice began, hiss and breath before it not counted. */
    @Nullable
    Double loweredSinceVoice() {
        return lowered == null ? null : lowered - said.voiceAt();
    }

    /** Since her voice began, hiss and breath before it not counted. */
    @Nullable
    Double stoppedSinceVoice() {
        return stopped == null ? null : stopped - said.voiceAt();
    }

    /** It came into his first words of a call, while it was not yet known whether his voice echoes. */
    boolean opening() {
        return reply == 1;
    }
}
